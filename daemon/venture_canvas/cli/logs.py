"""The command `logs`."""

import contextlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from venture_canvas.cli.console import say
from venture_canvas.server.logs import full_log
from venture_canvas.server.places import places

LOOK_AGAIN_SECONDS = 0.5

Lines = Annotated[int, typer.Option("--lines", "-n", min=0, help="How many of the last lines.")]
Follow = Annotated[
    bool, typer.Option("--follow", "-f", help="Go on with what is logged from now on, until Ctrl-C.")
]


class Mark(NamedTuple):
    """How far a log is read: which file it was, and how many bytes of it."""

    inode: int
    offset: int


START = Mark(0, 0)


def logs(lines: Lines = 50, *, follow: Follow = False) -> None:
    """Show the last lines of the daemon's log. It holds no text of notes."""
    file = places().daemon_log
    content, mark = read_on(file, START)
    for line in last_lines(_read(full_log(file), 0) + content, lines):
        typer.echo(line)
    if not content:
        say(f"Nothing is logged in {file} yet.")
    if follow:
        with contextlib.suppress(KeyboardInterrupt):
            for line in new_lines(file, mark):
                typer.echo(line)


def last_lines(content: bytes, count: int) -> list[str]:
    """Return the last lines of a text."""
    lines = _lines(content)
    return lines[max(len(lines) - count, 0) :]


def new_lines(file: Path, mark: Mark) -> Iterator[str]:
    """Yield the lines that are logged after a mark, as they come; it never ends."""
    while True:
        time.sleep(LOOK_AGAIN_SECONDS)
        content, mark = read_on(file, mark)
        yield from _lines(content)


def read_on(file: Path, mark: Mark) -> tuple[bytes, Mark]:
    """Return the whole lines that were logged since a mark, and where they end.

    The file is not kept open: on Windows the daemon could not begin a new one then.
    """
    inode = _inode(file)
    if inode == mark.inode:
        content = _read(file, mark.offset)
        return content, Mark(inode, mark.offset + len(content))
    full = full_log(file)
    rest = _read(full, mark.offset) if _inode(full) == mark.inode else b""
    content = _read(file, 0)
    return rest + content, Mark(inode, len(content))


def _inode(file: Path) -> int:
    return file.stat().st_ino if file.exists() else 0


def _read(file: Path, offset: int) -> bytes:
    """Return the whole lines of a file from a place on; none when there is no file."""
    try:
        with file.open("rb") as opened:
            opened.seek(offset)
            content = opened.read()
    except FileNotFoundError:
        return b""
    return content[: content.rfind(b"\n") + 1]


def _lines(content: bytes) -> list[str]:
    return content.decode("utf-8", "replace").splitlines()
