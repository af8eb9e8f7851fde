"""From drafts to customer types: their own notes, their names, their markers."""

from collections.abc import Callable, Iterator, Sequence

from venture_canvas.canvas import roles
from venture_canvas.canvas.drafts import TypeDraft
from venture_canvas.canvas.model import Attribute, CustomerType, Marker, Source, Statement
from venture_canvas.canvas.names import Bearer, Sign
from venture_canvas.canvas.phrases import key, phrase, word_list
from venture_canvas.canvas.segments import attribute_of
from venture_canvas.canvas.sentences import SpokenNames, names_of
from venture_canvas.canvas.separation import separations
from venture_canvas.canvas.statements import NoteOf
from venture_canvas.canvas.tables import words
from venture_canvas.notes.note import Note, Property, Scalar
from venture_canvas.positions import Span

MOST_COLOURS = 6

FindNote = Callable[[str], Note | None]
"""Called with a path; returns the note there."""


def note_of_type(draft: TypeDraft, note_of: NoteOf, find: FindNote) -> Note | None:
    """Return the note of its own that a type's label links to, or None."""
    path = note_of(draft.link, draft.source.path) if draft.link else None
    return find(path) if path else None


def take_properties(draft: TypeDraft, note: Note) -> None:
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
    for entry in note.front_matter.properties if note.front_matter else ():
        _take_attribute(draft, entry, note)


def _take_attribute(draft: TypeDraft, entry: Property, note: Note) -> None:
    name = "single" if entry.key.casefold() == "single" else attribute_of(entry.key.replace("_", " "))
    if name in (None, "role", "description") or not isinstance(entry.value, Scalar) or not entry.value.value:
        return
    source = Source(note.path, (), entry.value.span)
    draft.attributes.append(Attribute(name or "", str(entry.value.value), source))


def standing_alone(note: Note) -> TypeDraft:
    """Return the type of a note that describes one and that no Customers section names."""
    draft = TypeDraft(
        note.title or note.name, Source(note.path, (), Span(note.body_start, note.body_start)), link=note.name
    )
    take_properties(draft, note)
    return draft


def spoken_names(drafts: Sequence[TypeDraft], note_of: NoteOf) -> SpokenNames:
    """Return the names under which a venture's types may be spoken of."""
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


def customer_type(
    draft: TypeDraft, marker: Marker, statements: Sequence[Statement], note_of: NoteOf
) -> CustomerType:
    """Return a customer type as it is read at last, with the five tests between its segments."""
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
