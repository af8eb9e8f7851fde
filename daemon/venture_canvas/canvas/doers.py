"""Whose verbs a text tells of: those of the type it describes, not what the type never does nor what somebody else does."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

import msgspec

from venture_canvas.canvas.phrases import phrase, same_word, singular
from venture_canvas.canvas.tables import words

Spans = list[tuple[int, int]]

VERB = re.compile(r"(?<![\w-])\w+(?![\w-])")
PARTICIPLES = ("ed", "ing", "paid", "bought", "sold", "lent")


class Doing(msgspec.Struct, frozen=True):
    """A folded text without the verbs that do not count.

    Arguments:
        own: the text without what is denied and what we do.
        alone: the same, also without what others do.
        cut: all that was cut out of it.
    """

    own: str
    alone: str
    cut: str


def doing(folded: str, label: str) -> Doing:
    """Tell the verbs of a type from others in what is said of it: `use it and never pay, because the council pays`.

    Arguments:
        folded: what is said, folded.
        label: the type's name: what a part of it does, it does.
    """
    denied = list(_denied(folded))
    others = list(_others(folded, phrase(label).nouns))
    cut = " ".join(folded[start:end] for start, end in (*denied, *others))
    return Doing(_without(folded, denied), _without(folded, [*denied, *others]), cut)


def _without(text: str, spans: Spans) -> str:
    for start, end in spans:
        text = f"{text[:start]}{'.' * (end - start)}{text[end:]}"
    return text


def _denied(folded: str) -> Iterator[tuple[int, int]]:
    """Yield where something is told that the type does not do: it is denied, or we do it."""
    for pattern in _denials():
        for match in pattern.finditer(folded):
            yield from (each.span() for each in _verbs_in(folded, match.span("done")))


def _others(folded: str, own: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield where somebody else does something in a clause of their own: `the NHS takes`, `their parents pay`."""
    stops = words().joiners | words().prepositions | words().pronouns
    for match in _clauses().finditer(folded):
        verb = next((each for each in _verbs_in(folded, match.span("done"))), None)
        who = folded[match.start("who") : verb.start()].split() if verb else []
        known = any(same_word(word, noun) for word in who for noun in own)
        if verb and not known and stops.isdisjoint(who) and _agree(match["article"], who[-1], verb[0]):
            yield verb.span()


def _agree(article: str, noun: str, verb: str) -> bool:
    """Say whether a verb may be of a noun: `a broker takes`, not `a monthly subscription`."""
    if article == "die" and not verb.endswith("t"):
        # "Schulen, die Geräte nutzen": those who use are the schools.
        return False
    if f"{verb}s" in _verbs():
        return singular(noun) != noun
    return not verb.endswith(PARTICIPLES)


def _verbs_in(folded: str, span: tuple[int, int]) -> Iterator[re.Match[str]]:
    return (each for each in VERB.finditer(folded, *span) if each[0] in _verbs())


@cache
def _verbs() -> frozenset[str]:
    return frozenset().union(*(table.verbs for table in words().roles.values()))


@cache
def _clauses() -> re.Pattern[str]:
    """Return how a clause begins with a subject of its own; a verb may be up to four words behind the article."""
    table = words()
    start = rf"(?:[.,;:!?()–—]\s*|(?<![\w'-]){_any_of(table.joiners | table.clause_words)}\s+)"
    subject = r"(?=(?P<who>[\w'-]+)(?P<done>(?:\s+[\w'-]+){1,3}))"
    return re.compile(rf"{start}(?P<article>{_any_of(table.articles)})\s+{subject}")


@cache
def _denials() -> tuple[re.Pattern[str], ...]:
    """Return the ways to say that a verb is none of theirs: what is denied before or behind it, and what we do."""
    table = words()
    wholly = rf"(?![\w-])(?!\s+{_any_of(table.limits)}(?!\w))"
    stops = table.joiners | table.clause_words
    gap = rf"\s+(?!{_any_of(stops)}\s)[\w']+"
    # What is used "for nothing" is used.
    object_gap = rf"\s+(?!{_any_of(stops | table.for_words)}\s)[\w']+"
    done = r"(?P<done>[\w-]+)"
    return tuple(
        re.compile(rf"(?<![\w'-])(?:{pattern})")
        for pattern in (
            rf"(?:{_any_of(table.denials)}|\w+n't)\s+(?:{_any_of(table.within_verbs)}\s+|[ln]'){{0,3}}{done}{wholly}",
            rf"n'{done}{wholly}",
            rf"{_any_of(table.nothing_before)}(?P<done>(?:{gap}){{1,4}})",
            rf"{done}(?=(?:(?:{object_gap}){{0,2}}\s+{_any_of(table.nothing_behind)}|\s+no){wholly})",
            rf"{_any_of(table.ourselves)}\s+{done}",
            rf"{done}\s+(?:wir|wij)(?!\w)",
        )
    )


def _any_of(expressions: Iterable[str]) -> str:
    longest_first = sorted(expressions, key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, longest_first))})"
