"""Whom a piece of writing names: from words, links and markers to the customer types of a venture.

Each way of naming is tried in turn, from the plainest to the loosest, and holds only when it leads to one type. What names no
type, or could name two, names none: a statement is left unattributed rather than guessed.
"""

import re
from collections.abc import Iterable, Sequence
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
    without_ordinal,
)
from venture_canvas.canvas.tables import fold, words

SHORTEST_ENDING = 6
HALVES = re.compile(r"\s+[–—-]\s+|\s*[:()]\s*")


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


class Sign(NamedTuple):
    """What stands for a type beside its names: a colour, a number, an emoji, an ordinal, a tag, the note that its label links to."""

    kind: Literal["colour", "number", "emblem", "ordinal", "tag", "note"]
    value: int | str


class Names:
    """The names of a venture's customer types.

    Arguments:
        bearers: every label and alias of a type and every segment.
        signs: the id of each type, in order, with what else stands for it.
    """

    def __init__(self, bearers: Sequence[Bearer], signs: Sequence[tuple[str, Sequence[Sign]]]) -> None:
        self.bearers = [bearer for bearer in bearers if phrase(bearer.name).head]
        self._signs: dict[Sign, list[str]] = {}
        for customer, own in signs:
            for sign in own:
                self._signs.setdefault(sign, []).append(customer)
        self.types = tuple(dict.fromkeys(customer for customer, _ in signs))
        self._exact: dict[str, list[Bearer]] = {}
        for bearer in bearers:
            self._exact.setdefault(key(bearer.name), []).append(bearer)

    def of_note(self, path: str | None) -> Naming | None:
        """Return the type whose label links to a note."""
        return self._of_sign(Sign("note", path)) if path else None

    def of_markers(
        self, colours: Iterable[int], numbers: Iterable[int], tags: Iterable[str]
    ) -> Naming | None:
        """Return the types that colours, numbers in brackets and tags stand for; None unless each stands for one."""
        named = [self._of_sign(Sign("colour", colour)) for colour in colours]
        named += [self._of_sign(Sign("number", number)) for number in numbers]
        named += [found for tag in tags if (found := self._of_tag(tag))]
        return _together(named)

    def of_emblems(self, emblems: Iterable[str]) -> Naming | None:
        """Return the types that emoji stand for; those that stand for none are ornament."""
        return _together([found for emblem in emblems if (found := self._of_sign(Sign("emblem", emblem)))])

    def of_label(self, text: str) -> Naming | None:
        """Return what a label, a heading or a table cell names as a whole."""
        text = _without_for(plain(text))
        ways = (
            self.exactly,
            self._of_letter,
            self._of_ordinal,
            self.together,
            self._of_one,
            self._of_all,
            self._of_halves,
            self.of_part,
        )
        return next((found for way in ways if (found := way(text))), None)

    def _of_tag(self, tag: str) -> Naming | None:
        return self._of_sign(Sign("tag", tag)) or self.loosely(phrase(tag.replace("-", " ")))

    def _of_sign(self, sign: Sign) -> Naming | None:
        found = self._signs.get(sign, [])
        return Naming((found[0],)) if len(found) == 1 else None

    def _of_letter(self, text: str) -> Naming | None:
        return self._of_sign(Sign("emblem", text.strip(" :.")))

    def _of_one(self, text: str) -> Naming | None:
        found = self.exactly(text) or self._of_letter(text) or self._of_ordinal(text)
        return found or self.loosely(phrase(text)) or self._of_synonym(phrase(text))

    def exactly(self, text: str) -> Naming | None:
        """Match a name as it is written, but for case, number and determiners; a type before a segment."""
        found = self._exact.get(key(text), [])
        return _only([bearer for bearer in found if not bearer.segment] or found)

    def _of_all(self, text: str) -> Naming | None:
        return Naming(self.types) if self.types and fold(text).strip(" :") in words().all_of_them else None

    def together(self, text: str) -> Naming | None:
        """Match a compound of names: `Members/readers`, `parents and clinics`."""
        found = parts(text)
        return _together([self._of_one(part) for part in found]) if len(found) > 1 else None

    def _of_halves(self, text: str) -> Naming | None:
        """Match `C1 – Hospital groups`: the halves that name something name the same."""
        halves = [half for half in HALVES.split(text) if half.strip()]
        named = [found for half in halves if (found := self._of_one(half))] if len(halves) > 1 else []
        return named[0] if named and all(each.types == named[0].types for each in named) else None

    def of_part(self, text: str) -> Naming | None:
        """Match a short form by its words alone (`County` for `County Dept. of Agriculture`), when they are in one name only."""
        wanted = set(key(text).split())
        holders = [bearer for bearer in self.bearers if wanted and wanted <= set(key(bearer.name).split())]
        return _only([bearer for bearer in holders if not bearer.segment]) or _only(holders)

    def _of_ordinal(self, text: str) -> Naming | None:
        ordinal, rest = without_ordinal(text)
        if ordinal is None or (rest.strip(" :") and fold(rest).strip(" :") not in words().customer_words):
            return None
        return self._of_sign(Sign("ordinal", ordinal))

    def loosely(self, wanted: Phrase) -> Naming | None:
        """Match by the head noun: the one type, else the one segment, that shares it and whose other words do not object."""
        alike = [bearer for bearer in self.bearers if wanted.head and _alike(wanted, phrase(bearer.name))]
        found = _only([bearer for bearer in alike if not bearer.segment]) or _only(alike)
        return found if alike or not wanted.head else self._of_ending(wanted)

    def _of_ending(self, wanted: Phrase) -> Naming | None:
        """Match the end of a compound word (`owners` for `homeowners`), when just one name has it."""
        long_enough = len(wanted.head) >= SHORTEST_ENDING and not wanted.modifiers
        ending = [
            each for each in self.bearers if long_enough and phrase(each.name).head.endswith(wanted.head)
        ]
        return _only(ending)

    def _of_synonym(self, wanted: Phrase) -> Naming | None:
        groups = [group for group in words().synonyms if wanted.head and singular(wanted.head) in group]
        for group in groups:
            alike = [bearer for bearer in self.bearers if singular(phrase(bearer.name).head) in group]
            compatible = [
                bearer for bearer in alike if _agree(wanted.modifiers, phrase(bearer.name).modifiers)
            ]
            if found := _only(compatible):
                return found
        return None


def _without_for(text: str) -> str:
    first, _, rest = text.partition(" ")
    return rest if rest and fold(first) in words().for_words | words().to_words else text


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
    if not words().negations.isdisjoint(wanted):
        return False
    kept = [word for word in wanted if word not in words().neutral]
    telling = [word for word in borne if word not in words().neutral]
    return not kept or not telling or any(same_word(one, other) for one in kept for other in telling)
