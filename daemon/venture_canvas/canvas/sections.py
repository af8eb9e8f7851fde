"""Which section of the canvas a heading, a label or the name of a note stands for."""

import re
from functools import lru_cache

from venture_canvas.canvas.phrases import key, plain, singular, word_list
from venture_canvas.canvas.tables import by_extras, section_kinds, words

NUMBERING = re.compile(r"^\W*(?:\d+(?:[.)]\d+)*[.)]?|[ivx]+[.)]|[a-z][.)])?\W*", re.IGNORECASE)
ALTERNATIVES = re.compile(r"\s*[/|():;,–—]\s*|\s+-\s+")
SUFFIX = re.compile(r"\s+(?:for|of|by|per|in|für|pour|para|per)\s+.*$", re.IGNORECASE)
LONGEST_HEADING = 200
IMPACT = "impact-model"
CUSTOMERS = "customers"
EARLY_ADOPTERS = "early-adopters"
JOBS = "jobs-to-be-done"
ALTERNATIVE = "existing-alternatives"
PROPOSITION = "unique-value-proposition"
PROBLEM = "problem"
PARTICIPANTS = "participants"

ADDRESSED = (JOBS, ALTERNATIVE, PROPOSITION, EARLY_ADOPTERS)
"""The sections whose statements speak of customer types one by one."""

UNDER_A_TYPE = frozenset({EARLY_ADOPTERS, JOBS, ALTERNATIVE, PROPOSITION})
"""The sections that may stand as a label inside another part of the customer model."""


@by_extras
def _tags_by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for tag, kind in section_kinds().items():
        for name in (*kind.names, tag):
            entry = found.setdefault(_name_key(name), [])
            if tag not in entry:
                entry.append(tag)
    return {name: tuple(tags) for name, tags in found.items()}


@by_extras
def written_names() -> dict[str, str]:
    """Return a section's tag by each of its names, in lower case, for a quick look at whole notes."""
    return {name.casefold(): tag for tag, kind in section_kinds().items() for name in (tag, *kind.names)}


def _name_key(name: str) -> str:
    """Return what two spellings of a section's name share; `and` and `&` count for nothing."""
    joiners = words().joiners
    return " ".join(word for word in key(name).split() if word not in joiners)


def is_in_impact_model(tag: str | None) -> bool:
    """Say whether a section is the impact model or a step of it."""
    return tag is not None and (tag == IMPACT or section_kinds()[tag].parent == IMPACT)


def _chosen(tags: tuple[str, ...], current: str | None) -> str | None:
    """Return the tag that a name with several meanings has where it stands."""
    if not tags:
        return None
    inside = [tag for tag in tags if section_kinds()[tag].within]
    outside = [tag for tag in tags if not section_kinds()[tag].within]
    ordered = inside + outside if is_in_impact_model(current) else outside + inside
    return ordered[0]


def of_name(text: str, current: str | None = None) -> str | None:
    """Return the section that a text names exactly, or None.

    Arguments:
        text: a heading, label or name, with whatever marks, number and emoji it carries.
        current: the section it stands in; inside the impact model, `Problem` is the issue and `Impact` the last step.
    """
    if len(text) > LONGEST_HEADING:
        return None
    return _chosen(_tags_by_name().get(_bare_key(text), ()), current)


@lru_cache(maxsize=8192)
def _bare_key(text: str) -> str:
    return _name_key(NUMBERING.sub("", plain(text), count=1).strip(" \t:：.–—-*_!?"))


def is_callout_of_section(title: str, _kind: str = "") -> bool:
    """Say whether a callout is a section by its title, whatever its kind; a title that asks is a question to the writer."""
    return not title.endswith("?") and of_heading(title) is not None


@by_extras
def _words_of_names() -> frozenset[str]:
    return frozenset(word for names in _tags_by_name() for word in names.split())


def may_name(text: str) -> bool:
    """Say, quickly, whether a text holds any word of a section's name at all."""
    return len(text) <= LONGEST_HEADING and not _words_of_names().isdisjoint(map(singular, word_list(text)))


def of_heading(text: str, current: str | None = None) -> str | None:
    """Return the section that a heading stands for: by its whole text, by one of its halves, or before a `for …`."""
    if not may_name(text):
        return None
    exact = of_name(text, current)
    if exact:
        return exact
    bare = plain(text)
    halves = [half for half in ALTERNATIVES.split(bare) if half]
    candidates = [*halves, SUFFIX.sub("", bare)] if len(halves) > 1 else [SUFFIX.sub("", bare)]
    return next((tag for half in candidates if (tag := of_name(half, current))), None)


def of_label(text: str, current: str | None) -> str | None:
    """Return the section that a label in running lines stands for.

    Inside a section, only a section that may stand there: a step inside the impact model, early adopters, jobs, alternatives or
    a value proposition inside the customer model.
    """
    tag = of_name(text, current)
    if tag is None or current is None or _holds_only_sections(current):
        return tag
    if is_in_impact_model(current):
        return tag if section_kinds()[tag].within else None
    return tag if tag in UNDER_A_TYPE and current in (CUSTOMERS, *ADDRESSED) and tag != current else None


def _holds_only_sections(tag: str) -> bool:
    return section_kinds()[tag].model and tag != IMPACT
