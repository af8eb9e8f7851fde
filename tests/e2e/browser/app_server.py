"""Serves the app's stand-in to the browser, and answers what its page asks of the machine."""

import errno
import json
import queue
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx
from watchdog.events import FileSystemEvent, FileSystemEventHandler, FileSystemMovedEvent
from watchdog.observers import Observer

from e2e.browser.machine import Machine
from venture_canvas.vault.native import LISTENED_TO

KINDS = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json"}


class AppServer(ThreadingHTTPServer):
    """The app's own origin, a free port on 127.0.0.1.

    Arguments:
        files: what is served, by address.
        vault: the vault that the app has open.
        environment: the variables of the app's process.
    """

    daemon_threads = True

    def __init__(self, files: dict[str, Path], vault: Path, environment: dict[str, str]) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files = files
        self.machine = Machine(vault, environment, self.tell)
        self._listeners: set[queue.SimpleQueue[tuple[str, object] | None]] = set()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def tell(self, name: str, value: object) -> None:
        """Tell every page that listens."""
        for listener in list(self._listeners):
            listener.put((name, value))

    def hang_up(self) -> None:
        """End the pages' listening."""
        for listener in list(self._listeners):
            listener.put(None)

    def events(self) -> Iterator[tuple[str, object]]:
        """Yield what is told from now on."""
        listener: queue.SimpleQueue[tuple[str, object] | None] = queue.SimpleQueue()
        self._listeners.add(listener)
        try:
            yield "ready", None
            yield from iter(listener.get, None)
        finally:
            self._listeners.discard(listener)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A page that is closed breaks off what it listens to; that is no error."""


class Handler(BaseHTTPRequestHandler):
    """One connection of the page."""

    protocol_version = "HTTP/1.1"
    server: AppServer

    def do_GET(self) -> None:
        if self.path == "/bridge/events":
            self._send_events()
        elif (file := self.server.files.get(self.path)) is not None:
            content = file.read_bytes() if file.exists() else b""
            self._send(HTTPStatus.OK, KINDS[Path(self.path).suffix or ".html"], content)
        else:
            self._send(HTTPStatus.NOT_FOUND, "text/plain", b"")

    def do_POST(self) -> None:
        asked = self.rfile.read(int(self.headers["Content-Length"]))
        # A page of another origin cannot send this type without being asked for permission, which is never given.
        if self.headers["Content-Type"] != "application/json":
            self._send(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "text/plain", b"")
            return
        answer = self._answer(self.path.removeprefix("/bridge/"), json.loads(asked))
        self._send(HTTPStatus.OK, "application/json", json.dumps(answer).encode("utf-8"))

    def _answer(self, name: str, arguments: list[Any]) -> dict[str, object]:
        try:
            return {"result": self.server.machine.functions[name](*arguments)}
        except httpx.TransportError:
            return failure("ERR_CONNECTION_REFUSED", "net::ERR_CONNECTION_REFUSED")
        except OSError as error:
            return failure(errno.errorcode.get(error.errno or 0, "EIO"), str(error))

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def _send_events(self) -> None:
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        for name, value in self.server.events():
            self.wfile.write(f"event: {name}\ndata: {json.dumps(value)}\n\n".encode())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nothing is logged: what goes wrong shows in the page."""


class Watch(FileSystemEventHandler):
    """Tells the app what changes in its vault, as Obsidian's own watcher does."""

    def __init__(self, server: AppServer) -> None:
        self.server = server

    def on_any_event(self, event: FileSystemEvent) -> None:
        paths = (
            [event.src_path, event.dest_path] if isinstance(event, FileSystemMovedEvent) else [event.src_path]
        )
        changes = [self.server.machine.change(Path(str(path))) for path in paths]
        self.server.tell("changes", [each for each in changes if each])


def failure(code: str, message: str) -> dict[str, object]:
    return {"error": {"code": code, "message": message}}


@contextmanager
def serving(files: dict[str, Path], vault: Path, environment: dict[str, str]) -> Iterator[AppServer]:
    """A server that is closed with the context, and everything with it that the page started."""
    with AppServer(files, vault, environment) as server:
        observer = Observer()
        observer.schedule(Watch(server), str(vault), recursive=True, event_filter=LISTENED_TO)
        observer.start()
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            observer.stop()
            observer.join()
            server.machine.close()
            server.hang_up()
            server.shutdown()
            thread.join()
