"""The app as one test has it: a vault that is open, a machine around it, and what the page is told of the two."""

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler, FileSystemMovedEvent
from watchdog.observers import Observer

from e2e.browser.machine import Machine
from venture_canvas.vault.native import LISTENED_TO

Told = tuple[str, object]


class App:
    """The app, with a vault open.

    Arguments:
        files: what of it is served, by address.
        vault: the vault's folder.
        environment: the variables of its process.
    """

    def __init__(self, files: dict[str, Path], vault: Path, environment: dict[str, str]) -> None:
        self.files = files
        self.machine = Machine(vault, environment, self.tell)
        self._listeners: set[queue.SimpleQueue[Told | None]] = set()

    def tell(self, name: str, value: object) -> None:
        """Tell every page that listens."""
        for listener in list(self._listeners):
            listener.put((name, value))

    def hang_up(self) -> None:
        """End the pages' listening."""
        for listener in list(self._listeners):
            listener.put(None)

    def events(self) -> Iterator[Told]:
        """Yield what is told from now on."""
        listener: queue.SimpleQueue[Told | None] = queue.SimpleQueue()
        self._listeners.add(listener)
        try:
            yield "ready", None
            yield from iter(listener.get, None)
        finally:
            self._listeners.discard(listener)


class Watch(FileSystemEventHandler):
    """Tells the app what changes in its vault, as Obsidian's own watcher does."""

    def __init__(self, app: App) -> None:
        self.app = app

    def on_any_event(self, event: FileSystemEvent) -> None:
        paths = [event.src_path]
        if isinstance(event, FileSystemMovedEvent):
            paths.append(event.dest_path)
        changes = [self.app.machine.change(Path(str(path))) for path in paths]
        self.app.tell("changes", [each for each in changes if each])


@contextmanager
def running_app(files: dict[str, Path], vault: Path, environment: dict[str, str]) -> Iterator[App]:
    """An app that ends with the context, and everything with it that its page started."""
    app = App(files, vault, environment)
    observer = Observer()
    observer.schedule(Watch(app), str(vault), recursive=True, event_filter=LISTENED_TO)
    observer.start()
    try:
        yield app
    finally:
        observer.stop()
        observer.join()
        app.machine.close()
        app.hang_up()
