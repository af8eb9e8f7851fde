"""Whom a piece of writing names: from words, links and markers to the customer types of a venture.

Each way of naming is tried in turn, from the plainest to the loosest, and holds only when it leads to one type. What names no
type, or could name two, names none: a statement is left unattributed rather than guessed.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

import msgspec

from venture_canvas.canvas.phrases import (
    Phrase,
    key,
    parts,
    phrase,
    plain,
    same_word,
    singular,
    stems,
    without_ordinal,
    word_list,
)
from venture_canvas.canvas.sections import EARLY_ADOPTERS, PROPOSITION
from venture_canvas.canvas.tables import fold, words

TOKEN = re.compile(r"[^\W_]+(?:'(?!s\b)[^\W_]+)*|[.,;:!?()–—]")
CLAUSE_END = frozenset(".,;:!?()–—")
LONGEST_NAME = 8
SHORTEST_ENDING = 6
LONGEST_SENTENCE = 200
"""Words of a sentence that are looked at."""
ASIDE = re.compile(r"\((?P<inner>[^()]{1,80})\)[.!]?\s*$")
HALVES = re.compile(r"\s+[–—-]\s+|\s*[:()]\s*")
VERB_WITHIN = 4
"""Words at the start of a sentence among which the verb of `We help parents …` is looked for."""


class Naming(msgspec.Struct, frozen=True):
    """What a piece of writing names: the ids of types, and the segment when it names just one."""

    types: tuple[str, ...]
    segment: str | None = None


class Bearer(msgspec.Struct, frozen=True):
    """A name and what bears it: a type, or a segment of it."""

    name: str
    type: str
    segment: str | None = None

    @property
    def naming(self) -> Naming:
        """What the name names."""
        return Naming((self.type,), self.segment)


MOST_REMEMBERED = 2000
"""Sentences whose naming is remembered: while a founder types, all others of the venture stay as they were."""


class Sign(NamedTuple):
    """What stands for a type beside its names: a colour, a number, an ordinal, a tag, the note that its label links to."""

    kind: Literal["colour", "number", "ordinal", "tag", "note"]
    value: int | str


class Names:
    """The names of a venture's customer types.

    Arguments:
        bearers: every label and alias of a type and every segment.
        signs: the id of each type, in order, with what else stands for it.
    """

    def __init__(self, bearers: Sequence[Bearer], signs: Sequence[tuple[str, Sequence[Sign]]]) -> None:
        self._bearers = [bearer for bearer in bearers if phrase(bearer.name).head]
        self._signs: dict[Sign, list[str]] = {}
        for customer, own in signs:
            for sign in own:
                self._signs.setdefault(sign, []).append(customer)
        self.types = tuple(dict.fromkeys(customer for customer, _ in signs))
        self._sentences: dict[tuple[str, str | None], Naming | None] = {}
        self._exact: dict[str, list[Bearer]] = {}
        for bearer in bearers:
            self._exact.setdefault(key(bearer.name), []).append(bearer)
        known = {word for bearer in bearers for word in word_list(bearer.name)} | words().all_of_them
        known |= {word for group in words().synonyms for names in group for word in names.split()}
        self._stems = frozenset(stem for word in known for stem in stems(word))

    def of_note(self, path: str | None) -> Naming | None:
        """Return the type whose label links to a note."""
        return self._of_sign(Sign("note", path)) if path else None

    def of_markers(
        self, colours: Iterable[int], numbers: Iterable[int], tags: Iterable[str]
    ) -> Naming | None:
        """Return the types that colours, numbers in brackets and tags stand for; None unless each stands for one."""
        named = [self._of_sign(Sign("colour", colour)) for colour in colours]
        named += [self._of_sign(Sign("number", number)) for number in numbers]
        named += [found for tag in tags if (found := self._of_sign(Sign("tag", tag)))]
        return _together(named)

    def of_label(self, text: str) -> Naming | None:
        """Return what a label, a heading or a table cell names as a whole."""
        text = _without_for(plain(text))
        ways = (
            self._of_exact,
            self._of_ordinal,
            self._of_compound,
            self._of_one,
            self._of_all,
            self._of_halves,
            self._of_part,
        )
        return next((found for way in ways if (found := way(text))), None)

    def of_sentence(self, text: str, section: str | None = None) -> Naming | None:
        """Return what a sentence names by the place a name has in it.

        That is: its subject (`Parents want …`) or what follows `For` or `As a` at its head; in a value proposition also whom it
        helps (`We help parents …`), `To parents we say …` and a closing `for parents`; among early adopters also whom to begin
        with, and the group that proper names are examples of (`Newtonmore, and two other schools`).
        """
        asked = (text, section)
        if len(self._sentences) > MOST_REMEMBERED:
            self._sentences.clear()
        if asked not in self._sentences:
            self._sentences[asked] = self._of_sentence(text, section)
        return self._sentences[asked]

    def _of_sentence(self, text: str, section: str | None) -> Naming | None:
        aside = ASIDE.search(text)
        return self._of_words(text, section) or (self._of_aside(aside["inner"]) if aside else None)

    def _of_aside(self, text: str) -> Naming | None:
        """Read the brackets that close `dried dulse from the wholesaler (chefs)`."""
        return self._of_exact(text) or self._of_compound(text) or self._of_words(text, None)

    def _of_words(self, text: str, section: str | None) -> Naming | None:
        tokens = TOKEN.findall(fold(plain(text)).replace("'s ", "'s, "))[:LONGEST_SENTENCE]
        raw = _possessives(fold(plain(text)))
        start = _skip(tokens, 0, words().leads)
        heads = (
            words().for_words
            | words().as_words
            | (words().to_words if section == PROPOSITION else frozenset())
        )
        if start < len(tokens) and tokens[start] in heads:
            return self._at(tokens, start + 1, raw)
        found = self._at(tokens, start, raw)
        if section == PROPOSITION:
            return found or self._helped(tokens, raw) or self._closing(tokens)
        return found or self._first_ones(tokens, raw) if section == EARLY_ADOPTERS else found

    def _of_sign(self, sign: Sign) -> Naming | None:
        found = self._signs.get(sign, [])
        return Naming((found[0],)) if len(found) == 1 else None

    def _of_one(self, text: str) -> Naming | None:
        found = self._of_exact(text) or self._of_ordinal(text)
        return found or self._loosely(phrase(text)) or self._of_synonym(phrase(text))

    def _of_exact(self, text: str) -> Naming | None:
        found = self._exact.get(key(text), [])
        return _only([bearer for bearer in found if not bearer.segment] or found)

    def _of_all(self, text: str) -> Naming | None:
        return Naming(self.types) if self.types and fold(text).strip(" :") in words().all_of_them else None

    def _of_compound(self, text: str) -> Naming | None:
        found = parts(text)
        return _together([self._of_one(part) for part in found]) if len(found) > 1 else None

    def _of_halves(self, text: str) -> Naming | None:
        """Match `C1 – Hospital groups`: the halves that name something name the same."""
        halves = [half for half in HALVES.split(text) if half.strip()]
        named = [found for half in halves if (found := self._of_one(half))] if len(halves) > 1 else []
        return named[0] if named and all(each.types == named[0].types for each in named) else None

    def _of_part(self, text: str) -> Naming | None:
        """Match a short form by its words alone (`County` for `County Dept. of Agriculture`), when they are in one name only."""
        wanted = set(key(text).split())
        holders = [bearer for bearer in self._bearers if wanted and wanted <= set(key(bearer.name).split())]
        return _only([bearer for bearer in holders if not bearer.segment]) or _only(holders)

    def _of_ordinal(self, text: str) -> Naming | None:
        ordinal, rest = without_ordinal(text)
        if ordinal is None or (rest.strip(" :") and fold(rest).strip(" :") not in words().customer_words):
            return None
        return self._of_sign(Sign("ordinal", ordinal))

    def _loosely(self, wanted: Phrase) -> Naming | None:
        """Match by the head noun: the one type, else the one segment, that shares it and whose other words do not object."""
        alike = [bearer for bearer in self._bearers if wanted.head and _alike(wanted, phrase(bearer.name))]
        found = _only([bearer for bearer in alike if not bearer.segment]) or _only(alike)
        return found if alike or not wanted.head else self._of_ending(wanted)

    def _of_ending(self, wanted: Phrase) -> Naming | None:
        """Match the end of a compound word (`owners` for `homeowners`), when just one name has it."""
        long_enough = len(wanted.head) >= SHORTEST_ENDING and not wanted.modifiers
        ending = [
            each for each in self._bearers if long_enough and phrase(each.name).head.endswith(wanted.head)
        ]
        return _only(ending)

    def _of_synonym(self, wanted: Phrase) -> Naming | None:
        groups = [group for group in words().synonyms if wanted.head and singular(wanted.head) in group]
        for group in groups:
            alike = [bearer for bearer in self._bearers if singular(phrase(bearer.name).head) in group]
            compatible = [
                bearer for bearer in alike if _agree(wanted.modifiers, phrase(bearer.name).modifiers)
            ]
            if found := _only(compatible):
                return found
        return None

    def _at(self, tokens: list[str], start: int, raw: frozenset[str]) -> Naming | None:
        """Return what the longest name that starts at a token names."""
        begin = _skip(tokens, start, words().determiners | words().numerals, digits=True)
        determined = begin > start
        stop = next(
            (index for index in range(begin, len(tokens)) if tokens[index] in CLAUSE_END), len(tokens)
        )
        if all(
            self._stems.isdisjoint(stems(token)) for token in tokens[begin : min(stop, begin + LONGEST_NAME)]
        ):
            return None
        for end in range(min(stop, begin + LONGEST_NAME), begin, -1):
            found = self._of_exact_or_group(tokens[begin:end])
            if found and self._stands_alone(tokens, end, raw, determined=determined):
                return found
        return None

    def _of_exact_or_group(self, tokens: list[str]) -> Naming | None:
        text = " ".join(tokens)
        wanted = phrase(text)
        if wanted.rest:
            return self._of_exact(text) or self._of_compound_subject(tokens)
        return self._of_exact(text) or self._loosely(wanted) or self._of_compound_subject(tokens)

    def _of_compound_subject(self, tokens: list[str]) -> Naming | None:
        return (
            self._of_compound(" ".join(tokens))
            if any(word in words().joiners for word in tokens[1:-1])
            else None
        )

    def _stands_alone(self, tokens: list[str], end: int, raw: frozenset[str], *, determined: bool) -> bool:
        """Say whether a name ends there, and is not the first part of another noun (`tenant portal`, `tenants' meeting`)."""
        last, after = tokens[end - 1], tokens[end] if end < len(tokens) else "."
        if last in raw or after in words().not_the_group:
            return False
        as_written = any(last in phrase(bearer.name).heads for bearer in self._bearers)
        closes = after in CLAUSE_END or after in words().prepositions
        return singular(last) != last or as_written or closes or determined

    def _helped(self, tokens: list[str], raw: frozenset[str]) -> Naming | None:
        for index, token in enumerate(tokens[:VERB_WITHIN]):
            if token in words().addressed_by:
                return self._at(tokens, index + 1, raw)
        return None

    def _first_ones(self, tokens: list[str], raw: frozenset[str]) -> Naming | None:
        """Read `We begin with …` and `Newtonmore, and two other schools`."""
        for index, (word, after) in enumerate(pairwise(tokens[: 2 * VERB_WITHIN])):
            begun = word in words().begin_words and after in words().prepositions
            counted = word in words().joiners | {","} and _is_counted(after)
            if (begun or counted) and (found := self._at(tokens, index + (2 if begun else 1), raw)):
                return found
        return None

    def _closing(self, tokens: list[str]) -> Naming | None:
        kept = tokens[:-1] if tokens and tokens[-1] in ".!?" else tokens
        for index in range(len(kept) - 1, 0, -1):
            if kept[index] in words().for_words:
                return self.of_label(" ".join(kept[index + 1 :]))
        return None


def _is_counted(word: str) -> bool:
    return word in words().determiners or word in words().numerals or word.isdigit()


@lru_cache(maxsize=64)
def names_of(bearers: tuple[Bearer, ...], signs: tuple[tuple[str, tuple[Sign, ...]], ...]) -> Names:
    """Return the names of a venture, those of before when nothing about them changed: they remember what they were asked."""
    return Names(bearers, signs)


def _without_for(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and fold(first) in words().for_words else text


def _possessives(folded: str) -> frozenset[str]:
    """Return the words that carry a possessive: what follows them is the subject, not they."""
    return frozenset(re.findall(r"([^\W_]+)'(?:s\b|(?=\s))", folded))


def _skip(tokens: list[str], start: int, skipped: frozenset[str], *, digits: bool = False) -> int:
    while start < len(tokens) and (tokens[start] in skipped or (digits and tokens[start].isdigit())):
        start += 1
    return start


def _only(bearers: list[Bearer]) -> Naming | None:
    """Return what bearers name when they all belong to one type, and the segment when they are all that segment."""
    types = {bearer.type for bearer in bearers}
    segments = {bearer.segment for bearer in bearers}
    if len(types) != 1:
        return None
    return Naming((types.pop(),), segments.pop() if len(segments) == 1 else None)


def _together(named: list[Naming | None]) -> Naming | None:
    if not named or not all(named):
        return None
    types = tuple(dict.fromkeys(name for naming in named if naming for name in naming.types))
    segments = {naming.segment for naming in named if naming}
    return Naming(types, segments.pop() if len(segments) == 1 else None)


def _alike(wanted: Phrase, bearer: Phrase) -> bool:
    if same_word(wanted.head, bearer.head):
        return _agree(wanted.modifiers, bearer.modifiers)
    return not wanted.modifiers and any(same_word(wanted.head, head) for head in bearer.heads)


def _agree(wanted: tuple[str, ...], borne: tuple[str, ...]) -> bool:
    """Say whether the words before two equal heads may describe one group: `restaurant owners` are no `building owners`."""
    kept = [word for word in wanted if word not in words().neutral]
    telling = [word for word in borne if word not in words().neutral]
    return not kept or not telling or any(same_word(one, other) for one in kept for other in telling)
