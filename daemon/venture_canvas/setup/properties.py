"""The properties of the template's notes: read, changed, written again."""

from collections.abc import Iterable
from typing import Any

import yaml

from venture_canvas.canvas.vocabulary import KEYS, key_of_term, known_terms

FENCE = "---\n"
SORTED_AS = {"canvas": "canvas-example"}
"""Tags that a list may hold, and what stands for them among sorted ones, where each note says what sort of note it is."""
UNSORTED = "other"
"""The category of tags that the vocabulary has no category for."""
Properties = dict[str, Any]


class _Dumper(yaml.SafeDumper):
    """Writes lists the way Obsidian does, and nothing for a property without a value."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Indent lists too."""
        super().increase_indent(flow, indentless=False)


_Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def parted(text: str) -> tuple[Properties, str]:
    """Return the properties of a note and what follows them."""
    _, block, body = text.split(FENCE, 2)
    return yaml.safe_load(block), body


def joined(properties: Properties, body: str) -> str:
    """Return the text of a note."""
    block = yaml.dump(properties, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=float("inf"))
    return f"{FENCE}{block}{FENCE}{body}"


def by_category(tags: Iterable[str]) -> dict[str, list[str]]:
    """Return the tags of a list sorted under the categories of the vocabulary, each of which is there, be it empty."""
    sorted_tags: dict[str, list[str]] = {key: [] for key in KEYS}
    for written in tags:
        tag = SORTED_AS.get(written, written)
        term = next(iter(known_terms(tag)), None)
        sorted_tags.setdefault(key_of_term(term) if term else UNSORTED, []).append(tag)
    return sorted_tags
