"""Near misses among the founder's own words: names a slip or two away.

A slip is a letter too many, missing, wrong, or swapped with its neighbour (Damerau and Levenshtein's distance).
"""

from collections.abc import Iterable, Iterator
from string import ascii_lowercase

from rapidfuzz.distance import DamerauLevenshtein

SLIPS = ((4, 1), (6, 2))
"""From how many letters on how many slips are told from another word."""
LETTERS = ascii_lowercase + " -'"


def nearest(written: str, names: Iterable[str]) -> str | None:
    """Return the one name that is nearer to what is written than any other and near enough to be meant, or None.

    Arguments:
        written: a word or a few, in the case of the names.
        names: what can be meant.
    """
    best = all_nearest(written, names)
    return best[0] if len(best) == 1 else None


def all_nearest(written: str, names: Iterable[str]) -> list[str]:
    """Return the names that are equally near to what is written, nearer than all others, and near enough to be meant."""
    allowed = max((slips for length, slips in SLIPS if len(written) >= length), default=0)
    found: dict[int, list[str]] = {}
    for name in names:
        distance = DamerauLevenshtein.distance(written, name, score_cutoff=allowed)
        if 0 < distance <= allowed:
            found.setdefault(distance, []).append(name)
    return found[min(found)] if found else []


def one_slip(written: str) -> Iterator[str]:
    """Yield every text that is one slip away, in Latin letters: to look for a name among many without comparing with each.

    If a text is among the slips of another, that one is among its slips too, as long as both are in Latin letters. A digit is no
    slip: `Sprint 15` is another note than `Sprint 14`, and tomorrow is another day.
    """
    for at in range(len(written) + 1):
        before, after = written[:at], written[at:]
        yield from (before + letter + after for letter in LETTERS)
        if after and not after[0].isdigit():
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in LETTERS if letter != after[0])
        if len(after) > 1 and after[0] != after[1] and not any(letter.isdigit() for letter in after[:2]):
            yield before + after[1] + after[0] + after[2:]
