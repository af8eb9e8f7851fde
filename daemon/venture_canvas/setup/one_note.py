"""The whole canvas in one note, put together from the notes of its sections."""

import re
from collections.abc import Mapping, Sequence

from venture_canvas.setup.properties import joined, parted

NAME = "Our canvas"
SECTION_NOTE = re.compile(r"(?P<folder>[^/]+)/\d\d (?P<title>[^/]+)\.md")
LINK = re.compile(r"\[\[(?P<folder>[^\[\]|/#]+)/\d\d (?P<title>[^\[\]|/#]+)(?=[\]|])")
HEADING = re.compile(r"^(?=#+ )", re.MULTILINE)
ROOM = "\n\n\n"


def in_one_note(sources: Mapping[str, str]) -> dict[str, str]:
    """Return the notes with the canvas of each venture as one of them, and with links that lead there."""
    sections: dict[str, list[str]] = {}
    for path in sources:
        if match := SECTION_NOTE.fullmatch(path):
            sections.setdefault(match["folder"], []).append(path)
    parts = {path for paths in sections.values() for path in paths}
    notes = {path: text for path, text in sources.items() if path not in parts}
    for folder, paths in sections.items():
        notes[f"{folder}/{NAME}.md"] = _canvas([(path, sources[path]) for path in paths])
    return {path: _led_there(text) for path, text in notes.items()}


def _canvas(sections: Sequence[tuple[str, str]]) -> str:
    """Return the canvas: the properties of its sections, with the tags that all have, and each section under its heading."""
    read = [parted(text) for _, text in sections]
    first = read[0][0]
    name = first["title"].partition(" – ")[0]
    tags = [tag for tag in first["tags"] if all(tag in properties["tags"] for properties, _ in read)]
    together = {key: value for properties, _ in reversed(read) for key, value in properties.items()}
    properties = {**together, "title": name, "description": f"The whole canvas of {name}.", "tags": tags}
    blocks = [_section(path, body) for (path, _), (_, body) in zip(sections, read, strict=True)]
    return joined(properties, f"\n# {name}\n\n{ROOM.join(blocks)}\n")


def _section(path: str, body: str) -> str:
    match = SECTION_NOTE.fullmatch(path)
    return f"## {match['title'] if match else path}\n\n{HEADING.sub('#', body).strip()}"


def _led_there(text: str) -> str:
    return LINK.sub(rf"[[\g<folder>/{NAME}#\g<title>", text)
