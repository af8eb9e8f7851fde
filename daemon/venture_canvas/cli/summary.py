"""The short live summary that `up` shows: how far the indexing is, then how each vault is."""

import threading
from collections.abc import Iterable, Iterator

from rich.live import Live
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from venture_canvas.cli.console import counted, messages, say
from venture_canvas.server.runtime import Runtime
from venture_canvas.server.served_vault import ServedVault
from venture_canvas.server.vaults import Vaults
from venture_canvas.telling import Change

REFRESH_SECONDS = 0.1
BAR_WIDTH = 30


class Summary:
    """Shows the vaults of a daemon until it ends.

    It is drawn by a thread of its own: while something is being indexed a few times a second, later only when something changed.
    Where there is no terminal, a line when the daemon is there and one for each vault that is indexed are all.
    """

    def __init__(self) -> None:
        self._changed = threading.Event()
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, runtime: Runtime, vaults: Vaults) -> None:
        """Begin to show."""
        say(f"Venture Canvas {runtime.version} serves on 127.0.0.1:{runtime.port}. Ctrl-C ends it.")
        vaults.subscribe(self._hear)
        self._thread = threading.Thread(target=self._show, args=(vaults,), name="summary", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Show no more."""
        self._ending.set()
        self._changed.set()
        if self._thread:
            self._thread.join()

    def _hear(self, _: Change) -> None:
        self._changed.set()

    def _show(self, vaults: Vaults) -> None:
        if messages.is_terminal:
            self._draw(vaults)
        else:
            self._tell(vaults)

    def _draw(self, vaults: Vaults) -> None:
        with Live(console=messages, auto_refresh=False) as live:
            for served in self._each_change(vaults):
                live.update(_summary(served), refresh=True)

    def _tell(self, vaults: Vaults) -> None:
        told: set[str] = set()
        for served in self._each_change(vaults):
            for vault in served:
                if vault.id not in told and vault.state.status != "indexing":
                    say(f"{vault.root}: {_line(vault)}")
                    told.add(vault.id)

    def _each_change(self, vaults: Vaults) -> Iterator[tuple[ServedVault, ...]]:
        """Yield the vaults as they are served now, and again at each change until the end."""
        while not self._ending.is_set():
            self._changed.clear()
            served = vaults.all()
            yield served
            indexing = any(vault.state.status == "indexing" for vault in served)
            self._changed.wait(REFRESH_SECONDS if indexing else None)


def _summary(served: Iterable[ServedVault]) -> Table:
    table = Table(box=None, show_header=False)
    for vault in served:
        table.add_row(
            Text(vault.root.name), _bar(vault) if vault.state.status == "indexing" else Text(_line(vault))
        )
    return table


def _bar(vault: ServedVault) -> ProgressBar:
    read, total = vault.read_and_total
    return ProgressBar(total=total or None, completed=read, width=BAR_WIDTH, pulse=not total)


def _line(vault: ServedVault) -> str:
    state = vault.state
    counts = [counted(state.notes, "note")]
    if state.status == "ready":
        counts.append(counted(len(vault.workspace.ventures), "venture"))
    if state.buffers:
        counts.append(f"{state.buffers} open in the editor")
    if state.troubles:
        counts.append(f"{counted(len(state.troubles), 'trouble')} (see: venture-canvas status)")
    return f"{state.status}, {', '.join(counts)}"
