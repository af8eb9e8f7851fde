"""A client of the running daemon.

It uses the standard library's HTTP: a command that starts in a moment would wait longer for a larger client to be imported, and
this one asks no proxy of the environment.
"""

import hmac
import secrets
import time
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import TypeVar
from urllib.parse import urlencode

import msgspec
from filelock import FileLock, Timeout

from venture_canvas.server.places import Places
from venture_canvas.server.problems import Problem
from venture_canvas.server.runtime import Runtime, proof, read_runtime
from venture_canvas.shapes.vaults import Health, NewVault, VaultFact, VaultList

Kind = TypeVar("Kind", bound=msgspec.Struct)

ANSWER_SECONDS = 300.0
CONNECT_SECONDS = 2.0
START_SECONDS = 10.0
STOP_SECONDS = 15.0
LOOK_AGAIN_SECONDS = 0.05
SILENT = "Another daemon of yours runs but does not answer. End its process, then try again."


class DaemonError(Exception):
    """The daemon did not do what it was asked; the message says why and what to do."""


class Client:
    """Talks to one daemon.

    Arguments:
        runtime: how to reach it.
    """

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime

    def is_genuine(self) -> bool:
        """Say whether the program on the port knows the user's token, which is not sent to it."""
        nonce = secrets.token_hex(16)
        try:
            _, content = self._ask("GET", f"/health?nonce={nonce}", {}, timeout=CONNECT_SECONDS)
            health = msgspec.json.decode(content, type=Health)
        except (OSError, HTTPException, msgspec.DecodeError):
            return False
        return health.proof is not None and hmac.compare_digest(
            health.proof, proof(self.runtime.token, nonce)
        )

    def get(self, address: str, kind: type[Kind], **query: str) -> Kind:
        """Ask for a structure.

        Raises:
            DaemonError: when the daemon refuses or is gone.
        """
        address = f"{address}?{urlencode(query)}" if query else address
        return msgspec.json.decode(self._send("GET", address), type=kind)

    def post(self, address: str, body: msgspec.Struct, kind: type[Kind]) -> Kind:
        """Send a structure, and return the one that is answered.

        Raises:
            DaemonError: when the daemon refuses or is gone.
        """
        return msgspec.json.decode(self._send("POST", address, body), type=kind)

    def vaults(self) -> tuple[VaultFact, ...]:
        """Return the vaults the daemon serves."""
        return self.get("/vaults", VaultList).vaults

    def add(self, path: str) -> VaultFact:
        """Have the daemon serve a folder."""
        return self.post("/vaults", NewVault(path), VaultFact)

    def stop(self) -> None:
        """Ask the daemon to end."""
        self._send("POST", "/stop")

    def _send(self, method: str, address: str, body: msgspec.Struct | None = None) -> bytes:
        headers = {"Authorization": f"Bearer {self.runtime.token}", "Content-Type": "application/json"}
        try:
            status, content = self._ask(method, address, headers, body, timeout=ANSWER_SECONDS)
        except (OSError, HTTPException) as error:
            message = f"The daemon on port {self.runtime.port} did not answer ({error}). Is it still running?"
            raise DaemonError(message) from error
        if status >= HTTPStatus.BAD_REQUEST:
            raise DaemonError(msgspec.json.decode(content, type=Problem).detail)
        return content

    def _ask(
        self,
        method: str,
        address: str,
        headers: dict[str, str],
        body: msgspec.Struct | None = None,
        *,
        timeout: float,
    ) -> tuple[int, bytes]:
        connection = HTTPConnection("127.0.0.1", self.runtime.port, timeout=timeout)
        try:
            connection.request(
                method, f"/v1{address}", None if body is None else msgspec.json.encode(body), headers
            )
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()


def find_daemon(places: Places) -> Client | None:
    """Return a client of the user's daemon, or None when none runs.

    `runtime.json` may be stale and its port belong to another program by now, so the daemon proves itself before it gets the token.

    Raises:
        ExposedError: when others can read `runtime.json`.
    """
    runtime = read_runtime(places)
    client = Client(runtime) if runtime else None
    return client if client and client.is_genuine() else None


def wait_for_daemon(places: Places, silent: str = SILENT) -> Client:
    """Return a client of a daemon that may still be starting.

    Arguments:
        places: the user's folders.
        silent: what to say when it does not answer.

    Raises:
        DaemonError: when it does not answer in time.
    """
    deadline = time.monotonic() + START_SECONDS
    while (client := find_daemon(places)) is None:
        if time.monotonic() > deadline:
            raise DaemonError(silent)
        time.sleep(LOOK_AGAIN_SECONDS)
    return client


def end_daemon(places: Places, client: Client) -> None:
    """End a daemon, and wait until it has ended.

    Raises:
        DaemonError: when it does not end in time.
    """
    client.stop()
    try:
        # The daemon holds the lock for as long as it lives.
        FileLock(places.lock, timeout=STOP_SECONDS).acquire().lock.release()
    except Timeout as late:
        message = f"The daemon (process {client.runtime.pid}) did not end within {STOP_SECONDS:g} seconds. End that process."
        raise DaemonError(message) from late
