"""Names of groups as founders write them: what makes two of them the same.

A name is read as a noun phrase: what stands before the first preposition or relative pronoun, without determiners and numerals;
its last word is the head. `The four committees of the Nkhoma cluster` has the head `committees`.
"""

import re
from functools import lru_cache

import msgspec

from venture_canvas.canvas.tables import fold, words

WORD = re.compile(r"[^\W_]+(?:'(?!s\b)[^\W_]+)*")
MARKUP = re.compile(
    r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]|!?\[([^\[\]]*)\]\([^()]*\)|[*=~`]{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)"
)
LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
SHORTEST_STEM = 2
GERMAN_PLURAL = re.compile(r"[A-ZÄÖÜ]\w{4,}en")
PROPER = re.compile(r"[A-Z]+[a-z]+[A-Z]\w*|[A-Z]\w+(?:\s+[A-Z]\w+)+|[A-Z]{2,}")


class Phrase(msgspec.Struct, frozen=True):
    """A name's words, folded: the noun phrase, and the rest after it."""

    modifiers: tuple[str, ...]
    head: str
    rest: tuple[str, ...]

    @property
    def nouns(self) -> tuple[str, ...]:
        """The words of the noun phrase."""
        return (*self.modifiers, self.head) if self.head else ()

    @property
    def heads(self) -> tuple[str, ...]:
        """The words that may be its head: the last noun, and a plural that comes first, as in `hoteles boutique`."""
        first = self.modifiers[:1]
        return (self.head, *first) if first and singular(first[0]) != first[0] else (self.head,)


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """Return a text without Markdown's marks; a link gives its display text."""
    return LINE_BREAK.sub(" ", MARKUP.sub(lambda match: match[1] or match[2] or "", text)).strip()


@lru_cache(maxsize=8192)
def word_list(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded; a hyphen separates words."""
    return tuple(WORD.findall(fold(plain(text))))


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """Return a folded word's English singular, or the word itself."""
    irregular = words().irregular_plurals.get(word)
    if irregular:
        return irregular
    if len(word) <= SHORTEST_STEM or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > SHORTEST_STEM + 2:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes", "zes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=8192)
def stems(word: str) -> frozenset[str]:
    """Return the forms under which a folded word may stand for the same thing.

    Beside the English plural: `-n` and `-en` (Familie, Familien), `-x` (bureau, bureaux), `-es` (taller, talleres), what is left
    of an umlaut plural (Gasthäuser, folded `gasthauser`, and Gasthaus), and a last vowel that another takes the place of
    (compagnia, compagnie).
    """
    found = {word, singular(word)}
    if len(word) > SHORTEST_STEM + 3:
        found |= {word.removesuffix(ending) for ending in ("n", "en", "x", "es") if word.endswith(ending)}
        if word.endswith("auser"):
            found.add(word.removesuffix("er"))
        if word[-1] in "aeio":
            found.add(f"{word[:-1]}~")
    return frozenset(found)


def same_word(one: str, other: str) -> bool:
    """Say whether two folded words are forms of one."""
    return one == other or not stems(one).isdisjoint(stems(other))


@lru_cache(maxsize=8192)
def phrase(text: str) -> Phrase:
    """Read a name as a noun phrase."""
    table = words()
    found = word_list(text)
    while found and found[0] in table.determiners | table.numerals:
        found = found[1:]
    length = next(
        (index for index in range(1, len(found)) if _ends_phrase(found[index - 1], found[index])), len(found)
    )
    nouns = [word for word in found[:length] if not word.isdigit() and word not in table.numerals]
    if not nouns:
        return Phrase((), "", tuple(found[length:]))
    return Phrase(tuple(nouns[:-1]), nouns[-1], tuple(found[length:]))


def _ends_phrase(before: str, word: str) -> bool:
    """Say whether a noun phrase ends before a word: a preposition, or a participle after a plural (`tenants facing eviction`)."""
    return word in words().prepositions or (word.endswith(("ing", "ed")) and singular(before) != before)


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """Return what two spellings of one name share: words in the singular, without determiners, case and marks."""
    found = word_list(text)
    kept = [word for word in found if word not in words().determiners] or found
    return " ".join(singular(word) for word in kept)


def without_ordinal(text: str) -> tuple[int | None, str]:
    """Split `Primary customers` into the ordinal, 1 and up, and the rest; None when it starts with no ordinal."""
    found = re.match(r"\s*([^\W_]+)[\s:.–-]*(.*)", text, re.DOTALL)
    if not found:
        return None, text
    for ordinal, names in words().ordinals.items():
        if fold(found[1]) in names:
            return ordinal, found[2]
    return None, text


def parts(text: str) -> list[str]:
    """Return the names that a compound joins: `Members/readers`, `Parents and clinics`."""
    joiners = "|".join(sorted(words().joiners, key=len, reverse=True))
    return [
        part.strip()
        for part in re.split(rf"\s*[/&+,;]\s*(?:(?:{joiners})\s+)?|\s+(?:{joiners})\s+", text)
        if part.strip()
    ]


def is_group(name: str) -> bool:
    """Say whether a name is of many (a plural) or of an institution."""
    nouns = phrase(name).nouns
    if any(singular(word) != word for word in nouns) or any(word in words().institutions for word in nouns):
        return True
    return bool(PROPER.fullmatch(name)) or any(map(GERMAN_PLURAL.fullmatch, name.split()[: len(nouns)]))
