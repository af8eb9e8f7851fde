"""The customer model for people: a card for each venture, with what is said of each customer type."""

from collections.abc import Iterable, Iterator

from rich.box import SIMPLE
from rich.table import Table
from rich.text import Text

from venture_canvas.shapes.model import CustomerType, Model, Segment, Statement, Unattributed, Venture

NOTHING_YET = "–"
MARKS = {"1": "🔴", "2": "🟠", "3": "🟡", "4": "🟢", "5": "🔵", "6": "🟣"}


def model_cards(found: Model) -> Iterator[Table]:
    """Show each venture; what comes from notes is shown as it is, never read as markup."""
    for venture in found.ventures:
        card = Table(title=_title(venture), title_justify="left", box=SIMPLE, show_header=False)
        card.add_column(no_wrap=True)
        card.add_column()
        for customer in venture.customer_types:
            for name, text in _customer(customer):
                card.add_row(name, Text(text))
            card.add_section()
        for name, text in _unattributed(venture.unattributed):
            card.add_row(name, Text(text))
        yield card


def _title(venture: Venture) -> Text:
    pattern = venture.pattern.declared or venture.pattern.inferred or "unknown"
    stage = venture.stage.removesuffix("-stage")
    title = Text(f"{venture.name}", style="bold not italic")
    title.append(f"  {venture.root or 'the vault'}\n", style="dim")
    title.append(f"Stage: {stage}. Pattern: {pattern}. {venture.pattern.because}", style="not bold")
    return title


def _customer(customer: CustomerType) -> Iterator[tuple[Text, str]]:
    mark = MARKS.get(customer.marker.color or "", "")
    head = Text(f"{mark} {customer.marker.number} {customer.label}", style="bold")
    yield head, ", ".join(customer.roles)
    if customer.segments:
        yield Text("   segments"), _lines(map(_segment, customer.segments))
    for name, text in _told(customer):
        yield Text(f"   {name}"), text or NOTHING_YET


def _unattributed(told: Unattributed) -> Iterator[tuple[Text, str]]:
    """Show what was said of nobody, where there is any: unlike a type's, its absence asks for nothing."""
    found = [(Text(f"   {name}"), text) for name, text in _told(told) if text]
    if found:
        yield Text("(of no type)", style="bold"), ""
        yield from found


def _told(told: CustomerType | Unattributed) -> Iterator[tuple[str, str]]:
    for name, statements in (
        ("jobs", told.jobs),
        ("value proposition", told.value_propositions),
        ("alternatives", told.alternatives),
        ("early adopters", told.early_adopters),
    ):
        yield name, _lines(map(_statement, statements))


def _segment(segment: Segment) -> str:
    described = f"{segment.label}: {segment.description}" if segment.description else segment.label
    return f"{described} (not served)" if segment.decision == "ignore" else described


def _statement(statement: Statement) -> str:
    return statement.text


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)
