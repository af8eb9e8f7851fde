"""Run the command line: `python -m venture_canvas`."""

from venture_canvas.cli import app

app(prog_name="venture-canvas")
