"""Put the customer model of one venture together from the notes that hold it."""

from collections.abc import Callable, Iterator, Sequence

import msgspec

from venture_canvas.canvas import roles, sections
from venture_canvas.canvas.customers import read_types
from venture_canvas.canvas.drafts import TypeDraft
from venture_canvas.canvas.kinds import NoteReading, read_type_note
from venture_canvas.canvas.model import (
    CustomerType,
    Marker,
    Participant,
    Section,
    Source,
    Stage,
    Statement,
    Venture,
)
from venture_canvas.canvas.names import Bearer, Names, Sign, names_of
from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.patterns import read_pattern
from venture_canvas.canvas.phrases import key, phrase, plain, word_list
from venture_canvas.canvas.remarks import is_remark
from venture_canvas.canvas.separation import separations
from venture_canvas.canvas.statements import NoteOf, Scope, read_statements
from venture_canvas.canvas.tables import fold, words
from venture_canvas.notes.note import Note
from venture_canvas.positions import Span

MOST_COLOURS = 6

FindNote = Callable[[str], Note | None]
"""Called with a path; returns the note there."""


class Place(msgspec.Struct, frozen=True):
    """Where a venture is: its id, the name that its place gives it, and the folder or note that holds it."""

    id: str
    name: str
    root: str


def read_venture(place: Place, readings: Sequence[NoteReading], note_of: NoteOf, find: FindNote) -> Venture:
    """Return the model of a venture.

    Arguments:
        place: where it is.
        readings: its notes, those that hold a whole section first.
        note_of: resolves a link.
        find: returns the note at a path.
    """
    roots = [reading.root for reading in readings if reading.root]
    drafts = read_types([node for root in roots for node in _starts(root, sections.CUSTOMERS)])
    notes = [_note_of_type(draft, note_of, find) for draft in drafts]
    for draft, note in zip(drafts, notes, strict=True):
        if note:
            _take_properties(draft, note)
    known = {reading.note.path for reading in readings}
    readings = [*readings, *(read_type_note(note) for note in notes if note and note.path not in known)]
    linked = {note.path for note in notes if note}
    alone = (
        reading.note
        for reading in readings
        if reading.outlook.kind == "type" and reading.note.path not in linked
    )
    drafts += [_standing_alone(note) for note in alone]
    return _assembled(place, readings, drafts, note_of)


def _assembled(
    place: Place, readings: Sequence[NoteReading], drafts: list[TypeDraft], note_of: NoteOf
) -> Venture:
    names = _names(drafts, note_of)
    statements: list[Statement] = []
    for reading in readings:
        if reading.root:
            statements += read_statements(reading.root, names, note_of, _scope_of_type_note(reading, names))
    statements = _problem_as_job(statements)
    markers = _markers(drafts)
    types = tuple(
        _type(draft, marker, statements, note_of) for draft, marker in zip(drafts, markers, strict=True)
    )
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
    )


def _starts(root: Node, tag: str) -> list[Node]:
    """Return the outermost nodes at which a section starts."""
    if root.section == tag:
        return [root]
    return [found for child in root.children for found in _starts(child, tag)]


def _note_of_type(draft: TypeDraft, note_of: NoteOf, find: FindNote) -> Note | None:
    path = note_of(draft.link, draft.source.path) if draft.link else None
    return find(path) if path else None


def _take_properties(draft: TypeDraft, note: Note) -> None:
    """Take the flat properties of a type's own note; what the Customers section says comes first."""
    draft.aliases += [alias.text for alias in note.aliases if alias.text not in draft.aliases]
    role = note.property_value("role") or note.property_value("roles")
    for written in role if isinstance(role, list) else [role]:
        if isinstance(written, str):
            draft.add_roles(roles.roles_named(written))
    number = note.property_value("number")
    colour = note.property_value("color") or note.property_value("colour")
    if isinstance(number, int) and not draft.numbers:
        draft.numbers = (number,)
    if isinstance(colour, str | int) and str(colour) in "123456" and not draft.colours:
        draft.colours = (int(colour),)


