"""The daemon: one process a user, that serves many vaults until it is told to end."""

import logging
from collections.abc import Callable, Collection
from pathlib import Path

from venture_canvas.server.application import Access, application
from venture_canvas.server.bodies import SafeHeaders
from venture_canvas.server.guards import OBSIDIAN_ORIGIN
from venture_canvas.server.listening import PortTakenError, listen
from venture_canvas.server.logs import log_to
from venture_canvas.server.places import Places
from venture_canvas.server.private import ExposedError
from venture_canvas.server.problems import RefusedError
from venture_canvas.server.quiet import QuietServer
from venture_canvas.server.registry import RegistryError
from venture_canvas.server.runtime import Runtime, announce, leave_launcher, only_daemon, token_of, withdraw
from venture_canvas.server.vaults import Vaults

log = logging.getLogger(__name__)

Ready = Callable[[Runtime, Vaults], None]


def run_daemon(
    places: Places,
    roots: Collection[Path],
    *,
    port: int = 0,
    origins: Collection[str] = (),
    ready: Ready | None = None,
) -> None:
    """Serve the vaults on the user's list, and the ones given here, until a signal or a client ends it.

    Arguments:
        places: the user's folders.
        roots: folders to put on the list first.
        port: the port on 127.0.0.1; 0 takes a free one.
        origins: the ones whose pages may send requests, besides Obsidian's.
        ready: called once the API can be reached; the vaults may still be indexed then.

    Raises:
        AlreadyRunningError: when another daemon of this user runs.
        ExposedError: when others can read the state folder.
        RegistryError: when the list of vaults cannot be read.
        RefusedError: when one of the roots is no folder.
        PortTakenError: when the port is taken.
    """
    with only_daemon(places):
        log_to(places.daemon_log)
        vaults = Vaults(places)
        try:
            _serve(places, vaults, roots, port=port, origins=origins, ready=ready)
            log.info("The daemon has ended.")
        except (ExposedError, PortTakenError, RefusedError, RegistryError) as error:
            # In the background nobody sees what is printed.
            log.error("The daemon could not start: %s", error)  # noqa: TRY400  the message says all there is to say
            raise
        finally:
            withdraw(places)
            vaults.close()


def _serve(
    places: Places,
    vaults: Vaults,
    roots: Collection[Path],
    *,
    port: int,
    origins: Collection[str],
    ready: Ready | None,
) -> None:
    token = token_of(places)
    with listen(port) as listener:
        bound: int = listener.getsockname()[1]
        access = Access(port=bound, token=token, origins=(OBSIDIAN_ORIGIN, *origins))
        app = application(vaults, access)
        # Around the whole application: what it answers when it fails passes by the middleware that is added to it.
        server = QuietServer(SafeHeaders(app))
        app.state.ask_to_stop = server.stop
        vaults.open_registered()
        for root in roots:
            vaults.add(str(root))
        # Listening comes before the announcement: who reads the port can connect, and is served a moment later.
        listener.listen()
        leave_launcher(places)
        runtime = announce(places, port=bound, token=token)
        log.info(
            "Venture Canvas %s listens on port %d; vaults: %d.", runtime.version, bound, len(vaults.all())
        )
        if ready:
            ready(runtime, vaults)
        server.run(sockets=[listener])
