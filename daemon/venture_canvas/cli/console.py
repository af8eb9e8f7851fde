"""What the command line prints: results on standard output, everything else on standard error."""

import io
import shlex
import subprocess
import sys
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import msgspec
import typer
from rich.console import Console

FAILED = 1
USAGE = 2

results = Console(highlight=False)
messages = Console(stderr=True, highlight=False)


class Format(StrEnum):
    """How results are printed: tables for people, JSON for programs."""

    TABLE = "table"
    JSON = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="A table for people, JSON for programs.")]


def speak_utf8() -> None:
    """Print in UTF-8 whatever the console's code page: a note's name may hold any character, and must not end the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def print_json(content: msgspec.Struct) -> None:
    """Print a structure as JSON, and nothing else, on standard output."""
    typer.echo(msgspec.json.format(msgspec.json.encode(content)).decode("utf-8"))


def counted(count: int, noun: str) -> str:
    """Return a number with what is counted; its plural ends in "s"."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def say(message: str) -> None:
    """Tell a person something that is no result; where the terminal is gone, nobody is there to be told."""
    with suppress(OSError):
        messages.print(message, markup=False, soft_wrap=True)


def typed(path: Path, *, windows: bool = sys.platform == "win32") -> str:
    """Return a path as a person types it into a terminal: quoted where it holds a blank."""
    return subprocess.list2cmdline([str(path)]) if windows else shlex.quote(str(path))


def fail(message: str) -> NoReturn:
    """End with what went wrong and what to do about it."""
    say(f"Error: {message}")
    raise typer.Exit(USAGE)
