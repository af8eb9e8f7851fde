"""What is four times as long takes about four times as long, never sixteen times: from the bytes of a note to its hints."""

import time
from collections.abc import Callable

import pytest

from proof.chain import read
from venture_canvas.assist.completion import complete
from venture_canvas.assist.hover import hover
from venture_canvas.notes.parse import parse_note

SHORT = 24 * 1024
LONG = 4 * SHORT
MOST_TIMES = 8
"""Linear work takes 4 times as long, quadratic work 16 times."""
SLACK_SECONDS = 0.2
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
    "headings": repeated("## A\n"),
    "sections": repeated("## Customers\n- a\n"),
    "dashes": repeated("-"),
    "bullets": repeated("- "),
    "asterisks": repeated("**"),
    "bold words": repeated("**a** "),
    "pipes": repeated("|"),
    "a table": repeated("| a | b |\n", head="| x | y |\n|---|---|\n"),
    "quotes": repeated("> "),
    "brackets": repeated("["),
    "brackets of both kinds": repeated("[]("),
    "parentheses": repeated("("),
    "tags": repeated("#a "),
    "comments": repeated("%% x %% "),
    "ignored hints": repeated("- a %% ignore job-too-thin: x %%\n"),
    "colours": repeated("🔴 "),
    "one long line": repeated("word ", head="- "),
    "one long sentence": repeated("and parents want, ", head="- "),
    "many lines": repeated("a\n"),
    "many jobs": repeated("- Parents: sleep\n"),
    "blank lines": repeated("\r\n"),
    "blanks": repeated(" ", head="- "),
    "combining marks": repeated("e\u0301", head="- "),
    "numbers": repeated("1", head="- "),
    "fences": repeated("```\n"),
    "nested lists": nested("  "),
    "nested quotes": nested("> "),
}
FRONT_MATTER = {
    "properties": repeated("a: b\n"),
    "brackets in a property": repeated("[", head="a: "),
    "braces in a property": repeated("{a: ", head="a: "),
    "items": repeated("- a\n", head="tags:\n"),
    "aliases": repeated("*a ", head="a: &a x\nb: "),
    "dashes in a property": repeated("-", head="a: "),
}


def in_a_canvas(write: Callable[[int], str]) -> Callable[[int], str]:
    return lambda length: CANVAS + write(length)


def in_front_of_a_canvas(write: Callable[[int], str]) -> Callable[[int], str]:
    return lambda length: f"---\n{write(length)}\n---\n{CANVAS}"


TEXTS = {
    **{f"{name} alone": write for name, write in HOSTILE.items()},
    **{f"{name} in a canvas": in_a_canvas(write) for name, write in HOSTILE.items()},
    **{name: in_front_of_a_canvas(write) for name, write in FRONT_MATTER.items()},
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


@pytest.fixture(scope="module", autouse=True)
def tables_that_are_read_once() -> None:
    read({"Canvas.md": CANVAS})


@pytest.mark.parametrize("name", TEXTS)
def test_four_times_the_text_takes_about_four_times_as_long(name: str) -> None:
    """One of a few attempts must do: another process can slow one down, but nothing makes a quadratic one fast."""
    write = TEXTS[name]
    measured = []
    for _ in range(ATTEMPTS):
        short, long = seconds(write(SHORT)), seconds(write(LONG))
        if long <= MOST_TIMES * short + SLACK_SECONDS:
            return
        measured.append((short, long))
    pytest.fail(f"{name}: {measured}")
