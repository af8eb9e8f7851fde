"""Which fixes may run together, without anybody looking at each."""

from bisect import bisect_left
from collections.abc import Iterable

from venture_canvas.hints.hint import Edit, Fix, Hint
from venture_canvas.positions import Span


def safe_fix(hint: Hint) -> Fix | None:
    """Return the fix of a hint that may run in bulk, or None."""
    return next((fix for fix in hint.finding.fixes if fix.safety == "safe"), None)


def safe_edits(hints: Iterable[Hint]) -> dict[str, list[Edit]]:
    """Return the edits of the safe fixes that do not touch each other, by note; all of a fix or none of it.

    The fixes left out are made for a text that is no more; find the hints again to get them.
    """
    chosen: dict[str, list[Edit]] = {}
    taken: dict[str, list[Span]] = {}
    for fix in filter(None, map(safe_fix, hints)):
        if fix.edits and all(_is_free(taken.get(edit.path, []), edit.span) for edit in fix.edits):
            for edit in fix.edits:
                chosen.setdefault(edit.path, []).append(edit)
                spans = taken.setdefault(edit.path, [])
                spans.insert(bisect_left(spans, edit.span), edit.span)
    return chosen


def _is_free(taken: list[Span], span: Span) -> bool:
    """Say whether a span neither overlaps nor borders on one of some sorted spans."""
    position = bisect_left(taken, span)
    before, after = taken[:position][-1:], taken[position : position + 1]
    return all(each.end < span.start for each in before) and all(span.end < each.start for each in after)
