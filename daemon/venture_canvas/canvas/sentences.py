"""Whom a sentence names, by the place a name has in it: its subject, what follows `For`, whom it helps."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from venture_canvas.canvas.names import Bearer, Names, Naming, Sign
from venture_canvas.canvas.phrases import phrase, plain, same_word, singular, stems, word_list
from venture_canvas.canvas.sections import EARLY_ADOPTERS, PROPOSITION
from venture_canvas.canvas.tables import Extras, extras, fold, words

TOKEN = re.compile(r"[^\W_]+(?:'(?!s\b)[^\W_]+)*|[.,;:!?()–—]")
CLAUSE_END = frozenset(".,;:!?()–—")
LONGEST_NAME = 8
LONGEST_SENTENCE = 200
"""Words of a sentence that are looked at."""
FOREIGN_PLURALS = ("en", "e", "i", "a")
"""How plurals end that English rules do not see: Familien, Haushalte, clienti."""
VERB_WITHIN = 4
"""Words at the start of a sentence among which the verb of `We help parents …` is looked for."""
MOST_REMEMBERED = 2000
"""Sentences whose naming is remembered: while a founder types, all others of the venture stay as they were."""
SET_OFF = re.compile(r"[^\W\d_]+\s+(?P<name>[^,:;.–—]{1,40})[,:]")
"""`For Bright's, …`: what a first word and a comma set off."""
ASIDE = re.compile(r"\((?P<inner>[^()]{1,80})\)[.!]?\s*$")


class _Sentence(NamedTuple):
    """A sentence's words and stops, folded.

    Arguments:
        words: the words and stops.
        capital: of each, whether it begins with a capital letter.
        possessives: the words with a possessive.
        narrower: whether a name in it may have words before it that no name has, and a proper name behind it.
    """

    words: tuple[str, ...]
    capital: tuple[bool, ...]
    possessives: frozenset[str]
    narrower: bool


class SpokenNames(Names):
    """The names of a venture's customer types, as labels and as sentences use them."""

    def __init__(self, bearers: Sequence[Bearer], signs: Sequence[tuple[str, Sequence[Sign]]]) -> None:
        super().__init__(bearers, signs)
        self._remembered: dict[tuple[str, str | None], Naming | None] = {}
        known = {word for bearer in bearers for word in word_list(bearer.name)} | words().all_of_them
        known |= {word for group in words().synonyms for names in group for word in names.split()}
        if any(sign.kind == "ordinal" for _, own in signs for sign in own):
            known |= {word for spellings in words().ordinals.values() for word in spellings}
        self._stems = frozenset(stem for word in known for stem in stems(word))

    def of_sentence(self, text: str, section: str | None = None) -> Naming | None:
        """Return what a sentence names by the place a name has in it.

        That is: its subject (`Parents want …`) or what follows `For`, `Among` or `As a` at its head; in a value proposition also
        whom it helps or promises something (`We help parents …`, `We promise parents a …`), `To parents we say …` and a closing
        `for parents`; among early adopters also whom to begin with, who `the first will be`, and the group that proper names
        are examples of (`Newtonmore, and two other schools`).
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
        text = _next().sub("", text) if section == EARLY_ADOPTERS else text
        sentence = _sentence(text, narrower=section == EARLY_ADOPTERS)
        start = _skip(sentence.words, 0, words().leads)
        heads = words().for_words | words().as_words
        heads |= words().to_words if section == PROPOSITION else frozenset()
        if start < len(sentence.words) and sentence.words[start] in heads:
            set_off = SET_OFF.match(plain(text)) if sentence.words[start] in words().for_words else None
            found = self._at(sentence._replace(narrower=True), start + 1)
            return found or (self.of_label(set_off["name"]) if set_off else None)
        found = self._at(sentence, start) or self._out_of(sentence, start)
        if section == PROPOSITION:
            return found or self._helped(sentence) or self._closing(sentence)
        return found or self._first_ones(sentence) if section == EARLY_ADOPTERS else found

    def _at(self, sentence: _Sentence, start: int) -> Naming | None:
        """Return what the longest name that starts at a word names."""
        found = self._up_to(sentence, start)
        return found[0] if found else None

    def _up_to(self, sentence: _Sentence, start: int) -> tuple[Naming, int] | None:
        """Return what the longest name that starts at a word names, and where it ends."""
        found = sentence.words
        begin = _skip(found, start, words().determiners | words().numerals, digits=True)
        stop = next((index for index in range(begin, len(found)) if found[index] in CLAUSE_END), len(found))
        stop = min(stop, begin + LONGEST_NAME)
        if all(self._stems.isdisjoint(stems(word)) for word in found[begin:stop]):
            return None
        for end in range(stop, begin, -1):
            naming = self._of_run(found[begin:end], sentence)
            if naming and self._stands_alone(sentence, begin, end, determined=begin > start):
                return naming, end
        return None

    def _of_run(self, run: Sequence[str], sentence: _Sentence) -> Naming | None:
        """Return what words name together: a name, a short form of one, or several names joined."""
        text = " ".join(run)
        wanted = phrase(text)
        found = self.exactly(text) or self._of_ordinal(text)
        if not found and not wanted.rest and (sentence.narrower or self._knows(wanted.modifiers)):
            found = self.loosely(wanted)
        joined = any(word in words().joiners for word in run[1:-1])
        return found or (self.together(text) if joined else None)

    def _knows(self, modifiers: Sequence[str]) -> bool:
        """Say whether words before a head are of some name: others may be verbs, as in `Keep tenants happy`."""
        return all(word in words().neutral or not self._stems.isdisjoint(stems(word)) for word in modifiers)

    def _stands_alone(self, sentence: _Sentence, begin: int, end: int, *, determined: bool) -> bool:
        """Say whether a name ends there, and is not the first part of another noun (`tenant portal`, `tenants' meeting`)."""
        last, after = sentence.words[end - 1], sentence.words[end] if end < len(sentence.words) else "."
        if last in sentence.possessives or after in words().not_the_group:
            return False
        if singular(last) != last or determined or after in CLAUSE_END or after in words().prepositions:
            return True
        if sentence.narrower and end < len(sentence.words) and sentence.capital[end]:
            # One of them, by its name: "Gasthaus Zur Linde".
            return any(same_word(last, head) for bearer in self.bearers for head in phrase(bearer.name).heads)
        if not any(last in phrase(bearer.name).heads for bearer in self.bearers):
            return False
        whole = self.exactly(" ".join(sentence.words[begin:end])) is not None
        return last.endswith(FOREIGN_PLURALS) or (
            whole and (after.endswith("s") or after in words().auxiliaries)
        )

    def _out_of(self, sentence: _Sentence, start: int) -> Naming | None:
        """Read `Of the second group, the Regal in Wem` and `Among the lenders it will be the credit union`."""
        opening = sentence.words[start : start + 1]
        return None if words().among_words.isdisjoint(opening) else self._at(sentence, start + 1)

    def _helped(self, sentence: _Sentence) -> Naming | None:
        """Read `We help parents find …` and `We promise parents an evening off`."""
        gives = words().giving | words().promising | words().giving_to
        for index, word in enumerate(sentence.words[:VERB_WITHIN]):
            if word in gives and (found := self._given(sentence, index + 1)):
                return found
            if word in words().addressed_by:
                return self._at(sentence, index + 1)
        return None

    def _given(self, sentence: _Sentence, start: int) -> Naming | None:
        """Return to whom something is given: who stands behind `to`, or in front of what is given (`owners the full price`)."""
        verb, after = sentence.words[start - 1], sentence.words[start : start + 1]
        if not words().to_words.isdisjoint(after):
            return self._at(sentence, start + 1)
        found = None if verb in words().giving_to else self._up_to(sentence, start)
        is_said = found and _says_what(sentence.words[found[1] :], promised=verb in words().promising)
        return found[0] if found and is_said else None

    def _first_ones(self, sentence: _Sentence) -> Naming | None:
        """Read `We begin with …`, `The first will be …` and `Newtonmore, and two other schools`."""
        if found := self._by_its_name(sentence):
            return found
        starts = (start for start in _begun(sentence.words) if start < len(sentence.words))
        return next((found for start in starts if (found := self._at(sentence, start))), None)

    def _by_its_name(self, sentence: _Sentence) -> Naming | None:
        """Read `Cutler's Marina, because …`: a proper name that ends with what the type is."""
        end = _end_of_proper_name(sentence)
        for begin in range(max(1, end - 3), end):
            if found := self.exactly(" ".join(sentence.words[begin:end])):
                return found
        return self.loosely(phrase(sentence.words[end - 1])) if end > 1 else None

    def _closing(self, sentence: _Sentence) -> Naming | None:
        """Read `Peace of mind for parents`."""
        kept = sentence.words[:-1] if sentence.words and sentence.words[-1] in ".!?" else sentence.words
        for index in range(len(kept) - 1, 0, -1):
            if kept[index] in words().for_words:
                return self.of_label(" ".join(kept[index + 1 :]))
        return None


Signs = tuple[tuple[str, tuple[Sign, ...]], ...]


def names_of(bearers: tuple[Bearer, ...], signs: Signs) -> SpokenNames:
    """Return the names of a venture, those of before when nothing about them changed: they remember what they were asked."""
    return _names_of(bearers, signs, extras())


@lru_cache(maxsize=64)
def _names_of(bearers: tuple[Bearer, ...], signs: Signs, _: Extras) -> SpokenNames:
    return SpokenNames(bearers, signs)


def _end_of_proper_name(sentence: _Sentence) -> int:
    """Return how many words and stops at the head of a sentence are a proper name, at most."""
    for index, (word, is_capital) in enumerate(zip(sentence.words, sentence.capital, strict=True)):
        belongs = word in ("s", ",") and not sentence.possessives.isdisjoint(sentence.words[:index][-2:])
        if not is_capital and not belongs:
            return index
    return len(sentence.words)


def _says_what(after: Sequence[str], *, promised: bool) -> bool:
    """Say whether what follows a name is a thing, so that the name is whom it is given to: `a vote`, `that they vote`."""
    if promised and not words().that_words.isdisjoint(after[: 2 if after[:1] == (",",) else 1]):
        return True
    stops = CLAUSE_END | words().prepositions - words().determiners | words().joiners
    return stops.isdisjoint(after[:1]) and bool(after) and not after[0].endswith("ed")


@cache
def _next() -> re.Pattern[str]:
    """Return what matches the words before those who come second; longer ones are tried first."""
    longest_first = sorted(words().next_words, key=len, reverse=True)
    return re.compile(rf"^\W*(?:{'|'.join(map(re.escape, longest_first))})\b[,:]?\s+", re.IGNORECASE)


def _begun(found: Sequence[str]) -> Iterator[int]:
    """Yield where, near the start of a sentence, the names may stand of those to begin with."""
    table = words()
    begun = is_first = False
    for index, (word, after) in enumerate(pairwise(found[: 2 * VERB_WITHIN])):
        clause_ends = word in CLAUSE_END | table.relatives
        begun = not clause_ends and (begun or word in table.begin_words)
        is_first = not clause_ends and (is_first or word in table.ordinals[1])
        if word in table.begin_words and after in table.prepositions:
            yield index + 2
        counted = word in table.joiners | {",", ":"} and _is_counted(after)
        counted = counted and not _counts_anybody(found, index + 1)
        if counted or (begun and word in table.with_words) or (is_first and word in table.being):
            yield index + 1


def _is_counted(word: str) -> bool:
    table = words()
    return word in table.determiners | table.numerals | table.all_of_them or word.isdigit()


def _counts_anybody(found: Sequence[str], start: int) -> bool:
    """Say whether a count only says how many: `a choir, 63 people, very loud`."""
    table = words()
    noun = _skip(found, start, table.determiners | table.numerals, digits=True)
    word, after = (*found[noun : noun + 2], ".", ".")[:2]
    return word in table.people_words and after in CLAUSE_END


def _sentence(text: str, *, narrower: bool) -> _Sentence:
    """Take a sentence apart; words with a possessive are kept in mind, for what follows them is the subject, not they."""
    written = plain(text)
    folded = fold(written)
    possessives = re.findall(r"([^\W_]+)'(?:s\b|(?=\s))", folded)
    found = _tokens(folded)
    capital = [token[0].isupper() for token in _tokens(written)]
    # A word may fall apart where it is folded; then nothing is known of capitals.
    known = capital if len(capital) == len(found) else [False] * len(found)
    return _Sentence(tuple(found), tuple(known), frozenset(possessives), narrower)


def _tokens(text: str) -> list[str]:
    return TOKEN.findall(text.replace("'s ", "'s, "))[:LONGEST_SENTENCE]


def _skip(tokens: Sequence[str], start: int, skipped: frozenset[str], *, digits: bool = False) -> int:
    while start < len(tokens) and (tokens[start] in skipped or (digits and tokens[start].isdigit())):
        start += 1
    return start
