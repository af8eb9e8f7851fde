"""The commands, together; and what every one of them does about errors."""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from venture_canvas import __version__
from venture_canvas.cli import checking, creating, explaining, running, showing
from venture_canvas.cli.client import DaemonError
from venture_canvas.cli.console import fail, speak_utf8
from venture_canvas.cli.doctor.command import doctor
from venture_canvas.cli.logs import logs
from venture_canvas.cli.service import service
from venture_canvas.server.listening import PortTakenError
from venture_canvas.server.private import ExposedError
from venture_canvas.server.problems import RefusedError
from venture_canvas.server.registry import RegistryError
from venture_canvas.service.installation import ServiceError
from venture_canvas.service.recipe import UnsuitableError
from venture_canvas.setup.errors import SetupError

TOLD = (
    DaemonError,
    ExposedError,
    PortTakenError,
    RefusedError,
    RegistryError,
    SetupError,
    ServiceError,
    UnsuitableError,
    FileNotFoundError,
    PermissionError,
)
"""Errors whose message tells a person what to do; others are faults of ours and keep their trace."""


class Commands(TyperGroup):
    """Ends a command with a sentence when it fails for a reason its user can do something about."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except TOLD as error:
            fail(str(error))


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
)

for command in (
    running.up,
    creating.new,
    running.serve,
    running.status,
    running.stop,
    logs,
    doctor,
    checking.check,
    explaining.explain,
    explaining.rules,
    showing.model,
    showing.tags,
    showing.aliases,
    showing.verify,
):
    app.command()(command)
app.add_typer(service, name="service")


@app.callback(invoke_without_command=True)
def prepare(
    *, version: Annotated[bool, typer.Option("--version", is_eager=True, help="Print the version.")] = False
) -> None:
    """Check the business canvas in an Obsidian vault while you write it."""
    speak_utf8()
    if version:
        typer.echo(__version__)
        raise typer.Exit
