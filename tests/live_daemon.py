"""Runs the real daemon, and talks to it over real sockets."""

import base64
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import httpx
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

from venture_canvas.server.places import HOME_VARIABLE, Places, places
from venture_canvas.server.runtime import Runtime, read_runtime

PATIENCE_SECONDS = 20.0
OBSIDIAN = "app://obsidian.md"
OWN_PROTOCOL = "venture-canvas.v1"

Found = TypeVar("Found")


def wait_until(look: Callable[[], Found], patience: float = PATIENCE_SECONDS) -> Found:
    """Return what a look finds as soon as it finds something true."""
    deadline = time.monotonic() + patience
    pause = threading.Event()
    while not (found := look()):
        assert time.monotonic() < deadline, (
            f"Waited {patience:g} seconds in vain; the last look found {found!r}."
        )
        pause.wait(0.01)
    return found


def environment(home: Path) -> dict[str, str]:
    return {**os.environ, HOME_VARIABLE: str(home), "PYTHONUTF8": "0", "COLUMNS": "200"}


def places_in(home: Path) -> Places:
    return places({HOME_VARIABLE: str(home)})


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "venture_canvas", *map(str, arguments)]


def run_command(
    home: Path, *arguments: str | Path, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        command(*arguments),
        env=environment(home),
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE_SECONDS,
    )


class Serving:
    """A daemon that serves, reached as programs reach it.

    Arguments:
        home: the folder that stands for the user's own.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self.greeting = ""

    @property
    def runtime(self) -> Runtime:
        found = read_runtime(places_in(self.home))
        assert found is not None, self.greeting
        return found

    @property
    def port(self) -> int:
        return self.runtime.port

    @property
    def token(self) -> str:
        return self.runtime.token

    def http(self, **headers: str) -> httpx.Client:
        """A client with the token; headers are added to every request."""
        sent = {"Authorization": f"Bearer {self.token}", **headers}
        return httpx.Client(
            base_url=f"http://127.0.0.1:{self.port}/v1",
            headers=sent,
            trust_env=False,
            timeout=PATIENCE_SECONDS,
        )

    def get(self, address: str, **query: str) -> Any:
        """What an address answers, once its vault is indexed."""
        with self.http() as client:
            response = client.get(address, params=query)
            assert response.status_code == 200, response.text
            return response.json()

    def vault(self, position: int = 0, patience: float = PATIENCE_SECONDS) -> str:
        """The address of a vault, once it is indexed."""
        found = self.get("/vaults")["vaults"][position]
        wait_until(lambda: self.get(f"/vaults/{found['id']}")["state"]["status"] == "ready", patience)
        return f"/vaults/{found['id']}"

    @contextmanager
    def serving(self, folder: Path) -> Iterator[str]:
        """The address of one more vault, indexed, for as long as the context lasts."""
        with self.http() as client:
            address = f"/vaults/{client.post('/vaults', json={'path': str(folder)}).json()['id']}"
            wait_until(lambda: client.get(address).json()["state"]["status"] == "ready")
            try:
                yield address
            finally:
                client.delete(address)

    @contextmanager
    def live(
        self, vault: str, *, token: str | None = None, origin: str | None = OBSIDIAN
    ) -> Iterator["Live"]:
        """A connection to `WS live`."""
        protocols = [Subprotocol(OWN_PROTOCOL), bearer(self.token if token is None else token)]
        with connect(
            f"ws://127.0.0.1:{self.port}/v1{vault}/live",
            subprotocols=protocols,
            origin=None if origin is None else Origin(origin),
            proxy=None,
            close_timeout=1,
        ) as socket_:
            yield Live(socket_)

    def raw(self, request: bytes) -> bytes:
        """What the daemon answers to bytes, as one response."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_SECONDS) as connection:
            connection.sendall(request)
            return read_response(connection)

    def raw_socket(self, handshake: bytes) -> bytes:
        """What the daemon answers to a handshake, up to the head of its first frame and a close code."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE_SECONDS) as connection:
            connection.sendall(handshake)
            received = b""
            while len(received.partition(b"\r\n\r\n")[2]) < 4 and (piece := connection.recv(65536)):
                received += piece
            return received


class LiveDaemon(Serving):
    """A daemon that runs in a process of its own."""

    def __init__(self, home: Path, *arguments: str | Path, greet: bool = True) -> None:
        super().__init__(home)
        self.process = subprocess.Popen(
            command("serve", *arguments),
            env=environment(home),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
        assert self.process.stderr is not None
        self.greeting = self.process.stderr.readline() if greet else ""

    def end(self) -> int:
        """End the daemon the way a service manager does, and return its exit code."""
        self.process.terminate()
        return self.wait()

    def wait(self) -> int:
        """Wait until the daemon has ended, and return its exit code."""
        code = self.process.wait(timeout=PATIENCE_SECONDS)
        assert self.process.stderr is not None
        self.process.stderr.close()
        return code


class Live:
    """The client's end of `WS live`."""

    def __init__(self, connection: ClientConnection) -> None:
        self.connection = connection

    def send(self, **message: object) -> None:
        self.connection.send(json.dumps(message))

    def receive(self) -> dict[str, Any]:
        received: dict[str, Any] = json.loads(self.connection.recv(timeout=PATIENCE_SECONDS))
        return received

    def until(self, kind: str) -> dict[str, Any]:
        """The next message of a type."""
        while (message := self.receive())["type"] != kind:
            pass
        return message


@contextmanager
def running_daemon(home: Path, *arguments: str | Path, greet: bool = True) -> Iterator[LiveDaemon]:
    """A daemon that is ended with the context; `greet` waits until it can be reached."""
    daemon = LiveDaemon(home, *arguments, greet=greet)
    try:
        yield daemon
    finally:
        if daemon.process.poll() is None:
            daemon.process.kill()
        daemon.wait()


def slow_client(daemon: Serving, address: str) -> socket.socket:
    """A connection that is open, with a small buffer, and that nobody reads."""
    connection = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.settimeout(20)
    connection.connect(("127.0.0.1", daemon.port))
    lines = [
        f"GET /v1{address}/live HTTP/1.1",
        f"Host: 127.0.0.1:{daemon.port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Protocol: {bearer(daemon.token)}",
    ]
    connection.sendall("\r\n".join([*lines, "", ""]).encode("ascii"))
    return connection


def bearer(token: str) -> Subprotocol:
    encoded = base64.urlsafe_b64encode(token.encode("utf-8")).decode("ascii").rstrip("=")
    return Subprotocol(f"bearer.{encoded}")


def read_response(connection: socket.socket) -> bytes:
    """The bytes of one HTTP response."""
    received = b""
    while b"\r\n\r\n" not in received:
        if not (piece := connection.recv(65536)):
            return received
        received += piece
    head, _, body = received.partition(b"\r\n\r\n")
    lengths = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    wanted = int(lengths[0].partition(b":")[2]) if lengths else 0
    while len(body) < wanted and (piece := connection.recv(65536)):
        body += piece
    return head + b"\r\n\r\n" + body


def status_of(response: bytes) -> int:
    return int(response.split(b" ", 2)[1])
