"""What is four times as long takes about four times as long, never sixteen times: from the bytes of a note to its hints."""

import time
from collections.abc import Callable

import pytest

from proof.chain import read
from venture_canvas.assist.completion import complete
from venture_canvas.assist.hover import hover
from venture_canvas.notes.parse import parse_note

LARGE = 256 * 1024
GROWTH = 4
TOLERATED = 2.0
SLACK_SECONDS = 0.15
ATTEMPTS = 3

CANVAS = "# Boats\n## Customers\n- **Parents** (payer): two-job homes\n\n## Jobs to be Done\n"


def repeated(piece: str, *, head: str = "") -> Callable[[int], str]:
    return lambda length: head + piece * (length // len(piece))


def nested(piece: str) -> Callable[[int], str]:
    """A line for each depth, up to the depth at which all of them have a length."""

    def write(length: int) -> str:
        depth = int((2 * length / len(piece)) ** 0.5)
        return "".join(f"{piece * level}x\n" for level in range(depth))

    return write


HOSTILE = {
    "open links": repeated("[["),
    "links": repeated("[[a]] "),
    "hashes": repeated("#"),
    "headings": repeated("## A\n", head=CANVAS),
    "sections": repeated("## Customers\n- a\n", head=CANVAS),
    "dashes": repeated("-"),
    "bullets": repeated("- "),
    "asterisks": repeated("**"),
    "bold words": repeated("**a** ", head=CANVAS),
    "pipes": repeated("|"),
    "a table": repeated("| a | b |\n", head=CANVAS + "| x | y |\n|---|---|\n"),
    "quotes": repeated("> "),
    "brackets": repeated("["),
    "brackets of both kinds": repeated("[]("),
    "parentheses": repeated("("),
    "tags": repeated("#a "),
    "comments": repeated("%% x %% ", head=CANVAS),
    "ignored hints": repeated("- a %% ignore job-too-thin: x %%\n", head=CANVAS),
    "colours": repeated("🔴 ", head=CANVAS),
    "one long line": repeated("word ", head=CANVAS + "- "),
    "one long sentence": repeated("and parents want, ", head=CANVAS + "- "),
    "many lines": repeated("a\n", head=CANVAS),
    "many jobs": repeated("- Parents: sleep\n", head=CANVAS),
    "blank lines": repeated("\r\n", head=CANVAS),
    "blanks": repeated(" ", head=CANVAS + "- "),
    "combining marks": repeated("e\u0301", head=CANVAS + "- "),
    "numbers": repeated("1", head=CANVAS + "- "),
    "fences": repeated("```\n"),
    "nested lists": nested("  "),
    "nested quotes": nested("> "),
    "front matter": repeated("a: b\n", head="---\n"),
}


def seconds(text: str) -> float:
    """CPU time of the whole chain, and of what is asked at the end of the note."""
    started = time.process_time()
    live = read({"Canvas.md": text})
    note = parse_note("Canvas.md", text)
    with live.reading():
        complete(note, len(note.text), live.around)
        hover(note, len(note.text), live.around)
    return time.process_time() - started
