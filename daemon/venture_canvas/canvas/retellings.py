"""Which notes tell a venture once more, in short: a pitch, a one-page summary, a report beside the canvas itself."""

from collections.abc import Iterable, Sequence

from venture_canvas.canvas import sections
from venture_canvas.canvas.customer_types import spoken_names
from venture_canvas.canvas.customers import read_types
from venture_canvas.canvas.drafts import TypeDraft
from venture_canvas.canvas.kinds import NoteReading
from venture_canvas.canvas.model import Retelling, ToldType
from venture_canvas.canvas.naming import name_of_note
from venture_canvas.canvas.phrases import word_list
from venture_canvas.canvas.sentences import SpokenNames


def named_types(readings: Iterable[NoteReading]) -> list[TypeDraft]:
    """Return the customer types that the Customers sections of some notes name, in order."""
    roots = [reading.root for reading in readings if reading.root]
    return read_types([node for root in roots for node in root.starts_of(sections.CUSTOMERS)])


def retells(canvas: NoteReading, group: Sequence[NoteReading]) -> bool:
    """Say whether a note with a whole canvas tells the venture of other notes once more: at least half of its customers are theirs."""
    told, known = named_types([canvas]), spoken_names(named_types(group))
    shared = [draft for draft in told if known.of_label(draft.label)]
    return bool(known.types) and 2 * len(shared) >= len(told)


def is_shorter(canvas: NoteReading, whole: NoteReading) -> bool:
    """Say whether a note tells another once more: `Riverly pitch` has fewer sections than `Riverly`, and its customers."""
    has_fewer = len(canvas.outlook.sections) < len(whole.outlook.sections)
    return has_fewer and _is_named_after(canvas, whole) and retells(canvas, [whole])


def retelling(reading: NoteReading, names: SpokenNames) -> Retelling:
    """Return what a note that tells a venture once more says of its customers.

    Arguments:
        reading: the note.
        names: the names under which the venture's types may be spoken of.
    """
    told = ((draft, names.of_label(draft.label)) for draft in named_types([reading]))
    types = (ToldType(draft.label, naming.types if naming else (), draft.source) for draft, naming in told)
    return Retelling(reading.note.path, tuple(types))


def _is_named_after(canvas: NoteReading, other: NoteReading) -> bool:
    name = name_of_note(other.note)
    return name is not None and set(word_list(name)) <= set(word_list(canvas.note.name))
