"""Which notes tell a venture once more, in short: a pitch, a one-page summary, a report beside the canvas itself."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from venture_canvas.canvas import sections
from venture_canvas.canvas.customer_types import spoken_names
from venture_canvas.canvas.customers import read_types
from venture_canvas.canvas.drafts import TypeDraft
from venture_canvas.canvas.kinds import NoteReading
from venture_canvas.canvas.model import Retelling, ToldType
from venture_canvas.canvas.naming import CANVAS_WORDS
from venture_canvas.canvas.phrases import word_list
from venture_canvas.canvas.sentences import SpokenNames


def named_types(readings: Iterable[NoteReading]) -> list[TypeDraft]:
    """Return the customer types that the Customers sections of some notes name, in order."""
    roots = [reading.root for reading in readings if reading.root]
    return read_types([node for root in roots for node in root.starts_of(sections.CUSTOMERS)])


def retells(canvas: NoteReading, group: Sequence[NoteReading]) -> bool:
    """Say whether a note with a whole canvas tells the venture of other notes once more.

    At least half of its customers are theirs, or it names none: so do a map of links and a list of the words that the venture uses.
    """
    told, known = named_types([canvas]), spoken_names(named_types(group))
    shared = [draft for draft in told if known.of_label(draft.label)]
    return bool(known.types) and 2 * len(shared) >= len(told)


def is_shorter(canvas: NoteReading, whole: NoteReading) -> bool:
    """Say whether a note tells another once more: `Riverly pitch` has fewer sections than `Riverly`, and its customers."""
    has_fewer = len(canvas.outlook.sections) < len(whole.outlook.sections)
    is_named_after = words_of_name(whole.note.name) <= words_of_name(canvas.note.name)
    return has_fewer and is_named_after and retells(canvas, [whole])


@lru_cache(maxsize=8192)
def words_of_name(name: str) -> frozenset[str]:
    """Return the words of a note's name that tell its venture from others: not `canvas` or `map`."""
    return frozenset(word_list(CANVAS_WORDS.sub(" ", name)))


def retelling(reading: NoteReading, names: SpokenNames) -> Retelling:
    """Return what a note that tells a venture once more says of its customers.

    Arguments:
        reading: the note.
        names: the names under which the venture's types may be spoken of.
    """
    told = ((draft, names.of_label(draft.label)) for draft in named_types([reading]))
    types = (ToldType(draft.label, naming.types if naming else (), draft.source) for draft, naming in told)
    return Retelling(reading.note.path, tuple(types))
