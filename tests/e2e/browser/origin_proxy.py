"""A connection to the daemon on which a page looks like Obsidian: the page's own origin is replaced on the way."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from live_daemon import OBSIDIAN

PIECE = 65536
ORIGIN = re.compile(rb"(?mi)^(Origin: )[^\r\n]*")
HOST = re.compile(rb"(?mi)^(Host: )[^\r\n]*")


def as_obsidian(head: bytes, port: int) -> bytes:
    """Rewrite the head of a request, so that it comes from Obsidian and is for the daemon."""
    head = ORIGIN.sub(rb"\g<1>" + OBSIDIAN.encode("ascii"), head)
    return HOST.sub(rb"\g<1>127.0.0.1:%d" % port, head)


class OriginProxy:
    """A port of its own that passes everything on to the daemon's.

    Arguments:
        port: the daemon's port.
    """

    def __init__(self, port: int) -> None:
        self._daemon_port = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._start(self._accept)

    @property
    def port(self) -> int:
        port: int = self._listener.getsockname()[1]
        return port

    def close(self) -> None:
        for each in (self._listener, *self._sockets):
            shut(each)
        for thread in self._threads:
            thread.join()

    def _accept(self) -> None:
        while True:
            try:
                page, _ = self._listener.accept()
            except OSError:
                return
            daemon = socket.create_connection(("127.0.0.1", self._daemon_port))
            self._sockets += [page, daemon]
            self._start(self._pass, page, daemon)
            self._start(self._pass, daemon, page)

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while piece := source.recv(PIECE):
                # A request's head comes in one piece here, and nothing else on the way looks like one.
                target.sendall(as_obsidian(piece, self._daemon_port) if b" HTTP/1.1\r\n" in piece else piece)
        except OSError:
            pass
        finally:
            shut(source)
            shut(target)

    def _start(self, work: object, *arguments: socket.socket) -> None:
        thread = threading.Thread(target=work, args=arguments)  # type: ignore[arg-type]
        self._threads.append(thread)
        thread.start()


def shut(connection: socket.socket) -> None:
    """Close a socket, and wake whoever waits for it."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()


@contextmanager
def origin_proxy(port: int) -> Iterator[OriginProxy]:
    """A proxy that is closed with the context."""
    proxy = OriginProxy(port)
    try:
        yield proxy
    finally:
        proxy.close()
