"""A vault that the daemon serves, opened in a thread of its own so that the API answers while it is indexed."""

import logging
import threading
from collections.abc import Callable
from pathlib import Path

from venture_canvas.server.buffers import Buffers
from venture_canvas.server.problems import RefusedError
from venture_canvas.server.registry import RegisteredVault
from venture_canvas.telling import Change, State
from venture_canvas.vault.trouble import Trouble
from venture_canvas.workspace import Workspace

log = logging.getLogger(__name__)

STOP_SECONDS = 2.0

NOT_SERVED = State("unavailable", "off", 0, 0, 0, (Trouble("not-served", "This vault is served no longer."),))

Listener = Callable[[Change], None]


class StoppedError(Exception):
    """Ends the indexing of a vault that is no longer wanted."""


class ServedVault:
    """A vault and how far its opening is.

    Every method may be called from any thread, and none of them waits for the indexing. Nothing is asked of the disk before `start`.

    Arguments:
        entry: the vault's place on the list of vaults.
        cache: the file that holds its facts between two runs.
        journal: the file that keeps what is being written to it.
    """

    def __init__(self, entry: RegisteredVault, cache: Path, journal: Path) -> None:
        self.id = entry.id
        self.root = Path(entry.path)
        self.live = Workspace(self.root, cache=cache, journal=journal)
        self.buffers = Buffers(self.live)
        self.read_and_total = (0, 0)
        self._trouble: Trouble | None = None
        self._stopping = threading.Event()
        self._opened = threading.Event()
        self._owes_state = threading.Event()
        self._listening = threading.Lock()
        self._listeners: list[Listener] = []
        self._thread = threading.Thread(target=self._run, name=f"open {entry.id}", daemon=True)

    def start(self) -> None:
        """Begin to index, and tell of it."""
        self._spread(Change(0, state=self.state))
        self._thread.start()

    def stop(self) -> None:
        """Tell every listener that this is the end, and stop following the disk; an indexing that is under way is given up."""
        self._stopping.set()
        self.buffers.end()
        self._spread(Change(0, state=NOT_SERVED))
        self._thread.join(timeout=STOP_SECONDS)
        if not self._thread.is_alive():
            self.live.close()

    @property
    def stopped(self) -> bool:
        """Whether the vault is served no longer."""
        return self._stopping.is_set()

    @property
    def state(self) -> State:
        """How the vault is; while it is being indexed, `notes` counts the notes read so far."""
        if self._opened.is_set():
            state = self.live.state
            if state.status == "indexing":
                self._tell_when_done()
            return state
        if self._trouble:
            return State("unavailable", "off", 0, 0, 0, (self._trouble,))
        return State("indexing", "off", 0, self.read_and_total[0], 0, ())

    @property
    def workspace(self) -> Workspace:
        """The live vault.

        Raises:
            RefusedError: while it is being indexed, or when it could not be.
        """
        if self._opened.is_set():
            return self.live
        if self._trouble:
            raise RefusedError(503, self._trouble.message)
        read, total = self.read_and_total
        raise RefusedError(
            503, f"The vault is being indexed: {read} of {total} notes are read. Ask again.", retry_after=1
        )

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call a listener with every change from now on; return what ends that. After it has ended, no call comes."""
        with self._listening:
            self._listeners.append(listener)

        def end() -> None:
            with self._listening:
                self._listeners.remove(listener)

        return end

    def _run(self) -> None:
        self._open()
        if self.stopped:
            # Who stopped it waited for a moment only: a step of the indexing may have been longer.
            self.live.close()

    def _open(self) -> None:
        try:
            self.live.open(self._progress)
            self._demand_wanted()
            self.live.watch()
            self.live.subscribe(self._spread)
            self._opened.set()
        except StoppedError:
            return
        except Exception:
            # Whatever keeps one vault from opening, the daemon and the other vaults go on, and the state says so.
            log.exception("The vault %s could not be opened.", self.id)
            message = "The vault could not be indexed. Is its folder there and readable? The daemon's log has the reason."
            self._trouble = Trouble("not-opened", message)
        state = self.state
        self._spread(Change(state.generation, state=state))

    def _progress(self, read: int, total: int) -> None:
        self._demand_wanted()
        self.read_and_total = (read, total)

    def _tell_when_done(self) -> None:
        """Tell every listener how the vault is once it is not busy: until then, those who asked believe that it is being indexed."""
        if not self._owes_state.is_set():
            self._owes_state.set()
            threading.Thread(target=self._tell_state, name=f"tell {self.id}", daemon=True).start()

    def _tell_state(self) -> None:
        with self.live.reading():
            # From here on, who asks is told the truth.
            self._owes_state.clear()
            state = self.live.state
            self._spread(Change(state.generation, state=state))

    def _demand_wanted(self) -> None:
        if self.stopped:
            raise StoppedError

    def _spread(self, change: Change) -> None:
        with self._listening:
            for listener in self._listeners:
                listener(change)
