"""The parts that customer types play, as they are written beside their names."""

from collections.abc import Iterator
from itertools import pairwise

from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.phrases import word_list
from venture_canvas.canvas.sections import CUSTOMERS
from venture_canvas.canvas.tables import words
from venture_canvas.hints.hint import Edit, Finding, Fix
from venture_canvas.hints.outlines import customer_lines
from venture_canvas.hints.rule import rule
from venture_canvas.hints.views import VentureView
from venture_canvas.positions import Span


@rule(
    severity="warning",
    reads="venture",
    source="The customer model: the roles",
    fix="Writes the role that is meant.",
    bad=(
        """\
## Customers
- **Parents** (⟦usr⟧): two-job homes
- **Clinics** (payer): night wards

## Jobs to be Done
- **Parents**: sleep after a night shift
""",
        """\
## Customers
- **Parents** (user): two-job homes
- **Clinics** (user, ⟦payr⟧): night wards

## Jobs to be Done
- **Parents**: sleep after a night shift
""",
    ),
    good=(
        """\
## Customers
- **Parents** (user): two-job homes
- **Clinics** (players, founder): night wards
- **Shops** (use): in the town
- **Farms** (under 20 hectares): in the hills

## Jobs to be Done
- **Parents**: sleep after a night shift (usr)
""",
    ),
)
def role_misspelt(venture: VentureView) -> Iterator[Finding]:
    """The role beside a customer type is a slip away from one that is known.

    A role that is not known counts for none: the type seems to play no part, and nobody seems to pay or to use it.
    """
    types = {(each.source.path, each.source.span) for each in venture.types}
    for node in customer_lines(venture):
        if (node.path, node.reading.label_span) in types:
            yield from _slips(venture, node)


def _slips(venture: VentureView, node: Node) -> Iterator[Finding]:
    text, roles = venture.notes[node.path].text, _roles_by_slip()
    behind = text.find("(", node.reading.label_span.end, node.line.span.end)
    for word in word_list(node.reading.qualifier):
        role, at = roles.get(word), text.lower().find(word, behind, node.line.span.end)
        if role and behind >= 0 and at >= 0:
            span = Span(at, at + len(word))
            yield Finding(
                path=node.path,
                span=span,
                message=f"“{text[slice(*span)]}” is no role that we know. Did you mean {role}?",
                fixes=(Fix(f"Write {role}", "suggested", (Edit(node.path, span, role),)),),
                section=CUSTOMERS,
            )


def _roles_by_slip() -> dict[str, str]:
    """Return the roles by each text that lacks one letter within, or has two swapped.

    Another letter would make another word: a `player` is no `payer`, a `founder` no `funder`.
    """
    names = [name for role in (*words().roles, "buyer") if " " not in role for name in (role, f"{role}s")]
    return {slip: name for name in names for slip in _slips_within(name) if slip not in names}


def _slips_within(name: str) -> Iterator[str]:
    inner = range(1, len(name.removesuffix("s")) - 1)
    yield from (name[:at] + name[at + 1 :] for at in inner)
    yield from (
        name[:at] + name[after] + name[at] + name[after + 1 :]
        for at, after in pairwise(range(1, len(name)))
        if name[at] != name[after]
    )
