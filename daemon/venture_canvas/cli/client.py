"""A client of the running daemon."""

import hmac
import secrets
import time
from typing import Any, TypeVar

import httpx
import msgspec

from venture_canvas.server.places import Places
from venture_canvas.server.problems import Problem
from venture_canvas.server.runtime import Runtime, proof, read_runtime
from venture_canvas.shapes.vaults import Health, VaultFact, VaultList

Kind = TypeVar("Kind", bound=msgspec.Struct)

ANSWER_SECONDS = 300.0
CONNECT_SECONDS = 2.0
START_SECONDS = 10.0
LOOK_AGAIN_SECONDS = 0.05


class DaemonError(Exception):
    """The daemon did not do what it was asked; the message says why and what to do."""


class Client:
    """Talks to one daemon.

    Arguments:
        runtime: how to reach it.
    """

    def __init__(self, runtime: Runtime) -> None:
        self.runtime = runtime
        self._token = {"Authorization": f"Bearer {runtime.token}"}
        self._http = httpx.Client(
            base_url=f"http://127.0.0.1:{runtime.port}/v1",
            timeout=httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
            # No socket outlives its answer, so there is nothing to close when a command ends.
            limits=httpx.Limits(max_keepalive_connections=0),
            # A proxy from the environment must not see the token.
            trust_env=False,
        )

    def is_genuine(self) -> bool:
        """Say whether the program on the port knows the user's token, which is not sent to it."""
        nonce = secrets.token_hex(16)
        try:
            response = self._http.get("/health", params={"nonce": nonce}, timeout=CONNECT_SECONDS)
            health = msgspec.json.decode(response.content, type=Health)
        except (httpx.HTTPError, msgspec.DecodeError):
            return False
        return health.proof is not None and hmac.compare_digest(
            health.proof, proof(self.runtime.token, nonce)
        )

    def get(self, address: str, kind: type[Kind], **query: str) -> Kind:
        """Ask for a structure.

        Raises:
            DaemonError: when the daemon refuses or is gone.
        """
        return self._read(self._send("GET", address, params=query), kind)

    def vaults(self) -> tuple[VaultFact, ...]:
        """Return the vaults the daemon serves."""
        return self.get("/vaults", VaultList).vaults

    def add(self, path: str) -> VaultFact:
        """Have the daemon serve a folder."""
        return self._read(self._send("POST", "/vaults", json={"path": path}), VaultFact)

    def stop(self) -> None:
        """Ask the daemon to end."""
        self._send("POST", "/stop", json={})

    def _send(self, method: str, address: str, **options: Any) -> httpx.Response:
        try:
            response = self._http.request(method, address, headers=self._token, **options)
        except httpx.TransportError as error:
            message = f"The daemon on port {self.runtime.port} did not answer ({error}). Is it still running?"
            raise DaemonError(message) from error
        if response.is_error:
            raise DaemonError(msgspec.json.decode(response.content, type=Problem).detail)
        return response

    @staticmethod
    def _read(response: httpx.Response, kind: type[Kind]) -> Kind:
        return msgspec.json.decode(response.content, type=kind)


def find_daemon(places: Places) -> Client | None:
    """Return a client of the user's daemon, or None when none runs.

    `runtime.json` may be stale and its port belong to another program by now, so the daemon proves itself before it gets the token.

    Raises:
        ExposedError: when others can read `runtime.json`.
    """
    runtime = read_runtime(places)
    client = Client(runtime) if runtime else None
    return client if client and client.is_genuine() else None


def wait_for_daemon(places: Places) -> Client:
    """Return a client of a daemon that holds the lock but may still be starting.

    Raises:
        DaemonError: when it does not answer in time.
    """
    deadline = time.monotonic() + START_SECONDS
    while (client := find_daemon(places)) is None:
        if time.monotonic() > deadline:
            raise DaemonError(
                "Another daemon of yours runs but does not answer. End its process, then try again."
            )
        time.sleep(LOOK_AGAIN_SECONDS)
    return client
