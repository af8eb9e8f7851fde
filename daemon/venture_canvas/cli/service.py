"""The commands that have the daemon started at login: `service install`, `uninstall` and `status`."""

import msgspec
import typer

from venture_canvas.cli.client import end_daemon, find_daemon, wait_for_daemon
from venture_canvas.cli.console import FAILED, Format, FormatOption, print_json, say
from venture_canvas.server.places import places
from venture_canvas.service.installation import Installation
from venture_canvas.service.platforms import recipe_here

service = typer.Typer(no_args_is_help=True, help="Have the daemon run in the background, from login on.")

INSTALL = "venture-canvas service install"
SILENT = (
    "The service is installed, but the daemon does not answer. Look into its log (venture-canvas logs), then ask once more: "
    "venture-canvas service status"
)


class ServiceState(msgspec.Struct, frozen=True):
    """How the background service is.

    Arguments:
        installed: whether the service manager knows the daemon.
        current: whether what it knows is this installation of the package.
        running: whether a daemon runs, whoever started it.
    """

    installed: bool
    current: bool
    running: bool


@service.command()
def install() -> None:
    """Start the daemon now and at every login; it serves the vaults that `up` and `serve` were given."""
    installation = _installation()
    installation.check_manager()
    where = places()
    if client := find_daemon(where):
        end_daemon(where, client)
        say("The daemon that ran has ended; the service takes its place.")
    installation.install()
    runtime = wait_for_daemon(where, SILENT).runtime
    say(
        f"Venture Canvas {runtime.version} runs in the background (process {runtime.pid}), now and after every login. "
        f"{installation.recipe.manager} has it from {installation.recipe.file}."
    )


@service.command()
def uninstall() -> None:
    """End the daemon in the background, and start it no more at login."""
    removed = _installation().uninstall()
    say("The daemon starts no more at login." if removed else "It was not installed, so nothing changed.")


@service.command()
def status(format_: FormatOption = Format.TABLE) -> None:
    """Tell whether the daemon is started at login and runs, and what to do; exit 1 when it is not so."""
    installation = _installation()
    installation.check_manager()
    found = ServiceState(
        installed=installation.is_known,
        current=installation.is_current,
        running=find_daemon(places()) is not None,
    )
    if format_ is Format.JSON:
        print_json(found)
    else:
        say(advice(found))
    if not (found.installed and found.current and found.running):
        raise typer.Exit(FAILED)


def advice(found: ServiceState) -> str:
    """Say how the service is and what to do."""
    if not found.installed:
        runs = "A daemon runs, and ends with what started it" if found.running else "No daemon runs"
        return f"Not installed. {runs}. To have one from every login on: {INSTALL}"
    if not found.current:
        return f"Installed, but for another installation of Venture Canvas or with other settings. Bring it up to date: {INSTALL}"
    if not found.running:
        return f"Installed, but no daemon runs. The reason may be in the log (venture-canvas logs). Start it: {INSTALL}"
    return "Installed, and the daemon runs. There is nothing to do."


def _installation() -> Installation:
    return Installation(recipe_here(places()))
