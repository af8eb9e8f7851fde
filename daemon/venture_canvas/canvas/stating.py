"""Make a statement of what a line or a cell says."""

import re

from venture_canvas.canvas import sections
from venture_canvas.canvas.labels import WIKI_LINK
from venture_canvas.canvas.model import Source, Statement
from venture_canvas.canvas.names import Names, Naming
from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.scopes import Scope
from venture_canvas.canvas.tables import fold, section_kinds, words
from venture_canvas.positions import Span

STATUS = re.compile(r"[(\[](?P<status>[^()\[\]]{3,20})[)\]]|#(?P<tag>[\w-]+)")


def holds_statements(tag: str | None) -> bool:
    """Say whether the lines of a section are statements: those of Customers are its types."""
    return tag is not None and tag != sections.CUSTOMERS and not section_kinds()[tag].model


def stated(
    text: str,
    node: Node,
    scope: Scope | None,
    names: Names,
    *,
    tag: str | None = None,
    span: Span | None = None,
) -> Statement:
    """Make a statement; where there is one type and nobody else is named, it is about that type.

    Arguments:
        text: what is said.
        node: the line that says it.
        scope: whom it speaks of, when that is told.
        names: the names of the venture's customer types.
        tag: the section it belongs to, when that is not the line's.
        span: where it stands, when it is not the whole line.
    """
    label = node.reading.label
    if scope is None and len(names.types) == 1:
        scope = Scope(Naming(names.types), "only-type", None)
    return Statement(
        section=tag or node.within or "",
        text=text,
        types=scope.naming.types if scope else (),
        segment=scope.naming.segment if scope else None,
        attribution=scope.attribution if scope else "none",
        label=scope.label if scope and scope.label else label.text if label and label.colon else None,
        status=_status(f"{text} {' '.join(f'#{tag}' for tag in node.reading.tags)}"),
        evidence=tuple(match["target"].strip() for match in WIKI_LINK.finditer(text)),
        source=Source(node.path, node.headings, span) if span else node.source,
        colours=node.reading.markers,
        numbers=node.reading.numbers,
    )


def _status(text: str) -> str | None:
    for match in STATUS.finditer(text):
        written = fold(match["status"] or match["tag"])
        for status, spellings in words().statuses.items():
            if written in spellings:
                return status
    return None
