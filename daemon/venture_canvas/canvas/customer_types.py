"""From drafts to customer types: their own notes, their names, their markers."""

from collections.abc import Callable, Iterator, Sequence

from venture_canvas.canvas import roles
from venture_canvas.canvas.drafts import TypeDraft
from venture_canvas.canvas.model import Attribute, CustomerType, Marker, Source, Statement
from venture_canvas.canvas.names import Bearer, Sign
from venture_canvas.canvas.phrases import key, phrase, word_list
from venture_canvas.canvas.scopes import NoteOf
from venture_canvas.canvas.segments import attribute_of
from venture_canvas.canvas.sentences import SpokenNames, names_of
from venture_canvas.canvas.separation import separations
from venture_canvas.canvas.tables import words
from venture_canvas.notes.note import Note, Property, Scalar
from venture_canvas.positions import Span

MOST_COLOURS = 6
PRESET_COLOURS = tuple("123456")
HIGHEST_NUMBER = 99

FindNote = Callable[[str], Note | None]
"""Called with a path; returns the note there."""


def give_notes(drafts: list[TypeDraft], own: Sequence[Note], note_of: NoteOf, find: FindNote) -> None:
    """Give each type the note that is its own, with what its properties say; a type note that is nobody's is a type by itself.

    Arguments:
        drafts: the types that the Customers section names; added to.
        own: the venture's notes that describe a type.
        note_of: resolves the link that a type's label is.
        find: returns the note at a path.
    """
    for draft in drafts:
        draft.note = note_of(draft.link, draft.source.path) if draft.link else None
    for note in own:
        if not any(draft.note == note.path for draft in drafts):
            _of_same_name(drafts, note).note = note.path
    for draft in drafts:
        found = find(draft.note) if draft.note else None
        if found:
            _take_properties(draft, found)


def _of_same_name(drafts: list[TypeDraft], note: Note) -> TypeDraft:
    """Return the type that a note is named like; a new one when there is none."""
    names = {key(name) for name in (note.name, note.title or note.name)}
    named = [
        draft for draft in drafts if draft.note is None and names & {key(name) for name in _names_of(draft)}
    ]
    if not named:
        source = Source(note.path, (), Span(note.body_start, note.body_start))
        named = [TypeDraft(note.title or note.name, source)]
        drafts += named
    return named[0]


def _take_properties(draft: TypeDraft, note: Note) -> None:
    """Take the flat properties of a type's own note; what the Customers section says comes first."""
    draft.aliases += [alias.text for alias in note.aliases if alias.text not in draft.aliases]
    role = note.property_value("role") or note.property_value("roles")
    for written in role if isinstance(role, list) else [role]:
        if isinstance(written, str):
            draft.add_roles(roles.roles_named(written))
    number = note.property_value("number")
    colour = note.property_value("color") or note.property_value("colour")
    if type(number) is int and 0 < number <= HIGHEST_NUMBER and not draft.numbers:
        draft.numbers = (number,)
    if str(colour) in PRESET_COLOURS and not draft.colours:
        draft.colours = (int(str(colour)),)
    for entry in note.front_matter.properties if note.front_matter else ():
        _take_attribute(draft, entry, note)


def _take_attribute(draft: TypeDraft, entry: Property, note: Note) -> None:
    name = "single" if entry.key.casefold() == "single" else attribute_of(entry.key.replace("_", " "))
    if name in (None, "role", "description") or not isinstance(entry.value, Scalar) or not entry.value.value:
        return
    source = Source(note.path, (), entry.value.span)
    draft.attributes.append(Attribute(name or "", str(entry.value.value), source))


def spoken_names(drafts: Sequence[TypeDraft]) -> SpokenNames:
    """Return the names under which a venture's types may be spoken of."""
    bearers: list[Bearer] = []
    signs: list[tuple[str, tuple[Sign, ...]]] = []
    for draft in drafts:
        identity = _identity(draft.label)
        bearers += [Bearer(name, identity) for name in _names_of(draft)]
        bearers += [Bearer(segment.label, identity, segment.label) for segment in draft.segments]
        signs.append((identity, tuple(_signs(draft))))
    return names_of(tuple(bearers), tuple(signs))


def _names_of(draft: TypeDraft) -> list[str]:
    return list(dict.fromkeys([draft.label, *draft.aliases, *([draft.link] if draft.link else [])]))


def _signs(draft: TypeDraft) -> Iterator[Sign]:
    yield from (Sign("colour", colour) for colour in draft.colours[:1])
    yield from (Sign("number", number) for number in draft.numbers[:1])
    yield from (Sign("emblem", emblem) for emblem in draft.emblems[:1])
    yield from (Sign("tag", "-".join(word_list(name))) for name in _names_of(draft))
    if draft.ordinal:
        yield Sign("ordinal", draft.ordinal)
    if draft.note:
        yield Sign("note", draft.note)


def _identity(label: str) -> str:
    return key(label).replace(" ", "-")


def markers(drafts: Sequence[TypeDraft]) -> list[Marker]:
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


def customer_type(draft: TypeDraft, marker: Marker, statements: Sequence[Statement]) -> CustomerType:
    """Return a customer type as it is read at last, with the five tests between its segments."""
    identity = _identity(draft.label)
    own = [statement for statement in statements if statement.text and identity in statement.types]
    return CustomerType(
        id=identity,
        label=draft.label,
        aliases=tuple(name for name in _names_of(draft)[1:] if key(name) != key(draft.label)),
        description=draft.description,
        roles=tuple(draft.roles),
        single=_is_single(draft),
        marker=marker,
        segments=tuple(draft.segments),
        attributes=tuple(draft.attributes),
        separations=separations(draft.segments, own),
        note=draft.note,
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
