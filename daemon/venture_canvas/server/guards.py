"""Who may talk to the daemon.

A page in any browser on this machine can send requests to 127.0.0.1, so each request is judged before it reaches a route: its
`Host` (a page whose name was made to point here has another one), its `Origin` (pages have one; it must be Obsidian's), the token
(only the user's own programs can read it), and the content type (a page can send a form without asking first, but no JSON).
A guard looks at an ASGI scope and returns the reason to refuse it, or None.
"""

import base64
import binascii
import hmac
from collections.abc import Callable, Collection, Sequence

import msgspec
from starlette.types import ASGIApp, Receive, Scope, Send

from venture_canvas.server.problem_responses import problem_response

LOOPBACK_NAMES = ("127.0.0.1", "localhost")
OBSIDIAN_ORIGIN = "app://obsidian.md"
SUBPROTOCOL = "venture-canvas.v1"
BEARER_SUBPROTOCOL = "bearer."
OPEN_PATHS = frozenset({"/v1/health"})
METHODS_WITH_BODY = frozenset({"POST", "PUT", "PATCH"})
REFUSED_SOCKET = 4401


class Refusal(msgspec.Struct, frozen=True):
    """Why a request is refused; `detail` must fit a WebSocket's close frame (123 bytes)."""

    status: int
    detail: str


Guard = Callable[[Scope], Refusal | None]


class HostGuard:
    """Demand one `Host`: a loopback name with our port."""

    def __init__(self, port: int) -> None:
        self.allowed = {f"{name}:{port}".encode("ascii") for name in LOOPBACK_NAMES}

    def __call__(self, scope: Scope) -> Refusal | None:
        """Refuse with 421 (RFC 9110, section 15.5.20)."""
        hosts = header_values(scope, b"host")
        if len(hosts) == 1 and hosts[0].lower() in self.allowed:
            return None
        return Refusal(421, "Ask for 127.0.0.1 with the daemon's own port, in one Host header.")


class OriginGuard:
    """Demand that every `Origin`, when one is sent, is in a list."""

    def __init__(self, origins: Collection[str]) -> None:
        self.allowed = {origin.encode("ascii") for origin in origins}

    def __call__(self, scope: Scope) -> Refusal | None:
        """Refuse with 403."""
        if self.allowed.issuperset(header_values(scope, b"origin")):
            return None
        return Refusal(403, "Web pages may not use this API; only Obsidian and the user's own programs may.")


class TokenGuard:
    """Demand the user's token: in `Authorization`, or in a WebSocket's sub-protocols."""

    def __init__(self, token: str) -> None:
        self.token = token.encode("ascii")

    def __call__(self, scope: Scope) -> Refusal | None:
        """Refuse with 401."""
        if scope["type"] == "http" and scope["path"] in OPEN_PATHS:
            return None
        offered = _token_of_socket(scope) if scope["type"] == "websocket" else _token_of_request(scope)
        if offered is not None and hmac.compare_digest(offered, self.token):
            return None
        return Refusal(
            401, "The token is missing or wrong. Read it anew from runtime.json; it may have changed."
        )


def demand_json(scope: Scope) -> Refusal | None:
    """Refuse with 415 a body that does not say it is JSON."""
    if scope["type"] != "http" or scope["method"] not in METHODS_WITH_BODY:
        return None
    kinds = header_values(scope, b"content-type")
    if len(kinds) == 1 and kinds[0].partition(b";")[0].strip().lower() == b"application/json":
        return None
    return Refusal(415, "Send the body as JSON, with the header Content-Type: application/json.")


class Guarded:
    """Let a request through to the application only when no guard refuses it.

    A WebSocket is accepted and then closed with 4401: a client cannot tell one that is refused before from a daemon that is not there.
    """

    def __init__(self, app: ASGIApp, guards: Sequence[Guard]) -> None:
        self.app = app
        self.guards = guards

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse a scope, or hand it on."""
        refusal = None if scope["type"] == "lifespan" else self._judge(scope)
        if refusal is None:
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await close_socket(scope, receive, send, REFUSED_SOCKET, refusal.detail)
        else:
            await problem_response(refusal.status, refusal.detail, _challenge(refusal))(scope, receive, send)

    def _judge(self, scope: Scope) -> Refusal | None:
        return next((refusal for guard in self.guards if (refusal := guard(scope))), None)


async def close_socket(scope: Scope, receive: Receive, send: Send, code: int, reason: str) -> None:
    """Accept a WebSocket and close it, so that its client learns why."""
    await receive()
    await send({"type": "websocket.accept", "subprotocol": chosen_subprotocol(scope)})
    await send({"type": "websocket.close", "code": code, "reason": reason})


def chosen_subprotocol(scope: Scope) -> str | None:
    """Return our own protocol's name when the client offers it; the one with the token is never answered."""
    return SUBPROTOCOL if SUBPROTOCOL in scope["subprotocols"] else None


def header_values(scope: Scope, name: bytes) -> list[bytes]:
    """Return every value of a header, by its lower-case name."""
    return [value for key, value in scope["headers"] if key == name]


def _token_of_request(scope: Scope) -> bytes | None:
    values = header_values(scope, b"authorization")
    if len(values) != 1:
        return None
    scheme, _, token = values[0].partition(b" ")
    return token.strip() if scheme.lower() == b"bearer" else None


def _token_of_socket(scope: Scope) -> bytes | None:
    offered = [name for name in scope["subprotocols"] if name.startswith(BEARER_SUBPROTOCOL)]
    if len(offered) != 1:
        return None
    encoded = offered[0].removeprefix(BEARER_SUBPROTOCOL)
    try:
        return base64.b64decode(encoded + "=" * (-len(encoded) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None


def _challenge(refusal: Refusal) -> dict[str, str] | None:
    return {"WWW-Authenticate": "Bearer"} if refusal.status == 401 else None
