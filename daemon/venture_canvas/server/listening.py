"""The socket the daemon listens on."""

import socket
import sys


class PortTakenError(Exception):
    """The port cannot be listened on; the message says what to do."""


def listen(port: int) -> socket.socket:
    """Return a socket that listens on 127.0.0.1 only; port 0 takes a free one.

    Raises:
        PortTakenError: when the port is taken.
    """
    # asyncio sends small messages at once only where the protocol is named; else the hints wait 40 ms for the index to be acknowledged.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform == "win32":
            # Without it another program may bind the same port and take our clients.
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", port))
    except OSError as error:
        listener.close()
        raise PortTakenError(
            f"The daemon cannot listen on port {port} ({error.strerror}). Choose another with --port, or leave it out."
        ) from error
    return listener
