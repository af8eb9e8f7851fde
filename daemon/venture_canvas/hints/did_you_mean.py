"""What somebody may have meant who mistyped a code, a setting or another of our own words."""

from collections.abc import Iterable
from difflib import get_close_matches

LIKENESS = 0.7
"""From 0 to 1: below it a suggestion confuses more than it helps."""


def meant_by(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that a mistyped one is most like, or None when it is like none."""
    found = get_close_matches(word.casefold(), sorted(known), n=1, cutoff=LIKENESS)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the sentence that suggests a word, with a space before it; empty when there is none to suggest."""
    meant = meant_by(word, known)
    return f" Did you mean {meant}?" if meant else ""
