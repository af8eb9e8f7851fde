"""Write several things in a sentence."""

from collections.abc import Sequence


def enumerated(names: Sequence[str], last: str = " and ") -> str:
    """Return names as a sentence has them: `one, two and three`."""
    return ", ".join(names[:-1]) + last + names[-1] if len(names) > 1 else names[0]
