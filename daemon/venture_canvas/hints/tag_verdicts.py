"""What is wrong with a tag, if anything: of each tag one thing is said, so that one cause gives one hint."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Literal, NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from venture_canvas.canvas import sections
from venture_canvas.canvas.phrases import singular
from venture_canvas.canvas.vocabulary import (
    CONTENT,
    KEYS,
    SECTIONS,
    STAGE,
    VENTURE,
    Term,
    key_of_term,
    known_terms,
    terms,
    vocabulary,
)
from venture_canvas.hints.near import nearest
from venture_canvas.hints.tag_profile import OURS, belongs, category_of, is_of_a_canvas, own_tags
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.note import Tag

Kind = Literal["form", "elsewhere", "category", "renamed", "misspelt", "unknown"]

CLOSED = frozenset({SECTIONS, CONTENT, STAGE})
MOST_TOLD = 50
"""Tags of one note of which the same is said; a note with more holds no tags but data."""
KEBAB = re.compile(r"[^\W_]+(?:-[^\W_]+)*(?:/[^\W_]+(?:-[^\W_]+)*)*")
SHORTEST_IN_A_LIST = 10
"""Letters from which on a tag in a free list is told to be a slip: shorter ones may be words of the founder's own."""

SHORTEST_WORD = 6
LONG_WORD = 9
"""Letters of a single word from which on two slips are forgiven, not one."""


class Verdict(NamedTuple):
    """What is said of a tag.

    `form`: it is not written as a tag. `elsewhere`: it belongs under another category, `meant` being the tag. `category`: it is the
    name of a category. `renamed`: another spelling is used now. `misspelt`: a slip or two. `unknown`: the category has no such tag.
    `meant` is what to write instead, where that is known; `key` the category that `meant` belongs under.
    """

    kind: Kind
    tag: Tag
    meant: str = ""
    key: str = ""


def verdicts(view: NoteView, kind: Kind) -> Iterator[Verdict]:
    """Yield what is said of the tags in a note's front matter, as far as it is of one kind."""
    found = view.once(_all_verdicts)
    wanted = (each for each in found if each.kind == kind and not _is_known_here(view, each.tag.name))
    yield from islice(wanted, MOST_TOLD)


def _all_verdicts(view: NoteView) -> tuple[Verdict, ...]:
    tags = own_tags(view.note)
    is_ours = bool(tags) and belongs(view)
    return tuple(filter(None, (_verdict(view, tag, is_ours=is_ours) for tag in tags)))


def slug(name: str) -> str:
    """Return a text as a tag: `Jobs to be Done` gives `jobs-to-be-done`."""
    parts = (re.sub(r"[\W_]+", "-", part.casefold()).strip("-") for part in name.split("/"))
    return "/".join(part for part in parts if part)


def intended(tag: Tag) -> str:
    """Return what a tag of a closed category is meant to be: itself where nothing better is known."""
    found = _closed_verdict(tag, category_of(tag) or "") if category_of(tag) in CLOSED else None
    return found.meant if found and found.kind in ("form", "misspelt") else tag.name.casefold()


def _verdict(view: NoteView, tag: Tag, *, is_ours: bool) -> Verdict | None:
    key = category_of(tag)
    if key == VENTURE:
        return _venture_verdict(tag) if is_ours else None
    if key:
        return _closed_verdict(tag, key) if is_ours else None
    if tag.category is not None:
        return None
    concerned = is_ours or view.outlook.kind in OURS
    found = _list_verdict(tag, is_ours=is_ours, concerned=concerned)
    return found or (_section_verdict(tag) if is_of_a_canvas(view, own_tags(view.note)) else None)


def _closed_verdict(tag: Tag, key: str) -> Verdict | None:
    known = known_terms(tag.name)
    if any(term.category == key for term in known):
        return None if tag.name in {name for term in known for name in (term.name, *term.alt)} else _form(tag)
    if tag.name.casefold() in (*KEYS, *vocabulary().dimensions):
        return Verdict("category", tag)
    if known:
        return Verdict("elsewhere", tag, known[0].name, key_of_term(known[0]))
    if not KEBAB.fullmatch(tag.name) and any(term.category == key for term in known_terms(slug(tag.name))):
        return _form(tag)
    meant = nearest(slug(tag.name), _names(key))
    return Verdict("misspelt", tag, meant, key) if meant else Verdict("unknown", tag, key=key)


