"""Whose words the block quotes of a note are: the writer's own, a question put to the writer, or what somebody else says."""

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from venture_canvas.canvas import labels, sections
from venture_canvas.canvas.phrases import plain, word_list
from venture_canvas.canvas.tables import fold, words
from venture_canvas.notes.lines import REMINDERS, Line

Quote = tuple[int, ...]

LONGEST_SPEAKER = 3
"""Words up to which a label may be the name of somebody who speaks."""
ASKING = frozenset({"quote", "cite", *REMINDERS})
"""The kinds of callout that may hold a question to the writer."""
CLOSING = " )]\"'”’»*_"


class Voices(NamedTuple):
    """The quotes of a note that are not plainly its writer's: those that ask, and those in which somebody speaks."""

    asking: frozenset[Quote]
    of_others: frozenset[Quote]


def voices_in(lines: Sequence[Line]) -> Voices:
    """Return whose words the quotes among some lines are."""
    quoted = groupby((line for line in lines if line.quote and line.kind != "rule"), lambda line: line.quote)
    blocks = [(quote, list(block)) for quote, block in quoted]
    return Voices(
        frozenset(quote for quote, block in blocks if _asks(block)),
        frozenset(quote for quote, block in blocks if _is_spoken(block)),
    )


def _asks(block: Sequence[Line]) -> bool:
    """Say whether a quote is a question, and no list of answers of which the last is in doubt."""
    first = block[0]
    is_ours = first.kind == "callout" and (
        first.callout not in ASKING or sections.is_callout_of_section(first.text)
    )
    is_text = all(line.kind == "text" for line in block[1:]) and first.kind in ("text", "callout")
    return is_text and not is_ours and _is_question(block[-1]) and len(_heads(block)) <= 1


def _is_spoken(block: Sequence[Line]) -> bool:
    """Say whether a quote starts with somebody's name and a colon; several labels, and no question, are a list."""
    if not _is_speaker(block[0], block[1:2]):
        return False
    return len(_heads(block)) <= 1 or any(map(_is_question, block))


def _is_question(line: Line) -> bool:
    return line.text.rstrip(CLOSING).endswith("?")


def _heads(block: Sequence[Line]) -> set[object]:
    """Return the labels and marks at the head of a quote's lines."""
    found = (labels.read(line.text, line.span.start) for line in block if line.kind != "callout")
    heads = ((each.name if each.label else "", each.markers, each.emblems) for each in found)
    return {head for head in heads if any(head)}


def _is_speaker(line: Line, after: Sequence[Line]) -> bool:
    reading = labels.read(line.text, line.span.start)
    if line.kind != "text" or reading.label is None or reading.markers or reading.numbers or reading.tags:
        return False
    said = bool(reading.rest) or any(each.kind == "text" for each in after)
    before = line.text[: reading.rest_span.start - line.span.start].rstrip("*_ \t")
    return said and before.endswith(":") and _may_speak(reading.label.text)


def _may_speak(name: str) -> bool:
    """Say whether a label can be somebody's name: short, no section's, and no word that sorts the lines of one."""
    return (
        0 < len(word_list(name)) <= LONGEST_SPEAKER
        and sections.of_name(name) is None
        and fold(plain(name)) not in words().stop_labels
    )
