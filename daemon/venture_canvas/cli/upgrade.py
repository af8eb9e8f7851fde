"""Notice that the package was upgraded while the daemon ran. Nothing is updated or started anew by itself."""

from venture_canvas import __version__

RESTART = "venture-canvas stop, then start it as before (venture-canvas up, serve, or service install)"


def upgrade_notice(running: str, installed: str = __version__) -> str | None:
    """Say that the daemon is of another version than the package on the disk, and what to do; None when it is not.

    Arguments:
        running: the version of the daemon.
        installed: the version of the package; a command has just read it from the disk, other than the daemon.
    """
    if running == installed:
        return None
    return f"The daemon that runs is version {running}, but version {installed} is installed. To use that one: {RESTART}."
