"""The daemon's log: a file that is begun anew when it is full, and holds no word of a note and no token."""

import logging
import logging.handlers
import traceback
from pathlib import Path
from types import TracebackType

LOG_BYTES = 1024 * 1024
ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class TextlessFormatter(logging.Formatter):
    """Formats errors without their messages: those of parsers quote what they stumbled over, and that may be a note or a token.

    What the operating system says is kept: it knows nothing but paths.
    """

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802  logging's name
        """Return where an error came from and of which kind it is."""
        kind, error, frames = ei
        said = f": {error}" if isinstance(error, OSError) else ""
        return f"{''.join(traceback.format_tb(frames))}{kind.__name__ if kind else ''}{said}"


def log_to(file: Path) -> None:
    """Send what is logged in this process to a file; when it is full, it is kept once more beside the new one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(
        file, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8", errors="backslashreplace"
    )
    handler.setFormatter(TextlessFormatter())
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    logging.getLogger("watchdog").setLevel(logging.WARNING)


def full_log(file: Path) -> Path:
    """Return the file that keeps the log which was full last."""
    return file.with_name(f"{file.name}.1")
