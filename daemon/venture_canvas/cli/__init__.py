"""The command line: `venture-canvas`."""

from venture_canvas.cli.commands import app

__all__ = ["app"]
