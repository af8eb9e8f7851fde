"""Whom a sentence names, by the place a name has in it: its subject, what follows `For`, whom it helps."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from venture_canvas.canvas.names import Bearer, Names, Naming, Sign
from venture_canvas.canvas.phrases import phrase, plain, singular, stems, word_list
from venture_canvas.canvas.sections import EARLY_ADOPTERS, PROPOSITION
from venture_canvas.canvas.tables import fold, words

TOKEN = re.compile(r"[^\W_]+(?:'(?!s\b)[^\W_]+)*|[.,;:!?()–—]")
CLAUSE_END = frozenset(".,;:!?()–—")
LONGEST_NAME = 8
LONGEST_SENTENCE = 200
"""Words of a sentence that are looked at."""
VERB_WITHIN = 4
"""Words at the start of a sentence among which the verb of `We help parents …` is looked for."""
MOST_REMEMBERED = 2000
"""Sentences whose naming is remembered: while a founder types, all others of the venture stay as they were."""
ASIDE = re.compile(r"\((?P<inner>[^()]{1,80})\)[.!]?\s*$")


class SpokenNames(Names):
    """The names of a venture's customer types, as labels and as sentences use them."""

    def __init__(self, bearers: Sequence[Bearer], signs: Sequence[tuple[str, Sequence[Sign]]]) -> None:
        super().__init__(bearers, signs)
        self._remembered: dict[tuple[str, str | None], Naming | None] = {}
        known = {word for bearer in bearers for word in word_list(bearer.name)} | words().all_of_them
        known |= {word for group in words().synonyms for names in group for word in names.split()}
        self._stems = frozenset(stem for word in known for stem in stems(word))

    def of_sentence(self, text: str, section: str | None = None) -> Naming | None:
        """Return what a sentence names by the place a name has in it.

        That is: its subject (`Parents want …`) or what follows `For` or `As a` at its head; in a value proposition also whom it
        helps (`We help parents …`), `To parents we say …` and a closing `for parents`; among early adopters also whom to begin
        with, and the group that proper names are examples of (`Newtonmore, and two other schools`).
        """
        asked = (text, section)
        if len(self._remembered) > MOST_REMEMBERED:
            self._remembered.clear()
        if asked not in self._remembered:
            self._remembered[asked] = self._of_sentence(text, section)
        return self._remembered[asked]

    def _of_sentence(self, text: str, section: str | None) -> Naming | None:
        aside = ASIDE.search(text)
        return self._of_words(text, section) or (self._of_aside(aside["inner"]) if aside else None)

    def _of_aside(self, text: str) -> Naming | None:
        """Read the brackets that close `dried dulse from the wholesaler (chefs)`."""
        return self.exactly(text) or self.together(text) or self._of_words(text, None)

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
            return self.exactly(text) or self._of_compound_subject(tokens)
        return self.exactly(text) or self.loosely(wanted) or self._of_compound_subject(tokens)

    def _of_compound_subject(self, tokens: list[str]) -> Naming | None:
        return (
            self.together(" ".join(tokens)) if any(word in words().joiners for word in tokens[1:-1]) else None
        )

    def _stands_alone(self, tokens: list[str], end: int, raw: frozenset[str], *, determined: bool) -> bool:
        """Say whether a name ends there, and is not the first part of another noun (`tenant portal`, `tenants' meeting`)."""
        last, after = tokens[end - 1], tokens[end] if end < len(tokens) else "."
        if last in raw or after in words().not_the_group:
            return False
        as_written = any(last in phrase(bearer.name).heads for bearer in self.bearers)
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


@lru_cache(maxsize=64)
def names_of(bearers: tuple[Bearer, ...], signs: tuple[tuple[str, tuple[Sign, ...]], ...]) -> SpokenNames:
    """Return the names of a venture, those of before when nothing about them changed: they remember what they were asked."""
    return SpokenNames(bearers, signs)


def _is_counted(word: str) -> bool:
    return word in words().determiners or word in words().numerals or word.isdigit()


def _possessives(folded: str) -> frozenset[str]:
    """Return the words that carry a possessive: what follows them is the subject, not they."""
    return frozenset(re.findall(r"([^\W_]+)'(?:s\b|(?=\s))", folded))


def _skip(tokens: list[str], start: int, skipped: frozenset[str], *, digits: bool = False) -> int:
    while start < len(tokens) and (tokens[start] in skipped or (digits and tokens[start].isdigit())):
        start += 1
    return start
