"""What waits to be sent to a client that may be slow."""

import asyncio
from collections import deque

from venture_canvas.server.protocol import ServerMessage

OUTBOX_LIMIT = 256


class Outbox:
    """The messages that wait for a client to read them: bounded, so that a client that stopped reading costs no memory.

    When it is full, all that waits is dropped, and the client is told once, by a `state` with `resync`, to ask for everything again.
    Closing the connection instead would need the client to read as well. Used from one event loop only.

    Arguments:
        limit: messages.
    """

    def __init__(self, limit: int = OUTBOX_LIMIT) -> None:
        self._limit = limit
        self._waiting: deque[ServerMessage] = deque()
        self._lost = False
        self._filled = asyncio.Event()

    def put(self, message: ServerMessage) -> None:
        """Add a message, or drop it and all that wait when there are too many."""
        if self._lost:
            return
        self._waiting.append(message)
        if len(self._waiting) > self._limit:
            self._waiting.clear()
            self._lost = True
        self._filled.set()

    async def get(self) -> ServerMessage | None:
        """Wait for the next message; None stands for all the ones that were dropped."""
        await self._filled.wait()
        if self._lost:
            self._lost = False
            self._filled.clear()
            return None
        message = self._waiting.popleft()
        if not self._waiting:
            self._filled.clear()
        return message
