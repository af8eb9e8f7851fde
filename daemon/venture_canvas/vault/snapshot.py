"""What the layers above may ask of a vault: a read-only view of its indexes at one moment."""

from collections.abc import Collection, Mapping
from typing import Literal, Protocol

import msgspec

from venture_canvas.notes.note import Link, Note


class Resolution(msgspec.Struct, frozen=True):
    """Where a link leads.

    `resolved`: to the one file in `paths`. `ambiguous`: to one of `paths`, and which one Obsidian picks is not documented.
    `unresolved`: to nothing yet; `named` are the notes whose title, alias, first heading or slug is the target's name, which
    Obsidian does not follow. `outside`: the path climbs above the vault's root; `named` as before.
    """

    state: Literal["resolved", "ambiguous", "unresolved", "outside"]
    paths: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Snapshot(Protocol):
    """A vault's notes and indexes."""

    @property
    def notes(self) -> Mapping[str, Note]:
        """Every note by its path."""

    @property
    def files(self) -> Collection[str]:
        """The path of every file that can be linked, notes included."""

    def resolve(self, link: Link, source: str) -> Resolution:
        """Return where a link in the note `source` leads."""

    def backlinks(self, path: str, *, beneath: str = "") -> Collection[str]:
        """Return the paths of the notes, beneath a folder, that hold a link which resolves to a path."""

    def notes_named(self, name: str) -> tuple[str, ...]:
        """Return the notes whose file name, title, alias, first heading or slug is a name, without case, in order of path."""
