"""Put the customer model of one venture together from the notes that hold it."""

from collections.abc import Sequence

import msgspec

from venture_canvas.canvas import sections
from venture_canvas.canvas.customer_types import FindNote, customer_type, give_notes, markers, spoken_names
from venture_canvas.canvas.drafts import TypeDraft
from venture_canvas.canvas.grouping import Group
from venture_canvas.canvas.kinds import NoteReading, read_type_note
from venture_canvas.canvas.model import (
    Participant,
    Section,
    Source,
    Stage,
    Statement,
    Venture,
)
from venture_canvas.canvas.names import Names
from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.patterns import read_pattern
from venture_canvas.canvas.phrases import plain
from venture_canvas.canvas.remarks import is_remark, is_title
from venture_canvas.canvas.retellings import named_types, retelling
from venture_canvas.canvas.scopes import NoteOf, Scope
from venture_canvas.canvas.statements import read_statements
from venture_canvas.canvas.tables import fold, words
from venture_canvas.notes.note import Note
from venture_canvas.positions import Span


class Place(msgspec.Struct, frozen=True):
    """Where a venture is: its id, the name that its place gives it, and the folder or note that holds it."""

    id: str
    name: str
    root: str


def read_venture(place: Place, group: Group, note_of: NoteOf, find: FindNote) -> Venture:
    """Return the model of a venture.

    Arguments:
        place: where it is.
        group: its notes.
        note_of: resolves a link.
        find: returns the note at a path.
    """
    drafts = named_types(group.notes)
    own = [reading.note for reading in group.notes if reading.outlook.kind == "type"]
    give_notes(drafts, own, note_of, find)
    known = {reading.note.path for reading in group.notes}
    linked = [find(draft.note) for draft in drafts if draft.note and draft.note not in known]
    notes = [*group.notes, *(read_type_note(note) for note in linked if note)]
    return _assembled(place, Group(notes, group.retellings), drafts, note_of)


def _assembled(place: Place, group: Group, drafts: list[TypeDraft], note_of: NoteOf) -> Venture:
    readings = group.notes
    names = spoken_names(drafts)
    statements: list[Statement] = []
    for reading in readings:
        if reading.root:
            statements += read_statements(reading.root, names, note_of, _scope_of_type_note(reading, names))
    statements = _problem_as_job(statements)
    marks = markers(drafts)
    types = tuple(customer_type(draft, mark, statements) for draft, mark in zip(drafts, marks, strict=True))
    participants = tuple(
        _participant(statement, names)
        for statement in statements
        if statement.text and statement.section == sections.PARTICIPANTS
    )
    return Venture(
        id=place.id,
        name=place.name,
        root=place.root,
        stage=_stage(readings),
        pattern=read_pattern(types, _declared_pattern(readings)),
        customer_types=types,
        statements=tuple(each for each in statements if each.text and each.section != sections.PARTICIPANTS),
        blanks=tuple(each for each in statements if not each.text),
        participants=participants,
        sections=_texts(readings),
        notes=tuple(reading.note.path for reading in readings),
        retellings=tuple(retelling(reading, names) for reading in group.retellings),
    )


def _scope_of_type_note(reading: NoteReading, names: Names) -> Scope | None:
    naming = names.of_note(reading.note.path)
    return Scope(naming, "link", reading.note.name) if naming else None


def _participant(statement: Statement, names: Names) -> Participant:
    naming = names.of_label(statement.text)
    types = naming.types if naming else statement.types if statement.attribution != "only-type" else ()
    return Participant(statement.label or statement.text, statement.text, types, statement.source)


def _problem_as_job(statements: list[Statement]) -> list[Statement]:
    """Let `Problem` stand for the jobs of a canvas that has no jobs of its own, as on a Lean Canvas."""
    if any(statement.section == sections.JOBS for statement in statements):
        return statements
    return [
        msgspec.structs.replace(statement, section=sections.JOBS)
        if statement.section == sections.PROBLEM
        else statement
        for statement in statements
    ]


def _stage(readings: Sequence[NoteReading]) -> Stage:
    """Return the one stage that the venture's notes claim; `unknown` when they claim none or several."""
    claimed: set[str] = set()
    for reading in readings:
        written = {fold(tag.name) for tag in reading.note.tags}
        for name in ("stage", "venture-stage", "venture_stage"):
            value = reading.note.property_value(name)
            written |= {fold(value)} if isinstance(value, str) else set()
        claimed |= {stage for stage, names in words().stages.items() if written & names}
    return msgspec.convert(claimed.pop(), Stage) if len(claimed) == 1 else "unknown"


def _declared_pattern(readings: Sequence[NoteReading]) -> str | None:
    values = (reading.note.property_value("pattern") for reading in readings)
    lines = (node.reading for reading in readings if reading.root for node in reading.root.walk())
    written = (line.rest for line in lines if line.label and fold(line.label.text) == "pattern")
    return next((value for value in (*values, *written) if isinstance(value, str)), None)


def _texts(readings: Sequence[NoteReading]) -> tuple[Section, ...]:
    """Return the text of every section, the first reading of each."""
    found: dict[str, Section] = {}
    for reading in readings:
        for node in reading.root.walk() if reading.root and reading.outlook.kind != "type" else ():
            if node.section and node.section not in found:
                text = "\n".join(_own_lines(node))
                span = _body(reading.note) if node.is_root else node.line.span
                if text:
                    found[node.section] = Section(node.section, text, Source(node.path, node.headings, span))
    return tuple(found.values())


def _own_lines(node: Node) -> list[str]:
    lines = [plain(node.reading.rest)] if node.reading.rest and node.kind != "heading" else []
    for child in node.children:
        lines += [
            plain(each.line.text)
            for each in child.walk()
            if each.within == node.section and not is_remark(each) and not is_title(each)
        ]
    return lines


def _body(note: Note) -> Span:
    return Span(note.body_start, len(note.text))
