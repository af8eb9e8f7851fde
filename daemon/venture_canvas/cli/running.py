"""The commands that run the daemon: `up`, `serve`, `status` and `stop`."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from venture_canvas import __version__
from venture_canvas.cli.client import Client, end_daemon, find_daemon, wait_for_daemon
from venture_canvas.cli.console import FAILED, Format, FormatOption, fail, print_json, results, say
from venture_canvas.cli.creating import create_where_nothing_is
from venture_canvas.cli.preparing import prepare_vault
from venture_canvas.cli.summary import Summary
from venture_canvas.cli.tables import troubles_table, vaults_table
from venture_canvas.cli.upgrade import upgrade_notice
from venture_canvas.server.places import Places, places
from venture_canvas.server.runtime import AlreadyRunningError, Runtime
from venture_canvas.server.vaults import Vaults
from venture_canvas.shapes.vaults import VaultFact
from venture_canvas.vault.roots import find_root

Port = Annotated[int, typer.Option(min=0, max=65535, help="The port on 127.0.0.1; 0 takes a free one.")]
Origins = Annotated[
    list[str] | None,
    typer.Option("--allow-origin", help="Another origin whose pages may use the API; can be repeated."),
]


class DaemonStatus(msgspec.Struct, frozen=True):
    """Whether the daemon runs, and what it serves; `installed` is the version a new start would run."""

    running: bool
    port: int | None = None
    pid: int | None = None
    version: str | None = None
    installed: str = __version__
    vaults: tuple[VaultFact, ...] = ()


def up(
    vault: Annotated[Path, typer.Argument(help="A vault, a path inside one, or a new folder.")] = Path(),
    port: Port = 0,
    origin: Origins = None,
    *,
    no_plugin: Annotated[
        bool, typer.Option("--no-plugin", help="Leave the vault without the plugin.")
    ] = False,
) -> None:
    """Put the plugin into a vault, serve it, and show how it is until Ctrl-C; make one first where there is none."""
    create_where_nothing_is(vault)
    root = find_root(vault)
    if not no_plugin:
        prepare_vault(root)
    summary = Summary()
    try:
        _run([root], port, origin, summary.start)
    finally:
        summary.end()


def serve(
    vaults: Annotated[
        list[Path] | None, typer.Argument(help="Vaults to serve besides the ones served before.")
    ] = None,
    port: Port = 0,
    origin: Origins = None,
) -> None:
    """Serve vaults in the foreground, now and in later runs, until Ctrl-C or `stop`."""
    roots = [find_root(vault) for vault in vaults or []]
    _run(roots, port, origin, _announce)


def status(format_: FormatOption = Format.TABLE) -> None:
    """Show whether the daemon runs, the vaults it serves, and what is wrong with them; exit 1 when it does not run."""
    client = find_daemon(places())
    found = _status(client) if client else DaemonStatus(running=False)
    if format_ is Format.JSON:
        print_json(found)
    else:
        _show_status(found)
    if not found.running:
        raise typer.Exit(FAILED)


def stop() -> None:
    """End the daemon, and wait until it has ended."""
    client = find_daemon(places())
    if client is None:
        say("No daemon is running.")
        return
    end_daemon(places(), client)
    say("The daemon has ended.")


def _run(
    roots: list[Path], port: int, origins: list[str] | None, ready: Callable[[Runtime, Vaults], None]
) -> None:
    if any(not origin.isascii() for origin in origins or []):
        fail("An origin is written in ASCII, such as http://localhost:3000.")
    if find_daemon(places()):
        _hand_over(places(), roots)
        return
    # FastAPI takes longer to import than most commands take to run, and only the daemon needs it.
    from venture_canvas.server.daemon import run_daemon  # noqa: PLC0415

    try:
        run_daemon(places(), roots, port=port, origins=origins or (), ready=ready)
        say("Ended.")
    except AlreadyRunningError:
        _hand_over(places(), roots)


def _announce(runtime: Runtime, vaults: Vaults) -> None:
    served = vaults.all()
    say(f"Venture Canvas {runtime.version} serves on 127.0.0.1:{runtime.port}. Ctrl-C ends it.")
    for vault in served:
        say(f"  {vault.root}")
    if not served:
        say("No vault is served yet: venture-canvas serve VAULT adds one.")


def _hand_over(where: Places, roots: list[Path]) -> None:
    client = wait_for_daemon(where)
    say(f"A daemon of yours runs already (process {client.runtime.pid}, port {client.runtime.port}).")
    for root in roots:
        added = client.add(str(root))
        say(f"It serves {added.path} now.")
    _offer_restart(client.runtime.version)


def _status(client: Client) -> DaemonStatus:
    runtime = client.runtime
    return DaemonStatus(
        running=True, port=runtime.port, pid=runtime.pid, version=runtime.version, vaults=client.vaults()
    )


def _show_status(found: DaemonStatus) -> None:
    if not found.running:
        say("No daemon is running. Start one: venture-canvas serve VAULT")
        return
    say(f"Venture Canvas {found.version} runs on 127.0.0.1:{found.port}, process {found.pid}.")
    results.print(vaults_table(found.vaults))
    if any(vault.state.troubles for vault in found.vaults):
        results.print(troubles_table(found.vaults))
    _offer_restart(found.version)


def _offer_restart(running: str | None) -> None:
    if running and (notice := upgrade_notice(running)):
        say(notice)
