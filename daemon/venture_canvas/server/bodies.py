"""Request bodies and response headers: what is bounded on the way in, and said on the way out."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from venture_canvas.server.guards import header_values
from venture_canvas.server.limits import BODY_LIMIT
from venture_canvas.server.problem_responses import problem_response

BODY_SECONDS = 10.0
LENGTH_DIGITS = 15

SAFE_HEADERS = [(b"x-content-type-options", b"nosniff"), (b"cache-control", b"no-store")]


class TooLargeError(Exception):
    """A body that passes the limit."""


class DisconnectedError(Exception):
    """A client that left before its body was complete."""


class BoundedBody:
    """Read a request's body before the application runs, and refuse one that is too large or too slow.

    The length a client declares is only a first hint: a chunked body declares none, so what arrives is counted. No more than the
    limit and one read of the socket is ever held.

    Arguments:
        limit: bytes.
        seconds: the time the whole body may take.
    """

    def __init__(self, app: ASGIApp, *, limit: int = BODY_LIMIT, seconds: float = BODY_SECONDS) -> None:
        self.app = app
        self.limit = limit
        self.seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand the request on with its whole body, or answer 413 or 408 and close."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        try:
            self._check_declared(scope)
            async with asyncio.timeout(self.seconds):
                body = await self._read(receive)
        except TooLargeError:
            detail = f"The body is larger than {self.limit // 1024} KiB, the most that is taken."
            await problem_response(413, detail, {"Connection": "close"})(scope, receive, send)
        except TimeoutError:
            detail = f"The body did not arrive within {self.seconds:g} seconds. Send it again."
            await problem_response(408, detail, {"Connection": "close"})(scope, receive, send)
        except DisconnectedError:
            return
        else:
            await self.app(scope, _replay(body, receive), send)

    def _check_declared(self, scope: Scope) -> None:
        lengths = [length.lstrip(b"0") for length in header_values(scope, b"content-length")]
        if any(len(length) > LENGTH_DIGITS or int(length or b"0") > self.limit for length in lengths):
            raise TooLargeError

    async def _read(self, receive: Receive) -> bytes:
        body = bytearray()
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise DisconnectedError
            body += message.get("body", b"")
            if len(body) > self.limit:
                raise TooLargeError
            more = message.get("more_body", False)
        return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    pending: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return pending.pop() if pending else await receive()

    return replayed


class SafeHeaders:
    """Say on every response that its type is not to be guessed and that it is not to be kept."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Add the headers to the response of a request."""

        async def safe(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *SAFE_HEADERS]
            await send(message)

        await self.app(scope, receive, safe if scope["type"] == "http" else send)
