"""Customer types at the start of a line, written as their section writes them; those it has not spoken of first."""

import re
from collections.abc import Iterable, Iterator

from venture_canvas.assist.caret import Caret, Completion, starts
from venture_canvas.assist.places import section_at, venture_of
from venture_canvas.canvas.model import CustomerType
from venture_canvas.canvas.sections import ADDRESSED
from venture_canvas.canvas.tables import fold, words
from venture_canvas.hints.additions import heading_above, label_like, mark_before
from venture_canvas.hints.marks import MARK
from venture_canvas.hints.questions import title_of
from venture_canvas.hints.sections import begun, line_at
from venture_canvas.hints.views import VentureView
from venture_canvas.positions import Span

SPEAKING = frozenset({*ADDRESSED, "problem", "channels", "revenue", "customer-relationships"})
"""The sections whose lines say for whom they are."""
HEAD = re.compile(
    r"(?P<lead>[ \t>]*(?:(?:[-*+•●‣·]|\#{1,6}|\d+[.)])[ \t]+(?:\[.\][ \t]+)?)?)(?P<typed>[^:|.]{0,60})$"
)
OPENING = re.compile(rf"(?:{MARK.pattern}|\*\*?|__?|==|\[\[|[ \t])*")
AFTER_FOR = re.compile(r"(?P<word>[^\W\d_]+)[ \t]+(?P<typed>[^:|.]{0,60})$")


def type_lines(caret: Caret) -> Iterable[Completion]:
    """Return the venture's types, where a section speaks of them one by one and a line begins."""
    head = HEAD.match(caret.before)
    if not head or caret.offset < caret.note.body_start:
        return ()
    venture = venture_of(caret.note, caret.around)
    section = section_at(caret.note, caret.offset, caret.around) if venture and venture.types else None
    if venture is None or section not in SPEAKING:
        return ()
    after_for = AFTER_FOR.match(head["typed"])
    if after_for and fold(after_for["word"]) in words().for_words:
        return _named(caret, venture, section, after_for["typed"])
    return _lines(caret, venture, section, head["lead"], head["typed"])


def _lines(caret: Caret, venture: VentureView, section: str, lead: str, typed: str) -> Iterator[Completion]:
    for customer, detail in _candidates(venture, section, typed):
        bullet, text = _line_like(venture, section, customer)
        insert, span = text if lead.strip() else bullet + text, Span(caret.offset - len(typed), caret.offset)
        if caret.after.strip() or lead.startswith("#"):
            insert, span = customer.label, Span(caret.offset - len(_name_in(typed)), caret.offset)
        yield Completion(customer.label, insert, span, "type", detail)


def _named(caret: Caret, venture: VentureView, section: str, typed: str) -> Iterator[Completion]:
    span = Span(caret.offset - len(_name_in(typed)), caret.offset)
    for customer, detail in _candidates(venture, section, typed):
        yield Completion(customer.label, customer.label, span, "type", detail)


def _name_in(typed: str) -> str:
    """Return what was typed of a name, without the marks before it."""
    return OPENING.sub("", typed, count=1)


def _candidates(venture: VentureView, section: str, typed: str) -> list[tuple[CustomerType, str]]:
    """Return the types that go on from what was typed, those that the section leaves out first, each with a few words."""
    spoken = {identity for each in venture.statements(section) for identity in each.types}
    spoken |= begun(venture, section)
    wanted = _name_in(typed).rstrip("*_= \t")
    found = [
        customer
        for customer in venture.types
        if any(starts(name, wanted) for name in (customer.label, *customer.aliases))
    ]
    found.sort(key=lambda customer: (customer.id in spoken, not starts(customer.label, wanted)))
    return [(customer, _detail(customer, section, is_there=customer.id in spoken)) for customer in found]


def _detail(customer: CustomerType, section: str, *, is_there: bool) -> str:
    missing = "" if is_there else f"not yet in {title_of(section)}"
    return " · ".join(each for each in (", ".join(customer.roles), missing) if each)


def _line_like(venture: VentureView, section: str, customer: CustomerType) -> tuple[str, str]:
    """Return the list mark and the rest of a line for a type, like the last line of the section that names one."""
    for statement in reversed(venture.statements(section)):
        if statement.attribution not in ("label", "link"):
            continue
        note, label = venture.notes[statement.source.path], statement.label or ""
        line = note.text[slice(*line_at(note, statement.source.span.start))]
        head = HEAD.match(line.partition(label)[0]) if label and label in line else None
        heading = heading_above(note, statement, label) if label else None
        if heading and not head:
            return f"{'#' * heading.level} ", customer.label
        if head:
            return _bullet(head["lead"]), label_like(venture, line, label, customer)[len(head["lead"]) :]
    return "- ", f"{mark_before(venture, customer)}**{customer.label}**: "


def _bullet(lead: str) -> str:
    """Return the list mark that another line starts with; a number would have to be the next one."""
    return "" if any(character.isdigit() for character in lead) else lead.lstrip()
