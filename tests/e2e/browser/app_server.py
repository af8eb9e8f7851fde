"""Serves the app's stand-in to the browser, and answers what its page asks of the machine."""

import errno
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx

from e2e.browser.app import App

KINDS = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json"}


class AppServer(ThreadingHTTPServer):
    """The app's own origin, a free port on 127.0.0.1; the tests have it in turn."""

    daemon_threads = True
    app: App

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A page that is closed breaks off what it listens to; that is no error."""


class Handler(BaseHTTPRequestHandler):
    """One connection of the page."""

    protocol_version = "HTTP/1.1"
    server: AppServer

    def do_GET(self) -> None:
        if self.path == "/bridge/events":
            self._send_events()
        elif (file := self.server.app.files.get(self.path)) is not None:
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
            return {"result": self.server.app.machine.functions[name](*arguments)}
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
        for name, value in self.server.app.events():
            self.wfile.write(f"event: {name}\ndata: {json.dumps(value)}\n\n".encode())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nothing is logged: what goes wrong shows in the page."""


def failure(code: str, message: str) -> dict[str, object]:
    return {"error": {"code": code, "message": message}}


@contextmanager
def serving() -> Iterator[AppServer]:
    """A server that is closed with the context."""
    with AppServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
