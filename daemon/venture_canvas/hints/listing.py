"""The items that a text enumerates."""

import re

BRACKETS = re.compile(r"\([^()]*\)")
BETWEEN_ITEMS = re.compile(r"[;•·|\n]|,(?!\d)|\s/\s|\.\s")


def items_of(text: str) -> list[str]:
    """Return what commas, semicolons, dots and the ends of lines and sentences part, without what stands in brackets."""
    return [item for piece in BETWEEN_ITEMS.split(BRACKETS.sub("", text)) if (item := piece.strip(" .-–—"))]
