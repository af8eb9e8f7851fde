"""The tables that the reading of a canvas leans on: section names and words, read once from the YAML files beside this module."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

import msgspec
import yaml

from venture_canvas.canvas.model import Pattern

APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'"})


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
    irregular_plurals: dict[str, str]
    synonyms: tuple[tuple[str, ...], ...]
    type_labels: frozenset[str]
    segment_labels: frozenset[str]
    ignored_labels: frozenset[str]
    stop_labels: frozenset[str]
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
    no_names: frozenset[str]
    to_words: frozenset[str]
    begin_words: frozenset[str]
    institutions: frozenset[str]
    roles: dict[str, RoleWords]
    not_paying: tuple[str, ...]
    reference_tags: frozenset[str]
    event_tags: frozenset[str]
    reference_words: tuple[str, ...]
    event_words: tuple[str, ...]
    reference_folders: frozenset[str]
    sides: dict[str, str]
    columns: dict[str, frozenset[str]]
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


@cache
def words() -> Words:
    """Return the tables of words.yaml."""
    return msgspec.convert(_folded(_load("words.yaml")), Words, strict=False)


@cache
def section_kinds() -> dict[str, SectionKind]:
    """Return the rows of sections.yaml by tag, in working order."""
    return msgspec.convert(_load("sections.yaml"), dict[str, SectionKind], strict=False)
