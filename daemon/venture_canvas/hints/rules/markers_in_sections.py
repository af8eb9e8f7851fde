"""Colours and numbers in the sections: whether the type that a line's mark stands for is the one it speaks of."""

from collections.abc import Iterator

from venture_canvas.canvas.model import CustomerType, Statement
from venture_canvas.hints.hint import Edit, Finding, Fix, Related
from venture_canvas.hints.lines import label_span
from venture_canvas.hints.marked_lines import lines_about_types, own_marks
from venture_canvas.hints.marks import Kind, Mark, is_marked, mark_of, written_like
from venture_canvas.hints.rule import rule
from venture_canvas.hints.views import VentureView


@rule(
    severity="warning",
    reads="venture",
    source="Rules between sections: one marker per type, the same in every section",
    fix="Puts the mark of the type that the line names, or of the only one that the section leaves out.",
    bad=(
        """\
## Customers
- (1) **Parents** (payer): two-job homes
- (2) **Clinics** (funder): night wards

## Jobs to be Done
- (1) sleep after a night shift
- ⟦(3)⟧ fill the rota
""",
        """\
## Customers
- 🔴 **Parents** (payer): two-job homes
- 🟠 **Clinics** (funder): night wards

## Jobs to be Done
- 🔴 **Parents**: sleep after a night shift
- ⟦🟢⟧ **Clinics**: fill the rota
""",
    ),
    good=(
        """\
## Customers
- (1) **Parents** (payer): two-job homes
- (2) **Clinics** (funder): night wards

## Jobs to be Done
1. sleep after a night shift (1)
2. fill the rota (2)
3. know who is ill (2)

## Key Metrics
- (3) nights a week
""",
        """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

## Jobs to be Done
- 🟢 **Parents**: sleep after a night shift
- 🔴 **Clinics**: fill the rota
""",
    ),
)
def marker_unknown(venture: VentureView) -> Iterator[Finding]:
    """A line carries a colour or number that no customer type has.

    A mark without an owner is a slip, or a type that is missing from Customers. Until it is settled, the line belongs to nobody.
    """
    if not _is_settled(venture):
        return
    owned = _owned(venture)
    found: dict[tuple[Kind, int], list[tuple[Statement, Mark]]] = {}
    for statement in lines_about_types(venture):
        for mark in own_marks(venture, statement):
            if owned[mark.kind] and mark.number not in owned[mark.kind] | owned["either"]:
                found.setdefault((mark.kind, mark.number), []).append((statement, mark))
    for (statement, mark), *others in found.values():
        yield Finding(
            path=statement.source.path,
            span=mark.span,
            message=f"No customer type has {mark.text}. Whose line is this?",
            related=tuple(Related(each.source.path, its.span, "It stands here too.") for each, its in others),
            fixes=_right_marks(venture, [(statement, mark), *others]),
            section=statement.section,
        )


def _is_settled(venture: VentureView) -> bool:
    """Say whether every type has a mark of its own; if not, that is what is wrong, and told in Customers."""
    marks = [mark for each in venture.types if (mark := mark_of(venture, each))]
    return len({(mark.kind, mark.number) for mark in marks}) == len(marks) and all(
        is_marked(venture, each) for each in venture.types
    )


def _right_marks(venture: VentureView, found: list[tuple[Statement, Mark]]) -> tuple[Fix, ...]:
    """Return the fix for every line with one wrong mark; none unless it is known for each whose it is."""
    fixes = [fix for statement, mark in found for fix in _right_mark(venture, statement, mark)]
    if len(fixes) < len(found):
        return ()
    titles = {fix.title for fix in fixes}
    title = titles.pop() if len(titles) == 1 else "Use the marks of the types that are named"
    return (Fix(title, "suggested", tuple(edit for fix in fixes for edit in fix.edits)),)


def _owned(venture: VentureView) -> dict[str, set[int]]:
    """Return the indexes that types have, by how they are written; `either` are those that a type's own note or a list gives."""
    owned: dict[str, set[int]] = {"colour": set(), "number": set(), "either": set()}
    for customer in venture.types:
        if is_marked(venture, customer):
            mark = mark_of(venture, customer)
            owned[mark.kind if mark else "either"].add(customer.marker.number)
            owned["either"].add(customer.marker.number)
    return owned


def _right_mark(venture: VentureView, statement: Statement, mark: Mark) -> tuple[Fix, ...]:
    named = [each for each in venture.types if each.id in statement.types]
    spoken = {identity for each in venture.statements(statement.section) for identity in each.types}
    meant = named if statement.label else [each for each in venture.types if each.id not in spoken]
    text = written_like(mark, meant[0].marker.number) if len(meant) == 1 else None
    if text is None or meant[0].marker.assigned:
        return ()
    edit = Edit(statement.source.path, mark.span, text)
    return (Fix(f"Use {text}, the mark of {meant[0].label}", "suggested", (edit,)),)


@rule(
    severity="warning",
    reads="venture",
    source="Rules between sections: one marker per type, the same in every section",
    fix="Puts the mark of the type that the words name; or the name that belongs to the mark, when that type has no other line.",
    bad=(
        """\
## Customers
- 🔴 **Parents** (payer): two-job homes
- 🟠 **Clinics** (funder): night wards

## Jobs to be Done
- 🔴 **Parents**: sleep after a night shift
- ⟦🔴⟧ **Clinics**: fill the rota
""",
        """\
## Customers
- (1) **Parents** (payer): two-job homes
- (2) **Clinics** (funder): night wards

## Unique Value Proposition
- ⟦(2)⟧ **Parents**: asleep by eight
- (2) **Clinics**: nobody calls in sick
""",
    ),
    good=(
        """\
## Customers
- 🔴 **Parents** (payer): two-job homes
- 🟠 **Clinics** (funder): night wards

## Jobs to be Done
- 🔴 **Parents**: sleep after a night shift
- 🔴🟠 **Parents and clinics**: know who is ill
- 🟠 fill the rota
""",
    ),
)
def marker_label_conflict(venture: VentureView) -> Iterator[Finding]:
    """A line names one customer type and carries the mark of another.

    Readers go by the colour, search goes by the words, and the two lead to different customers.
    """
    if not _is_settled(venture):
        return
    owners = {
        (mark.kind, mark.number): customer
        for customer in venture.types
        if (mark := mark_of(venture, customer))
    }
    for statement in lines_about_types(venture):
        if not statement.label or statement.attribution not in ("label", "link"):
            continue
        for mark in own_marks(venture, statement):
            owner = owners.get((mark.kind, mark.number))
            if owner and owner.id not in statement.types:
                yield Finding(
                    path=statement.source.path,
                    span=mark.span,
                    message=f"{mark.text} is the mark of {owner.label}, and the line speaks of {statement.label}. Which of the two is meant?",
                    related=(
                        Related(owner.source.path, owner.source.span, f"{owner.label} has {mark.text}."),
                    ),
                    fixes=_settled(venture, statement, mark, owner),
                    section=statement.section,
                )


def _settled(venture: VentureView, statement: Statement, mark: Mark, owner: CustomerType) -> tuple[Fix, ...]:
    """Return the way to settle a conflict that leaves no type without a line: another mark, else another name."""
    spoken = [each.types for each in venture.statements(statement.section)]
    if any(owner.id in types for types in spoken):
        return _right_mark(venture, statement, mark)
    span = label_span(venture.notes[statement.source.path], statement)
    if span is None or spoken.count(statement.types) < 2:
        return ()
    edit = Edit(statement.source.path, span, owner.label)
    return (Fix(f"Write {owner.label}", "suggested", (edit,)),)