def _venture_verdict(tag: Tag) -> Verdict | None:
    dimension = (tag.category or "").partition("/")[2]
    written = f"{dimension}/{tag.name}" if dimension and "/" not in tag.name else tag.name
    found = [term for term in terms(written) if key_of_term(term) == VENTURE]
    if found:
        return _renamed(tag, found)
    if tag.name.casefold() in KEYS:
        return Verdict("category", tag)
    elsewhere = known_terms(tag.name)
    if elsewhere and key_of_term(elsewhere[0]) != VENTURE:
        return Verdict("elsewhere", tag, elsewhere[0].name, key_of_term(elsewhere[0]))
    if not KEBAB.fullmatch(tag.name) and known_terms(slug(tag.name)):
        return _form(tag)
    within, _, bare = written.rpartition("/")
    if within not in vocabulary().dimensions or len(bare) < SHORTEST_IN_A_LIST:
        return None
    meant = nearest(bare, _names(within))
    return Verdict("misspelt", tag, tag.name.removesuffix(bare) + meant, VENTURE) if meant else None


def _list_verdict(tag: Tag, *, is_ours: bool, concerned: bool) -> Verdict | None:
    if not tag.visible:
        return _form(tag) if concerned and slug(tag.name) else None
    found = known_terms(tag.name)
    if found:
        return _renamed(tag, found, bare="/" not in tag.name) if is_ours else None
    name = tag.name.casefold()
    if len(name) < SHORTEST_IN_A_LIST or "-" not in name:
        return None
    meant = nearest(name, [name for key in (SECTIONS, CONTENT, STAGE) for name in _names(key) if "-" in name])
    if meant is None or _differ_in_number(name, meant):
        return None
    return Verdict("misspelt", tag, meant)


def _section_verdict(tag: Tag) -> Verdict | None:
    """Say that a single word among the tags of a canvas is a slip away from the tag of a section; in no other note can that be told."""
    name = tag.name.casefold()
    if len(name) < SHORTEST_WORD or known_terms(name) or sections.of_name(name):
        return None
    words = [word for word in _names(SECTIONS) if len(word) >= SHORTEST_WORD and word[0] == name[0]]
    meant = nearest(name, words)
    if meant is None or (len(name) < LONG_WORD and DamerauLevenshtein.distance(name, meant) > 1):
        return None
    return Verdict("misspelt", tag, meant)


def _renamed(tag: Tag, found: list[Term] | tuple[Term, ...], *, bare: bool = False) -> Verdict | None:
    """Say that a spelling is used no more, when all it can stand for agree on another.

    A bare word in a list that only some guide uses may be a word of the founder's own.
    """
    wanted = {"former"} if bare else {"former", "informal"}
    suggested = {term.suggest for term in found}
    if len(suggested) != 1 or any(term.status not in wanted for term in found):
        return None
    names = suggested.pop()
    return Verdict("renamed", tag, _in_place_of(tag.name, names[0])) if len(names) == 1 else None


def _in_place_of(written: str, name: str) -> str:
    """Return a tag with another last part, after the dimension it is written with."""
    return written[: written.rfind("/") + 1] + name


def _form(tag: Tag) -> Verdict:
    return Verdict("form", tag, slug(tag.name))


def _names(category: str) -> list[str]:
    return [term.name for term in vocabulary().categories[category].tags.values() if term.is_known]


def _differ_in_number(one: str, other: str) -> bool:
    return [singular(word) for word in one.split("-")] == [singular(word) for word in other.split("-")]


def _is_known_here(view: NoteView, name: str) -> bool:
    """Say whether the vault itself defines a tag: in its settings, or by a note of its own."""
    if any(name in names for names in view.around.settings.vocabulary.values()):
        return True
    if view.index.alias(f"#{name}"):
        return True
    return any("tags" in path.casefold().split("/")[:-1] for path in view.index.notes_named(name))
