"""Ask whether an offset lies inside any of many spans."""

from bisect import bisect_right
from collections.abc import Iterable

from venture_canvas.positions import Span


class Regions:
    """Spans merged into one set of places.

    Arguments:
        spans: in any order; they may touch, overlap and lie within each other.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(spans):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def covers(self, offset: int) -> bool:
        """Say whether an offset lies inside one of the spans."""
        before = bisect_right(self.starts, offset) - 1
        return before >= 0 and offset < self.ends[before]
