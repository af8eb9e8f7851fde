"""The controlled vocabulary of tags, from the YAML file beside this module: categories, tags, and what a written tag stands for."""

from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

import msgspec
import yaml

Status = Literal["marker", "former", "informal", "unlisted"]

SECTIONS = "canvas-sections"
CONTENT = "content"
STAGE = "venture-stage"
VENTURE = "venture-type"
KEYS = (SECTIONS, CONTENT, STAGE, VENTURE)
"""The categories of a `tags` mapping, in order."""


class Term(msgspec.Struct, frozen=True):
    """A tag of the vocabulary; see vocabulary.yaml."""

    name: str
    category: str
    parent: str | None = None
    status: Status | None = None
    suggest: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    alt: tuple[str, ...] = ()
    about: str = ""

    @property
    def is_known(self) -> bool:
        """Whether any list of the vocabulary names it."""
        return self.status != "unlisted"


class Category(msgspec.Struct, frozen=True):
    """A category; `of` is the key whose dimension it is, or None for a key of its own."""

    about: str
    of: str | None
    closed: bool
    tags: dict[str, Term]


class Vocabulary(msgspec.Struct, frozen=True):
    """All categories by name, and the tags that only sort tags."""

    categories: dict[str, Category]
    reserved: frozenset[str]

    @property
    def dimensions(self) -> tuple[str, ...]:
        """The categories that a venture's properties are sorted in."""
        return tuple(name for name, category in self.categories.items() if category.of)


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary."""
    text = files(__package__).joinpath("vocabulary.yaml").read_text(encoding="utf-8")
    # As text only: to YAML 1.1, `no` and `on` would be booleans.
    raw = yaml.load(text, Loader=yaml.CBaseLoader)
    categories = {name: _category(name, each) for name, each in raw["categories"].items()}
    return Vocabulary(categories, frozenset(raw["reserved"]))


@lru_cache(maxsize=4096)
def terms(written: str) -> tuple[Term, ...]:
    """Return what a tag may stand for, wherever it is written: bare, after its dimension, or in another way it is known by.

    Arguments:
        written: the tag without `#`, in any case.
    """
    name = written.casefold().removeprefix("venture/")
    dimension, _, bare = name.rpartition("/")
    if dimension in vocabulary().dimensions:
        return tuple(term for term in _by_name().get(bare, ()) if term.category == dimension)
    return _by_name().get(written.casefold(), ())


def known_terms(written: str) -> tuple[Term, ...]:
    """Return the terms that a tag may stand for and that a list of the vocabulary names."""
    return tuple(term for term in terms(written) if term.is_known)


def key_of_term(term: Term) -> str:
    """Return the key of a `tags` mapping that a term belongs under."""
    return vocabulary().categories[term.category].of or term.category


def ancestors(term: Term) -> tuple[str, ...]:
    """Return the tags that stand above a tag in its category, the outermost first."""
    if term.parent is None:
        return ()
    parent = vocabulary().categories[term.category].tags[term.parent]
    return (*ancestors(parent), parent.name)


@cache
def _by_name() -> dict[str, tuple[Term, ...]]:
    found: dict[str, tuple[Term, ...]] = {}
    for term in _all():
        for name in (term.name, *term.alt):
            found[name] = (*found.get(name, ()), term)
    return found


def _all() -> Iterator[Term]:
    for category in vocabulary().categories.values():
        yield from category.tags.values()


def _category(name: str, raw: dict[str, Any]) -> Category:
    tags = {
        tag: msgspec.convert({**entry, "name": tag, "category": name}, Term)
        for tag, entry in raw["tags"].items()
    }
    return Category(raw["about"], raw.get("of"), raw["closed"] == "true", tags)
