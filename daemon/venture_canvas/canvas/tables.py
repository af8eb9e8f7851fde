"""The tables that the reading of a canvas leans on: section names and words, read once from the YAML files beside this module."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from importlib.resources import files
from typing import TypeVar

import msgspec
import yaml

from venture_canvas.canvas.model import Pattern

Made = TypeVar("Made")
APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})


class Extras(msgspec.Struct, frozen=True):
    """What a vault adds to the tables.

    Arguments:
        sections: further names of sections, by the section's tag.
        synonyms: groups of words that stand for one group of people.
        roles: further words for roles, by the role.
    """

    sections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    roles: tuple[tuple[str, tuple[str, ...]], ...] = ()


NO_EXTRAS = Extras()
_extras: ContextVar[Extras] = ContextVar("extras", default=NO_EXTRAS)


class SectionKind(msgspec.Struct, frozen=True):
    """A row of sections.yaml; see there."""

    names: tuple[str, ...]
    parent: str | None = None
    within: str | None = None
    model: bool = False
    core: bool = False


class RoleWords(msgspec.Struct, frozen=True):
    """The words for one role."""

    nouns: frozenset[str]
    verbs: frozenset[str]


class Words(msgspec.Struct, frozen=True):
    """The tables of words.yaml; see there."""

    negations: frozenset[str]
    auxiliaries: frozenset[str]
    determiners: frozenset[str]
    numerals: frozenset[str]
    leads: frozenset[str]
    prepositions: frozenset[str]
    relatives: frozenset[str]
    joiners: frozenset[str]
    neutral: frozenset[str]
    not_the_group: frozenset[str]
    all_of_them: frozenset[str]
    ordinals: dict[int, frozenset[str]]
    customer_words: frozenset[str]
    people: frozenset[str]
    irregular_plurals: dict[str, str]
    synonyms: tuple[tuple[str, ...], ...]
    type_labels: frozenset[str]
    segment_labels: frozenset[str]
    ignored_labels: frozenset[str]
    stop_labels: frozenset[str]
    about_the_note: frozenset[str]
    attributes: dict[str, frozenset[str]]
    tells: frozenset[str]
    intro_words: frozenset[str]
    notes_to_self: tuple[str, ...]
    to_do_tags: frozenset[str]
    navigation: frozenset[str]
    addressed_by: frozenset[str]
    for_words: frozenset[str]
    as_words: frozenset[str]
    pronouns: frozenset[str]
    people_words: frozenset[str]
    question_words: frozenset[str]
    no_names: frozenset[str]
    to_words: frozenset[str]
    next_words: tuple[str, ...]
    begin_words: frozenset[str]
    with_words: frozenset[str]
    among_words: frozenset[str]
    being: frozenset[str]
    giving: frozenset[str]
    giving_to: frozenset[str]
    promising: frozenset[str]
    that_words: frozenset[str]
    institutions: frozenset[str]
    roles: dict[str, RoleWords]
    not_paying: tuple[str, ...]
    denials: frozenset[str]
    within_verbs: frozenset[str]
    nothing_before: frozenset[str]
    nothing_behind: frozenset[str]
    limits: frozenset[str]
    ourselves: frozenset[str]
    articles: frozenset[str]
    clause_words: frozenset[str]
    reference_tags: frozenset[str]
    event_tags: frozenset[str]
    reference_words: tuple[str, ...]
    event_words: tuple[str, ...]
    reference_folders: frozenset[str]
    template_folders: frozenset[str]
    sides: dict[str, str]
    columns: dict[str, frozenset[str]]
    aside_columns: frozenset[str]
    total_words: frozenset[str]
    part_words: frozenset[str]
    definition_headings: frozenset[str]
    stages: dict[str, frozenset[str]]
    patterns: dict[Pattern, frozenset[str]]
    statuses: dict[str, frozenset[str]]
    sorting_folders: frozenset[str]


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """Return a text without case, diacritics and typographic apostrophes, for comparison."""
    plain = text.translate(APOSTROPHES).casefold()
    if plain.isascii():
        return plain
    return "".join(mark for mark in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(mark))


def _folded(value: object) -> object:
    """Fold the values of a table, not its keys: those are names of ours."""
    if isinstance(value, str):
        return re.sub(r"\s+", " ", fold(value))
    if isinstance(value, list):
        return [_folded(item) for item in value]
    if isinstance(value, dict):
        return {key: _folded(item) for key, item in value.items()}
    return value


def _load(name: str) -> object:
    """Read a table as text only: to YAML 1.1, `on` and `no` would be booleans, and to us they are words."""
    return yaml.load(files(__package__).joinpath(name).read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)


@contextmanager
def reading_with(extras: Extras) -> Iterator[None]:
    """Read with what a vault adds to the tables; for the thread, until the end of the block.

    The tables are asked for at every turn of the reading, so they are not handed from function to function.
    """
    before = _extras.set(extras)
    try:
        yield
    finally:
        _extras.reset(before)


def extras() -> Extras:
    """Return what the vault that is being read adds to the tables."""
    return _extras.get()


def by_extras(make: Callable[[], Made]) -> Callable[[], Made]:
    """Keep what a function makes of the tables, for each vault's extras.

    The last is kept apart: it is asked for a hundred times a note, and comparing extras takes longer than most of the questions.
    """
    kept = lru_cache(maxsize=16)(lambda _: make())
    last: tuple[Extras, Made] | None = None

    @wraps(make)
    def made() -> Made:
        nonlocal last
        now = _extras.get()
        found = last
        if found is None or found[0] is not now:
            last = found = (now, kept(now))
        return found[1]

    return made


@by_extras
def words() -> Words:
    """Return the tables of words.yaml, with what the vault adds."""
    own = _own_words()
    added = dict(extras().roles)
    roles = {
        role: RoleWords(table.nouns | frozenset(map(fold, added.get(role, ()))), table.verbs)
        for role, table in own.roles.items()
    }
    synonyms = tuple(tuple(map(fold, group)) for group in extras().synonyms)
    return msgspec.structs.replace(own, roles=roles, synonyms=own.synonyms + synonyms)


@by_extras
def section_kinds() -> dict[str, SectionKind]:
    """Return the rows of sections.yaml by tag, in working order, with the names that the vault adds."""
    added = dict(extras().sections)
    return {
        tag: msgspec.structs.replace(kind, names=kind.names + added.get(tag, ()))
        for tag, kind in _own_sections().items()
    }


@cache
def _own_words() -> Words:
    return msgspec.convert(_folded(_load("words.yaml")), Words, strict=False)


@cache
def _own_sections() -> dict[str, SectionKind]:
    return msgspec.convert(_load("sections.yaml"), dict[str, SectionKind], strict=False)
