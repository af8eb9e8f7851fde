"""A uvicorn server that sleeps until something happens.

uvicorn (read at 0.54, `Server.main_loop` and `on_tick`) wakes ten times a second to see whether it should exit and to renew the
`Date` header. Here signals and `stop` set an event instead, and no `Date` is sent (RFC 9110 lets a server without need of caching
leave it out). Signals end the server and nothing else: uvicorn raises them once more afterwards, which would end the process before
the workspaces are closed.
"""

import asyncio
import contextlib
import signal
import sys
import threading
from collections.abc import Generator
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

GRACEFUL_SECONDS = 2
SOCKET_MESSAGE_LIMIT = 16 * 1024 * 1024
SIGNALS = [signal.SIGINT, signal.SIGTERM]
if sys.platform == "win32":
    SIGNALS.append(signal.SIGBREAK)
elif signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
    # The terminal was closed. Who starts the daemon with nohup has it ignored, and wants it to go on.
    SIGNALS.append(signal.SIGHUP)


class QuietServer(uvicorn.Server):
    """Serve an application until `stop` or a signal, without waking up in between.

    Arguments:
        app: the application.
    """

    def __init__(self, app: ASGIApp) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                # h11 is there on every machine and refuses a second Host header; what was tested is what runs.
                http="h11",
                ws="websockets-sansio",
                ws_max_size=SOCKET_MESSAGE_LIMIT,
                # Loopback neither loses connections silently nor gains from compression, which costs time on each key.
                ws_ping_interval=None,
                ws_per_message_deflate=False,
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                date_header=False,
                timeout_graceful_shutdown=GRACEFUL_SECONDS,
            )
        )
        self._ended = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def stop(self) -> None:
        """End the server; may be called from any thread and from a signal's handler."""
        self.should_exit = True
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._ended.set)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002  uvicorn's signature
        """End the server on a signal; at the second one, do not wait for open connections."""
        self.force_exit = self.should_exit
        self.stop()

    async def main_loop(self) -> None:
        """Sleep until the server is to end."""
        self._loop = asyncio.get_running_loop()
        if not self.should_exit:
            await self._ended.wait()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        """End on a signal while the context lasts, and let nobody else hear of it."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        former = {number: signal.signal(number, self.handle_exit) for number in SIGNALS}
        try:
            yield
        finally:
            for number, handler in former.items():
                signal.signal(number, handler)
