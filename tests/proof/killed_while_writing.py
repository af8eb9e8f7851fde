"""Is killed at every step of a write, once each, and prints what is left in the vault then and after the next start.

Run as a program, so that it may fork: python killed_while_writing.py FOLDER.
"""

import io
import itertools
import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from venture_canvas.notes.decoding import digest_of
from venture_canvas.vault.planning import NewText
from venture_canvas.vault.writing import recover, write

OLD = {"One.md": "one\n", "Log/Two.md": "two\n", "Log/Three.md": "three\n"}
NEW = {
    "One.md": "new one\n",
    "Log/Two.md": "new two\n",
    "Log/Three.md": "new three\n",
    "Log/Four.md": "new four\n",
}


class Killed(NamedTuple):
    """What a kill left behind.

    Arguments:
        before: the call that was not made any more; empty when the write came to its end.
        left: the files of the vault right after it.
        after: the files of the vault after the next start.
        journals: the names of what the journal's folder holds after the next start, but for locks.
    """

    before: str
    left: dict[str, str]
    after: dict[str, str]
    journals: list[str]


class KillAt:
    """A profiler that kills its process when it is about to ask the system for something for the nth time."""

    def __init__(self, number: int, tell: int) -> None:
        self.left, self.tell = number, tell

    def __call__(self, frame: FrameType, event: str, called: Any) -> None:
        if event != "c_call" or not _asks_the_system(called):
            return
        if self.left == 0:
            os.write(self.tell, called.__qualname__.encode())
            os.kill(os.getpid(), signal.SIGKILL)
        self.left -= 1


def _asks_the_system(called: Any) -> bool:
    return called.__module__ == "posix" or isinstance(getattr(called, "__self__", None), io.IOBase)


def files_of(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }


def kill_at(number: int, place: Path) -> Killed:
    """Begin a write in a vault of its own, and be killed at a step of it."""
    vault, journal = place / "vault", place / "state" / "vault.journal"
    for path, text in OLD.items():
        (vault / path).parent.mkdir(parents=True, exist_ok=True)
        (vault / path).write_text(text, encoding="utf-8")
    hear, tell = os.pipe()
    if child := os.fork():
        os.close(tell)
        os.waitpid(child, 0)
        with os.fdopen(hear, encoding="utf-8") as heard:
            before = heard.read()
    else:
        sys.setprofile(KillAt(number, tell))
        write(vault, _texts(), journal)
        sys.setprofile(None)
        os._exit(0)
    left = files_of(vault)
    recover(vault, journal)
    return Killed(before, left, files_of(vault), [file.name for file in journal.parent.glob("*.journal")])


def _texts() -> dict[str, NewText]:
    return {
        path: NewText(text, digest_of(OLD[path].encode()) if path in OLD else None)
        for path, text in NEW.items()
    }


def kills(place: Path) -> Iterator[Killed]:
    """Yield what each kill left behind, until a write comes to its end."""
    for number in itertools.count():
        killed = kill_at(number, place / str(number))
        yield killed
        if not killed.before:
            return


if __name__ == "__main__":
    for each in kills(Path(sys.argv[1])):
        print(json.dumps(each))
