"""What stands under a customer type: its segments, its attributes, its description."""

import re
from collections.abc import Sequence

import msgspec

from venture_canvas.canvas import roles, told_segments
from venture_canvas.canvas.drafts import TypeDraft, may_be_name, tells
from venture_canvas.canvas.model import Attribute, Segment, Source
from venture_canvas.canvas.outline import Node
from venture_canvas.canvas.phrases import key, phrase, plain
from venture_canvas.canvas.remarks import is_blank, is_remark, is_struck
from venture_canvas.canvas.sections import CUSTOMERS
from venture_canvas.canvas.tables import fold, words

IGNORED = re.compile(
    r"^\s*no[.:!]\s*(?P<why>.*)"
    r"|[(\[–—:-]?\s*\b(?:not served|not serving|ignored?|not now|not for now|deliberately not|out of scope)\b"
    r"\s*[:,–—-]?\s*(?P<reason>[^()\[\]]*)"
)
BECAUSE = re.compile(
    r"\s*[,;–—-]?\s*\b(?:because|weil|parce que|porque|perché|omdat)\b\s*(?P<why>.+)", re.IGNORECASE
)
SPLIT = re.compile(r"\s*(?:[;,•·]|<br\s*/?>)\s*")


def attribute_of(name: str) -> str | None:
    """Return the attribute that a label or a column's title names, or None."""
    folded = fold(name).strip(" :?")
    return next((attribute for attribute, names in words().attributes.items() if folded in names), None)


def fill(draft: TypeDraft, nodes: Sequence[Node]) -> None:
    """Read what stands under a type into its draft."""
    for node in nodes:
        if node.section in (None, CUSTOMERS) and not is_remark(node):
            _take(draft, node)


def take_attribute(draft: TypeDraft, attribute: str, text: str, source: Source) -> None:
    """Take an attribute; a role or a description goes where it belongs, a price tells of a payer."""
    if attribute == "role":
        draft.add_roles(roles.roles_named(text))
    elif attribute == "description":
        draft.describe(text)
    else:
        draft.attributes.append(Attribute(attribute, plain(text), source))
        draft.add_roles(roles.roles_told(text) if attribute == "price" else ())


def segments_in_a_row(text: str, source: Source) -> list[Segment]:
    """Read segments written one after the other: `nurses; bus drivers`."""
    return [_segment(piece, source) for piece in SPLIT.split(plain(text).rstrip(".")) if not is_blank(piece)]


def take_told_segments(drafts: Sequence[TypeDraft], node: Node) -> None:
    """Read `There are two sorts of carers: …`, and `They come in two sorts: …` about the type that was last spoken of."""
    owner, names = told_segments.segments_in(node.line.text) or ("", [])
    types = {key(draft.label) for draft in drafts}
    told = [_segment(name, node.source) for name in names if key(name) not in types]
    for draft in drafts if told else ():
        if phrase(draft.label).head == phrase(owner).head if owner else draft is _last_named(drafts, node):
            known = {key(segment.label) for segment in draft.segments}
            draft.segments += [segment for segment in told if key(segment.label) not in known]


def _last_named(drafts: Sequence[TypeDraft], node: Node) -> TypeDraft | None:
    """Return the type that is named last before a line ends; None when the line names several."""
    end = node.line.span.end
    before = [draft for draft in drafts if draft.source.path == node.path and draft.source.span.start < end]
    is_one = len(before) < 2 or before[-1].source.span != before[-2].source.span
    return before[-1] if before and is_one else None


def _take(draft: TypeDraft, node: Node) -> None:
    label = node.reading.label
    name = fold(node.reading.name).strip(" :")
    attribute = attribute_of(label.text) if label else None
    if name in words().segment_labels:
        draft.segments += segments_in_a_row(node.reading.rest, node.rest_source) if label else []
        fill(draft, node.children)
    elif name in words().ignored_labels:
        draft.segments += _not_served(node)
    elif attribute:
        take_attribute(draft, attribute, node.reading.rest, node.rest_source)
    elif name not in words().stop_labels:
        _take_line(draft, node)


def _not_served(node: Node) -> list[Segment]:
    """Read `Not served: millers, because they own mills`: behind the label, in the lines below it, or both."""
    told, why = _without_reason(node.reading.rest if node.reading.label else "")
    row = [
        msgspec.structs.replace(each, reason=each.reason or why)
        for each in segments_in_a_row(told, node.rest_source)
    ]
    listed = [_ignored(_segment_of(child)) for child in node.children if not is_remark(child)]
    return [msgspec.structs.replace(each, decision="ignore") for each in (*row, *listed)]


def _ignored(segment: Segment) -> Segment:
    label, why = _without_reason(segment.label)
    return msgspec.structs.replace(segment, label=label, reason=segment.reason or why)


def _without_reason(text: str) -> tuple[str, str]:
    """Part what is said of somebody from why: a comma in the reason begins no other group."""
    found = BECAUSE.search(text)
    return (text[: found.start()], found["why"].strip(" .")) if found else (text, "")


def _take_line(draft: TypeDraft, node: Node) -> None:
    """Take a line as a segment where it names a group, else as a description."""
    strong = node.kind != "callout" and node.reading.label is not None and node.reading.label.strong
    names = node.kind == "item" or strong or (node.kind == "heading" and may_be_name(node.line.text))
    if names and (strong or not tells(node.reading.name)):
        draft.segments.append(_segment_of(node))
        return
    if node.kind != "callout":
        draft.describe(node.line.text)
    if not names:
        fill(draft, node.children)


def _segment_of(node: Node) -> Segment:
    label = node.reading.label
    if label is None or not may_be_name(label.text):
        return msgspec.structs.replace(_segment(node.line.text, node.source), attributes=_attributes(node))
    ignored = IGNORED.search(fold(plain(node.reading.rest)))
    return Segment(
        label=label.text,
        description=plain(node.reading.rest),
        decision="ignore" if ignored or is_struck(node.line.text) else "serve",
        reason=_reason(ignored),
        beachhead="beachhead" in fold(node.line.text),
        attributes=_attributes(node),
        source=node.name_source,
    )


def _segment(text: str, source: Source) -> Segment:
    written = plain(text)
    ignored = IGNORED.search(fold(written))
    name = written[: ignored.start()].strip(" .([–—:-") if ignored else ""
    return Segment(
        label=name or written.strip(" ."),
        description="",
        decision="ignore" if ignored or is_struck(text) else "serve",
        reason=_reason(ignored),
        beachhead="beachhead" in fold(text),
        attributes=(),
        source=source,
    )


def _reason(ignored: re.Match[str] | None) -> str:
    return (ignored["why"] or ignored["reason"] or "").strip(" .") if ignored else ""


def _attributes(node: Node) -> tuple[Attribute, ...]:
    return tuple(
        Attribute(attribute, plain(child.reading.rest), child.rest_source)
        for child in node.children
        if child.reading.label
        and (attribute := attribute_of(child.reading.label.text))
        and not is_remark(child)
    )
