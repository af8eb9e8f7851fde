"""Links between the notes of a generated vault: mostly to notes nearby, some to a few that everybody links to, some to nothing."""

from collections.abc import Sequence
from random import Random
from urllib.parse import quote

NEARBY = 150
HUBS = 20
NOTES_PER_UNWRITTEN = 12
NOTES_PER_PICTURE = 5
PICTURES_LOST = 0.1
"""The share of the pictures that notes show and that are not there."""


def unwritten(number: int) -> str:
    """Return the name of a note that others link to and that is not there."""
    return f"Unwritten idea {number}"


def pictures(notes: int) -> int:
    """Return how many pictures the notes of a vault show."""
    return max(1, notes // NOTES_PER_PICTURE)


def picture(number: int) -> str:
    """Return the name of a picture."""
    return f"photo {number}.jpg"


class Linker:
    """Writes links.

    Arguments:
        paths: every note of the vault.
        here: which of them is being written.
        chance: decides what is linked to, and how.
    """

    def __init__(self, paths: Sequence[str], here: int, chance: Random) -> None:
        self._paths, self._here, self._chance = paths, here, chance

    def link(self) -> str:
        """Return a link as a note has it."""
        luck = self._chance.random()
        if luck < 0.12:
            return f"[[{unwritten(self._chance.randrange(max(1, len(self._paths) // NOTES_PER_UNWRITTEN)))}]]"
        if luck < 0.20:
            return f"[a page](https://example.org/{self._chance.randrange(10_000)})"
        if luck < 0.24:
            return f"![[{picture(self._chance.randrange(pictures(len(self._paths))))}]]"
        return self._to_a_note(self._paths[self._target()])

    def _target(self) -> int:
        luck, last = self._chance.random(), len(self._paths) - 1
        if luck < 0.6:
            near = self._here + self._chance.randint(-NEARBY, NEARBY)
            return min(max(near, 0), last)
        return self._chance.randint(0, min(HUBS, last) if luck < 0.8 else last)

    def _to_a_note(self, path: str) -> str:
        name = path.rpartition("/")[2].removesuffix(".md")
        luck = self._chance.random()
        if luck < 0.5:
            return f"[[{name}]]"
        if luck < 0.7:
            return f"[[{path.removesuffix('.md')}|{name[:12].strip()}]]"
        if luck < 0.8:
            return f"[[{name}#Loose ends]]"
        return f"[{name[:12].strip()}]({quote(path)})"
