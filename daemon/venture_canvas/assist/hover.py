"""What stands beneath the pointer: a section, a customer type, a tag or a link, told in a few lines."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

import msgspec

from venture_canvas.assist.card import card, title
from venture_canvas.assist.inline_tags import in_notes
from venture_canvas.assist.places import venture_of
from venture_canvas.assist.terms import first_paragraph, meaning
from venture_canvas.canvas.model import CustomerType
from venture_canvas.canvas.tables import section_kinds
from venture_canvas.canvas.vocabulary import SECTIONS, known_terms
from venture_canvas.hints.lines import first_line
from venture_canvas.hints.marks import MARK, mark_of
from venture_canvas.hints.outlines import root_of
from venture_canvas.hints.questions import title_of
from venture_canvas.hints.sections import line_at
from venture_canvas.hints.views import Surroundings, VentureView
from venture_canvas.notes.note import Link, Note, Tag
from venture_canvas.positions import Span

LONGEST_LINE = 5_000
"""Characters of a line beyond which no name is sought in it."""


class Hover(msgspec.Struct, frozen=True):
    """What is told of a piece of a note.

    Arguments:
        span: the piece.
        title: what it is.
        lines: what there is to say of it, as lines of Markdown.
        lexicon: the path of the vault's entry for the term, or None.
    """

    span: Span
    title: str
    lines: tuple[str, ...]
    lexicon: str | None = None


class _Place(NamedTuple):
    note: Note
    offset: int
    around: Surroundings


def hover(note: Note, offset: int, around: Surroundings) -> Hover | None:
    """Return what there is to say of what stands at an offset, or None.

    Arguments:
        note: the note as it is being written; the vault may know it otherwise.
        offset: of the character beneath the pointer.
        around: the vault.
    """
    if any(span.covers(offset) for span in note.code):
        return None
    place = _Place(note, offset, around)
    return next((found for told in TOLD if (found := told(place))), None)


def _of_tag(place: _Place) -> Hover | None:
    tag = next((tag for tag in place.note.tags if tag.span.covers(place.offset)), None)
    return _told_of_tag(place, tag) if tag else None


def _told_of_tag(place: _Place, tag: Tag) -> Hover:
    entry = place.around.index.tag(tag.name)
    count = in_notes(entry) if entry else "in no note yet"
    terms = known_terms(tag.name) if place.around.ventures.all else ()
    section = next((term.name for term in terms if term.category == SECTIONS), None)
    if section in section_kinds():
        told = meaning(section, place.around)
        return Hover(tag.span, f"#{tag.name}", (*told.lines, _sentence(count)), told.lexicon)
    about = dict.fromkeys(term.about for term in terms if term.about)
    return Hover(tag.span, f"#{tag.name}", (*about, _sentence(count)))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _of_link(place: _Place) -> Hover | None:
    link = next((link for link in place.note.links if link.span.covers(place.offset)), None)
    if link is None:
        return None
    found = place.around.index.resolve(link, place.note.path)
    venture = venture_of(place.note, place.around)
    customer = _type_with_note(venture, found.paths[:1])
    if venture and customer:
        return Hover(link.span, title(venture, customer), card(venture, customer))
    return Hover(link.span, link.text or link.target or link.fragment, tuple(_where(place, link)))


def _type_with_note(venture: VentureView | None, paths: tuple[str, ...]) -> CustomerType | None:
    return next((each for each in venture.types if each.note in paths), None) if venture else None


def _where(place: _Place, link: Link) -> Iterator[str]:
    """Yield where a link leads, or why it does not."""
    found = place.around.index.resolve(link, place.note.path)
    named = ", ".join(found.named)
    if found.state == "outside":
        yield "Leads out of the vault, where Obsidian does not follow."
    elif found.state == "ambiguous":
        yield f"May lead to {' or '.join(found.paths)}. Write the path to say which."
    elif found.state == "unresolved":
        yield (
            f"Leads to no note. {named} has that name, which Obsidian does not follow."
            if named
            else ("Leads to no note yet.")
        )
    else:
        yield f"Leads to {found.paths[0]}{f', {link.fragment}' if link.fragment else ''}."
        note = place.around.index.notes.get(found.paths[0])
        yield from filter(None, (first_paragraph(note),)) if note else ()


def _of_type(place: _Place) -> Hover | None:
    venture = venture_of(place.note, place.around)
    line = line_at(place.note, place.offset)
    if venture is None or line.end - line.start > LONGEST_LINE:
        return None
    found = (each for each in _named_in(venture, place.note, line) if each[0].covers(place.offset))
    named = max(found, key=lambda each: each[0].end - each[0].start, default=None)
    return Hover(named[0], title(venture, named[1]), card(venture, named[1])) if named else None


def _named_in(venture: VentureView, note: Note, line: Span) -> Iterator[tuple[Span, CustomerType]]:
    """Yield where a line names a type, one of its segments, or carries its colour or number."""
    written = note.text[slice(*line)]
    for customer in venture.types:
        names = (customer.label, *customer.aliases, *(each.label for each in customer.segments))
        for name in filter(None, names):
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", written, re.IGNORECASE):
                yield Span(*match.span()).shift(line.start), customer
    marks = {mark.text: each for each in venture.types if (mark := mark_of(venture, each))}
    for match in MARK.finditer(written):
        if match[0] in marks:
            yield Span(*match.span()).shift(line.start), marks[match[0]]


def _of_section(place: _Place) -> Hover | None:
    root = root_of(place.around, place.note)
    line = line_at(place.note, place.offset)
    for node in root.walk() if root else ():
        if node.section and not node.is_root and line.start <= node.line.span.start <= line.end:
            label = node.reading.label_span if node.kind != "heading" else line
            if label.covers(place.offset):
                told = meaning(node.section, place.around)
                return Hover(first_line(place.note, label), title_of(node.section), told.lines, told.lexicon)
    return None


TOLD: tuple[Callable[[_Place], Hover | None], ...] = (_of_tag, _of_link, _of_type, _of_section)
"""What is asked about a place, in this order; the first that knows it answers."""
