"""Ventures: a whole canvas in one note, or a folder with one note for each section."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import NamedTuple

import msgspec

WORDS = Path(__file__).with_name("ventures.yaml")


class Headings(msgspec.Struct, frozen=True):
    """What a language calls the sections that speak of customer types."""

    customers: str
    early_adopters: str
    jobs: str
    alternatives: str
    value: str


class TypeWords(msgspec.Struct, frozen=True):
    """A customer type and what each section says of it."""

    label: str
    role: str
    about: str
    early: str
    job: str
    alternative: str
    value: str


class VentureWords(msgspec.Struct, frozen=True):
    """What a language's ventures are put together from; `others` holds the sections that speak of no type."""

    headings: Headings
    others: dict[str, str]
    names: tuple[str, ...]
    types: tuple[TypeWords, ...]


class Written(NamedTuple):
    """A note and its text."""

    path: str
    text: str


@cache
def _words() -> dict[str, VentureWords]:
    return msgspec.yaml.decode(WORDS.read_bytes(), type=dict[str, VentureWords])


def venture_notes(number: int, seed: int) -> Iterator[Written]:
    """Yield the notes of a venture: one when its number is even, a folder of them when it is odd."""
    chance = Random(f"{seed} venture {number}")
    words = chance.choice(list(_words().values()))
    name = f"{chance.choice(words.names)} {number + 1}"
    sections = _sections(
        words, chance.sample(words.types, chance.randint(2, 4)), labels=chance.random() < 0.5
    )
    folder = f"Ventures/{2015 + number % 10}"
    if number % 2:
        yield from _in_a_folder(f"{folder}/{name}", name, sections)
    else:
        yield Written(f"{folder}/{name}.md", _in_one_note(name, sections))


def _sections(words: VentureWords, types: Sequence[TypeWords], *, labels: bool) -> dict[str, str]:
    """Return the text of every section by its heading; a type is a bold label in a list, or a heading of its own."""
    write = _as_labels if labels else _as_headings
    headings = words.headings
    about = {
        headings.customers: [(f"{kind.label}", f"{kind.role}: {kind.about}") for kind in types],
        headings.early_adopters: [(kind.label, kind.early) for kind in types],
        headings.jobs: [(kind.label, kind.job) for kind in types],
        headings.alternatives: [(kind.label, kind.alternative) for kind in types],
        headings.value: [(kind.label, kind.value) for kind in types],
    }
    return {**{heading: write(lines) for heading, lines in about.items()}, **words.others}


def _as_labels(lines: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"- **{label}**: {text}" for label, text in lines)


def _as_headings(lines: Sequence[tuple[str, str]]) -> str:
    return "\n\n".join(f"### {label}\n- {text}" for label, text in lines)


def _in_one_note(name: str, sections: dict[str, str]) -> str:
    body = "\n\n".join(f"## {heading}\n\n{text}" for heading, text in sections.items())
    return f"---\ntitle: {name}\ntags: [canvas, early-stage]\naliases: [{name} canvas]\n---\n# {name}\n\n{body}\n"


def _in_a_folder(folder: str, name: str, sections: dict[str, str]) -> Iterator[Written]:
    listed = "\n".join(f"- [[{folder}/{heading}|{heading}]]" for heading in sections)
    yield Written(f"{folder}/{name}.md", f"# {name}\n\n{listed}\n")
    for heading, text in sections.items():
        yield Written(f"{folder}/{heading}.md", f"---\ntags: [canvas-section]\n---\n# {heading}\n\n{text}\n")
