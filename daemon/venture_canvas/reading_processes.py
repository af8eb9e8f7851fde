"""Read many notes at once, on as many processors as there are.

The helpers are plain processes that are handed pieces of work through their standard input, and answer through their standard
output: so nothing of the program that started us runs once more, as it would with `multiprocessing`, and a helper ends when its
input does, whatever became of us. Whatever goes wrong with a helper costs time only: the piece it was given is read here.
"""

import gc
import logging
import os
import subprocess
import sys
from collections import deque
from collections.abc import Generator, Sequence
from contextlib import ExitStack, closing, suppress
from datetime import date
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, cast

import msgspec

from venture_canvas.first_look import FirstReader
from venture_canvas.hints.settings import Settings
from venture_canvas.vault.note_files import NoteFile, NoteRead, read_file

logger = logging.getLogger(__name__)

PIECE = 64
"""Files of a piece of work: some 50 ms."""
WORTH_A_HELPER = 500
"""Files for each helper; a helper takes as long to start as it takes to read that many."""
MOST_HELPERS = 7
LENGTH_BYTES = 4
NO_WINDOW: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
# -P: a folder of notes that somebody works in must not be searched for modules.
HELPER = (sys.executable, "-P", "-m", "venture_canvas.reading_processes")

Piece = tuple[NoteFile, ...]


class Job(msgspec.Struct, frozen=True):
    """What a helper must know before its first piece: the vault's folder and settings, and the day."""

    root: str
    settings: Settings
    today: date | None


class Readers:
    """Reads the notes of a vault, with a first look at each.

    Arguments:
        settings: the vault's settings.
        today: the day.
        processors: how many there are.
    """

    def __init__(
        self, settings: Settings, today: date | None, *, processors: int | None = os.cpu_count()
    ) -> None:
        self._settings, self._today = settings, today
        self._processors = processors or 1
        self._here = FirstReader(settings, today)

    def __call__(self, root: Path, files: Sequence[NoteFile]) -> Generator[NoteRead]:
        """Yield what came of reading each file, in any order."""
        pieces: deque[Piece] = deque(tuple(files[at : at + PIECE]) for at in range(0, len(files), PIECE))
        # In a program that was frozen into one file there is no interpreter that could be started.
        frozen = getattr(sys, "frozen", False)
        helpers = 0 if frozen else min(self._processors - 1, len(files) // WORTH_A_HELPER, MOST_HELPERS)
        with ExitStack() as running:
            answers: SimpleQueue[list[NoteRead] | None] = SimpleQueue()
            job = Job(str(root), self._settings, self._today)
            for _ in range(helpers):
                running.enter_context(closing(Helper(job, pieces, answers)))
            while helpers or pieces:
                if pieces and answers.empty():
                    yield from self._read(root, pieces)
                elif (answer := answers.get()) is None:
                    helpers -= 1
                else:
                    yield from answer

    def _read(self, root: Path, pieces: deque[Piece]) -> list[NoteRead]:
        try:
            piece = pieces.popleft()
        except IndexError:  # A helper was quicker.
            return []
        return [read_file(root, file, self._here.filed) for file in piece]


class Helper:
    """A process that reads pieces until there are none left, and the thread that hands them over.

    Arguments:
        job: what it must know.
        pieces: what is to be read; it takes from the left, and puts back what it did not read.
        answers: where it puts what was read, and None at its end.
    """

    def __init__(self, job: Job, pieces: deque[Piece], answers: "SimpleQueue[list[NoteRead] | None]") -> None:
        self._job, self._pieces, self._answers = job, pieces, answers
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._work, name="reading notes", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """End the process, in the middle of its work if need be."""
        self._pieces.clear()
        if self._process:
            self._process.kill()
        self._thread.join()

    def _work(self) -> None:
        try:
            self._hand_over()
        except (OSError, ValueError, EOFError) as error:
            logger.warning(
                "A helper that reads notes failed, so its part is read without it: %s", type(error).__name__
            )
            self._answers.put(None)

    def _hand_over(self) -> None:
        with subprocess.Popen(  # noqa: S603 - it is our own interpreter, with a command that is fixed
            HELPER,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=NO_WINDOW,
        ) as process:
            self._process = process
            questions, answers = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
            send(questions, self._job)
            while self._ask(questions, answers):
                pass
            # Told before the process has ended, which takes a while in which nobody needs to wait.
            self._answers.put(None)

    def _ask(self, questions: IO[bytes], answers: IO[bytes]) -> bool:
        """Have a piece read; say whether there was one left."""
        try:
            piece = self._pieces.popleft()
        except IndexError:
            return False
        try:
            send(questions, piece)
            found = msgspec.msgpack.decode(receive(answers), type=list[NoteRead])
        except BaseException:
            self._pieces.appendleft(piece)
            raise
        self._answers.put(found)
        return True


def send(stream: IO[bytes], message: object) -> None:
    """Write a message, with its length before it."""
    encoded = msgspec.msgpack.encode(message)
    stream.write(len(encoded).to_bytes(LENGTH_BYTES, "big") + encoded)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Read a message.

    Raises:
        EOFError: the other side has ended.
    """
    length = int.from_bytes(_read_exactly(stream, LENGTH_BYTES), "big")
    return _read_exactly(stream, length)


def _read_exactly(stream: IO[bytes], length: int) -> bytes:
    found = stream.read(length)
    if len(found) < length:
        raise EOFError("it ended before its work did")
    return found


def help_reading(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Be a helper: read pieces until there are no more."""
    gc.disable()
    job = msgspec.msgpack.decode(receive(questions), type=Job)
    root, reader = Path(job.root), FirstReader(job.settings, job.today)
    with suppress(EOFError):
        while True:
            piece = msgspec.msgpack.decode(receive(questions), type=list[NoteFile])
            send(answers, [read_file(root, file, reader.filed) for file in piece])


if __name__ == "__main__":
    help_reading(sys.stdin.buffer, sys.stdout.buffer)
