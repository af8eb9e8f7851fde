"""The one observer of the process: every vault's events come through it."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.api import BaseObserver

from venture_canvas.vault import native
from venture_canvas.vault.gathering import path_in_vault
from venture_canvas.vault.native import Armed


class Listener(FileSystemEventHandler):
    """Turns the events of one vault into paths to look at. What kind an event is does not matter: the disk is asked.

    Arguments:
        root: the vault's folder, absolute.
        look: called with the path of each event, and with "" for the whole vault when events were lost.
    """

    def __init__(self, root: Path, look: Callable[[str], None]) -> None:
        self.root = root
        self.look = look

    def dispatch(self, event: FileSystemEvent) -> None:
        """Tell the path of an event; of a move, both."""
        for path in filter(None, (event.src_path, event.dest_path)):
            inside = path_in_vault(str(self.root), str(path))
            if inside is not None:
                self.look(inside)


class SharedObserver:
    """Runs an observer as long as somebody listens.

    Arguments:
        new_observer: makes one; raises OSError where events cannot be had.
    """

    def __init__(self, new_observer: Callable[[], BaseObserver] = native.new_observer) -> None:
        self._new_observer = new_observer
        self._observer: BaseObserver | None = None
        self._lock = threading.Lock()
        self._armed: dict[Listener, Armed] = {}
        self._losses = LossHandler(self._lose)

    def arm(self, listener: Listener) -> Armed:
        """Listen to a vault's events, all folders beneath its root included.

        Raises:
            OSError: events cannot be had.
        """
        with self._lock:
            observer = self._running()
            watch = observer.schedule(
                listener, str(listener.root), recursive=True, event_filter=native.LISTENED_TO
            )
            armed = Armed(observer, watch, native.emitter_of(observer, watch))
            self._armed[listener] = armed
            return armed

    def disarm(self, listener: Listener) -> None:
        """Listen no more. Another listener to the same folder loses its events as well; it is woken, to arm anew."""
        with self._lock:
            armed = self._armed.pop(listener, None)
            if armed is not None and armed.observer is self._observer:
                self._release(armed)
            if not self._armed:
                self._stop()

    def _release(self, armed: Armed) -> None:
        if native.emitter_of(armed.observer, armed.watch) is not armed.emitter:
            return
        native.stop_watching(armed)
        for other, shared in self._armed.items():
            if shared.emitter is armed.emitter:
                other.look("")

    def _running(self) -> BaseObserver:
        if self._observer is None or not native.is_running(self._observer):
            self._stop()
            observer = self._new_observer()
            observer.start()
            self._observer = observer
            self._losses.listen()
        return self._observer

    def _stop(self) -> None:
        observer, self._observer = self._observer, None
        if observer is not None:
            self._losses.end()
            observer.stop()
            with suppress(RuntimeError):  # it had not come to run
                observer.join()

    def _lose(self) -> None:
        for listener in list(self._armed):
            listener.look("")


class LossHandler(logging.Handler):
    """Hears watchdog say that events were lost: what it logs as a warning or worse counts as that.

    The logs are all that watchdog tells of an overflow (`watchdog.observers.inotify_c`) or of a fault in its macOS part
    (`fsevents`).
    """

    LOGGERS = ("watchdog", "fsevents")

    def __init__(self, on_loss: Callable[[], None]) -> None:
        super().__init__(logging.WARNING)
        self._on_loss = on_loss

    def listen(self) -> None:
        """Begin to hear."""
        for name in self.LOGGERS:
            logging.getLogger(name).addHandler(self)

    def end(self) -> None:
        """Hear no more."""
        for name in self.LOGGERS:
            logging.getLogger(name).removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 (the signature is logging's; any record will do)
        """Take a record for a loss."""
        self._on_loss()