def _standing_alone(note: Note) -> TypeDraft:
    """Return the type of a note that describes one and that no Customers section names."""
    draft = TypeDraft(
        note.title or note.name, Source(note.path, (), Span(note.body_start, note.body_start)), link=note.name
    )
    _take_properties(draft, note)
    return draft


def _names(drafts: Sequence[TypeDraft], note_of: NoteOf) -> Names:
    bearers: list[Bearer] = []
    signs: list[tuple[str, tuple[Sign, ...]]] = []
    for draft in drafts:
        identity = _identity(draft.label)
        bearers += [Bearer(name, identity) for name in _names_of(draft)]
        bearers += [Bearer(segment.label, identity, segment.label) for segment in draft.segments]
        signs.append((identity, tuple(_signs(draft, note_of))))
    return names_of(tuple(bearers), tuple(signs))


def _names_of(draft: TypeDraft) -> list[str]:
    return list(dict.fromkeys([draft.label, *draft.aliases, *([draft.link] if draft.link else [])]))


def _signs(draft: TypeDraft, note_of: NoteOf) -> Iterator[Sign]:
    yield from (Sign("colour", colour) for colour in draft.colours[:1])
    yield from (Sign("number", number) for number in draft.numbers[:1])
    yield from (Sign("tag", "-".join(word_list(name))) for name in _names_of(draft))
    if draft.ordinal:
        yield Sign("ordinal", draft.ordinal)
    if draft.link and (path := note_of(draft.link, draft.source.path)):
        yield Sign("note", path)


def _identity(label: str) -> str:
    return key(label).replace(" ", "-")


def _scope_of_type_note(reading: NoteReading, names: Names) -> Scope | None:
    naming = names.of_note(reading.note.path)
    return Scope(naming, "link", reading.note.name) if naming else None


def _markers(drafts: Sequence[TypeDraft]) -> list[Marker]:
    """Give each type one index, 1 and up: the written one, else the next that is free."""
    written = [
        next(iter((*draft.colours, *draft.numbers)), None) if draft.colours or _has_mark(draft) else None
        for draft in drafts
    ]
    free = (number for number in range(1, len(drafts) + MOST_COLOURS + 1) if number not in written)
    return [
        Marker(number, str(number) if number <= MOST_COLOURS else None, assigned=mark is None)
        for mark in written
        for number in [mark or next(free)]
    ]


def _has_mark(draft: TypeDraft) -> bool:
    return bool(draft.numbers) and not draft.counted


def _type(draft: TypeDraft, marker: Marker, statements: Sequence[Statement], note_of: NoteOf) -> CustomerType:
    identity = _identity(draft.label)
    own = [statement for statement in statements if statement.text and identity in statement.types]
    linked = note_of(draft.link, draft.source.path) if draft.link else None
    return CustomerType(
        id=identity,
        label=draft.label,
        aliases=tuple(draft.aliases)
        + ((draft.link,) if draft.link and key(draft.link) != key(draft.label) else ()),
        description=draft.description,
        roles=tuple(draft.roles),
        single=_is_single(draft),
        marker=marker,
        segments=tuple(draft.segments),
        attributes=tuple(draft.attributes),
        separations=separations(draft.segments, own),
        note=linked,
        source=draft.source,
    )


def _is_single(draft: TypeDraft) -> bool:
    """Say whether a type is one organisation: `The Ministry of Water`, `Probation service`."""
    if (
        any(attribute.name == "single" for attribute in draft.attributes)
        or "one organisation" in draft.description.casefold()
    ):
        return True
    return phrase(draft.label).head in words().institutions and not draft.segments


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
    return next((value for value in values if isinstance(value, str)), None)


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
            if each.within == node.section and not is_remark(each)
        ]
    return lines


def _body(note: Note) -> Span:
    return Span(note.body_start, len(note.text))
