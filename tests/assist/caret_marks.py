"""Notes with a mark, `‸`, where the caret stands."""

from collections.abc import Mapping
from datetime import date

from venture_canvas.assist.caret import Completion
from venture_canvas.assist.completion import complete
from venture_canvas.canvas.ventures import Ventures
from venture_canvas.hints.settings import DEFAULTS
from venture_canvas.hints.views import Surroundings
from venture_canvas.notes.note import Note
from venture_canvas.notes.parse import parse_note
from venture_canvas.vault.index import VaultIndex

CARET = "‸"


def surroundings(notes: Mapping[str, str]) -> Surroundings:
    """Return the vault of some notes, by path."""
    index, ventures = VaultIndex(), Ventures("vault")
    delta = index.apply({path: parse_note(path, text) for path, text in notes.items()}, {})
    ventures.apply(index, delta.notes, delta.links)
    return Surroundings(index, ventures, DEFAULTS, date(2026, 11, 21))


def marked(path: str, text: str) -> tuple[Note, int]:
    """Return a note and where its mark stood."""
    return parse_note(path, text.replace(CARET, "")), text.index(CARET)


def completions(path: str, text: str, around: Surroundings) -> tuple[Completion, ...]:
    """Return what could be put at the mark of a note."""
    return complete(*marked(path, text), around)


def completed(path: str, text: str, label: str, around: Surroundings) -> str:
    """Return the text of a note after a completion was put at its mark."""
    note, _ = marked(path, text)
    found = next(each for each in completions(path, text, around) if each.label == label)
    return note.text[: found.span.start] + found.insert + note.text[found.span.end :]
