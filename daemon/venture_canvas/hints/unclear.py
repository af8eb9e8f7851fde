"""Comments and properties that are meant to ignore a hint and are not read as that, or not to their end."""

import re
from collections.abc import Collection, Iterator
from itertools import islice
from typing import NamedTuple

from venture_canvas.hints.suppression import COMMENT, MOST, UNTIL, end_of, entries_of
from venture_canvas.notes.note import Note
from venture_canvas.positions import Span

BEGUN = re.compile(r"%%[ \t]*ignore(?:[ \t]+section)?\b[ \t]*(?P<said>.*?)\s*%%", re.IGNORECASE | re.DOTALL)
BEHIND_A_CODE = re.compile(r"[\s,:]")
LONGEST = 1000
"""Characters beyond which a comment is no ignored hint, whatever it begins with."""
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DAY_LIKE = re.compile(
    rf"\buntil[ \t]+(?P<day>\d{{4}}|\d+[./ -]+\d[\d./ -]*|(?:\d{{1,2}}\.?[ \t]+)?{MONTH}[ \t]+[\d, ]*\d{{4}})[^\w\r\n]*(?:%%)?$",
    re.IGNORECASE,
)


class Unclear(NamedTuple):
    """What is not understood.

    Arguments:
        span: where it stands.
        day: the day after `until`, as written, when that is what is not understood.
        code: the rule that is meant, where that can be told.
        written: what stands for the code.
        lacks_colon: whether a reason follows without the colon before it.
    """

    span: Span
    day: str = ""
    code: str = ""
    written: str = ""
    lacks_colon: bool = False


def unclear_in(note: Note, codes: Collection[str]) -> Iterator[Unclear]:
    """Yield what a note means to ignore and does not, or without the end that is written."""
    for span in islice((each for each in note.comments if each.end - each.start <= LONGEST), MOST):
        if COMMENT.fullmatch(note.text, *span):
            yield from _without_day(note, span)
        elif begun := BEGUN.fullmatch(note.text, *span):
            yield from _without_code(begun, codes)
    for entry in entries_of(note):
        yield from _without_day(
            note, Span(entry.span.start, entry.span.start + len(entry.text.rstrip("'\" ")))
        )


def _without_day(note: Note, span: Span) -> Iterator[Unclear]:
    text = note.text[slice(*span)]
    found = DAY_LIKE.search(text)
    bare = text.removesuffix("%%").rstrip()
    if found and not (UNTIL.search(bare) and end_of(bare)):
        day = found["day"].strip(" .,-")
        start = span.start + found.start("day")
        yield Unclear(Span(start, start + len(day)), day=day)


def _without_code(begun: re.Match[str], codes: Collection[str]) -> Iterator[Unclear]:
    said = begun["said"]
    if not said:
        yield Unclear(Span(*begun.span()))
        return
    start = begun.start("said")
    for written in (BEHIND_A_CODE.split(said, maxsplit=1)[0], said):
        code = re.sub(r"[_\s]+", "-", written).lower()
        if code in codes:
            after = said[len(written) :].lstrip()
            lacks_colon = bool(after) and not after.startswith((":", ","))
            yield Unclear(
                Span(start, start + len(written)), code=code, written=written, lacks_colon=lacks_colon
            )
            return
