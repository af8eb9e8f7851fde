"""Which roles a customer type plays, from what the Customers section says of it."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from venture_canvas.canvas.doers import doing
from venture_canvas.canvas.phrases import phrase, plain, singular
from venture_canvas.canvas.tables import fold, words

FRAGMENT = re.compile(r"[.;:,–—/()&+]|\band\b|\bund\b")
PRICE = re.compile(
    r"[€£$¥₹]\s?\d|\d\s?[€£$¥₹]|\b(?:EUR|USD|GBP|CHF|GHS|KES|NGN|ZAR|INR|MWK)\b|/\s?(?:month|year|week|mo|monat|jahr)\b",
    re.IGNORECASE,
)

GIVING = ("funds", "supplies")
"""Sides on which a price is what somebody gives or gets, not what they pay."""


def roles_in_label(label: str) -> tuple[str, ...]:
    """Return the roles that a label is a word for: `Funders`, `Users`."""
    return _named(fold(plain(label))) or tuple(
        dict.fromkeys(role for word in phrase(label).nouns for role in _named(word))
    )


def roles_named(text: str) -> tuple[str, ...]:
    """Return the roles of a text that is expected to name roles: a qualifier, a role column, a `role` property."""
    found: list[str] = []
    folded = fold(plain(text))
    named = _named(re.sub(r"\([^()]*\)", "", folded))
    for fragment in () if named else FRAGMENT.split(folded):
        found += _named(fragment) or _acted(fragment)
    return named or tuple(dict.fromkeys(found))


def roles_told(text: str, label: str = "") -> tuple[str, ...]:
    """Return the roles of a description: its first words when they name roles, else what its verbs and prices say.

    Arguments:
        text: the description.
        label: the name of the type it describes, when that is known.
    """
    folded = fold(plain(text))
    opening = _named(re.split(r"[.,;:–—(]", folded, maxsplit=1)[0].removeprefix("as "))
    return opening or _acted(folded, text, label)


def _named(fragment: str) -> tuple[str, ...]:
    bare = re.sub(r"^(?:the|our|a|an)\s+", "", fragment.strip())
    return tuple(role for role, table in words().roles.items() if {bare, singular(bare)} & table.nouns)


@lru_cache(maxsize=4096)
def _acted(folded: str, text: str = "", label: str = "") -> tuple[str, ...]:
    """Return the roles that verbs tell of; what others do counts where nothing else is told."""
    told = doing(folded, label)
    free = _not_paying().search(folded) is not None
    found = [role for role in _of_verbs(told.alone) or _of_verbs(told.own) if not (free and role == "payer")]
    is_price = PRICE.search(text) is not None and not free and "payer" not in _of_verbs(told.cut)
    gives = any(words().sides.get(role) in GIVING for role in found)
    return tuple(dict.fromkeys((*found, *(["payer"] if is_price and not gives else []))))


def _of_verbs(folded: str) -> list[str]:
    return [role for role, verbs in _verbs().items() if verbs.search(folded)]


@cache
def _verbs() -> dict[str, re.Pattern[str]]:
    return {role: _any_of(table.verbs) for role, table in words().roles.items() if table.verbs}


@cache
def _not_paying() -> re.Pattern[str]:
    return _any_of(words().not_paying)


def _any_of(expressions: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(expressions, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")
