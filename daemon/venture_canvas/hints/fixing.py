"""Which fixes may run together, without anybody looking at each."""

from bisect import bisect_left
from collections.abc import Iterable

from venture_canvas.hints.hint import Edit, Fix, Hint
from venture_canvas.positions import Span


def safe_fixes(hints: Iterable[Hint]) -> list[Fix]:
    """Return the fix of each hint that may run in bulk, where it has one."""
    first = (next((fix for fix in hint.finding.fixes if fix.safety == "safe"), None) for hint in hints)
    return [fix for fix in first if fix]


def apart(fixes: Iterable[Fix]) -> list[Fix]:
    """Return the fixes that do not touch each other.

    Those left out are made for a text that is no more; find the hints again to get them.
    """
    chosen: list[Fix] = []
    taken: dict[str, list[Span]] = {}
    for fix in fixes:
        if fix.edits and all(_is_free(taken.get(edit.path, []), edit.span) for edit in fix.edits):
            chosen.append(fix)
            for edit in fix.edits:
                spans = taken.setdefault(edit.path, [])
                spans.insert(bisect_left(spans, edit.span), edit.span)
    return chosen


def edits_of(fixes: Iterable[Fix]) -> dict[str, list[Edit]]:
    """Return the edits of fixes by note."""
    edits: dict[str, list[Edit]] = {}
    for fix in fixes:
        for edit in fix.edits:
            edits.setdefault(edit.path, []).append(edit)
    return edits


def _is_free(taken: list[Span], span: Span) -> bool:
    """Say whether a span neither overlaps nor borders on one of some sorted spans."""
    position = bisect_left(taken, span)
    before, after = taken[:position][-1:], taken[position : position + 1]
    return all(each.end < span.start for each in before) and all(span.end < each.start for each in after)
