"""What a rule can see: one note, one venture or the vault, with everything around it that it may ask for."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from venture_canvas.canvas.kinds import Outlook
from venture_canvas.canvas.model import CustomerType, Statement, Venture
from venture_canvas.canvas.ventures import Ventures
from venture_canvas.hints.hint import Finding
from venture_canvas.hints.settings import Settings
from venture_canvas.hints.suppression import Suppression
from venture_canvas.notes.note import Link, Note
from venture_canvas.vault.index import VaultIndex
from venture_canvas.vault.snapshot import Resolution

Made = TypeVar("Made")
WIKI = frozenset({"wiki", "property"})
"""The kinds of links that are written in double square brackets."""


@dataclass(frozen=True)
class Surroundings:
    """What every view can reach.

    Arguments:
        index: names, aliases, tags and links of the vault.
        ventures: its ventures.
        settings: what the vault's settings file says.
        today: the day on which hints are shown, or None.
    """

    index: VaultIndex
    ventures: Ventures
    settings: Settings
    today: date | None


@dataclass(frozen=True)
class NoteView:
    """One note."""

    note: Note
    outlook: Outlook
    around: Surroundings

    @property
    def index(self) -> VaultIndex:
        """The indexes of the vault."""
        return self.around.index

    def once(self, make: Callable[["NoteView"], Made]) -> Made:
        """Return what a function makes of this view, which is worked out for the first rule that asks."""
        if make not in self._made:
            self._made[make] = make(self)
        made: Made = self._made[make]
        return made

    @cached_property
    def _made(self) -> dict[Callable[["NoteView"], object], Any]:
        return {}

    @cached_property
    def aims(self) -> tuple[tuple[tuple[Link, ...], Resolution], ...]:
        """The links that lead to another file, those with one target together, and where it leads."""
        found: dict[tuple[str, bool], list[Link]] = {}
        for link in self.note.links:
            if link.target:
                found.setdefault((link.target.casefold(), link.kind in WIKI), []).append(link)
        return tuple((tuple(links), self.index.resolve(links[0], self.note.path)) for links in found.values())


@dataclass(frozen=True)
class VentureView:
    """One venture; `notes` are the vault's notes by path, to find a place or to make an edit."""

    venture: Venture
    notes: Mapping[str, Note]
    around: Surroundings

    @property
    def types(self) -> tuple[CustomerType, ...]:
        """The customer types."""
        return self.venture.customer_types

    def statements(self, section: str, customer: CustomerType | None = None) -> tuple[Statement, ...]:
        """Return the statements of a section, by its tag; of one type, when it is given."""
        return tuple(
            statement
            for statement in self.venture.statements
            if statement.section == section and (customer is None or customer.id in statement.types)
        )

    def is_blank(self, section: str, customer: CustomerType) -> bool:
        """Say whether a section names a type and says nothing of it yet."""
        return any(each.section == section and customer.id in each.types for each in self.venture.blanks)

    def is_attributed(self, section: str) -> bool:
        """Say whether a section names at least one type: only then can one be missing there."""
        return any(
            statement.types and statement.attribution != "only-type" for statement in self.statements(section)
        )

    def has_section(self, section: str) -> bool:
        """Say whether a section has any text."""
        return any(each.tag == section for each in self.venture.sections)


@dataclass(frozen=True)
class VaultView:
    """The whole vault."""

    around: Surroundings

    @property
    def index(self) -> VaultIndex:
        """The indexes of the vault."""
        return self.around.index

    @cached_property
    def notes(self) -> tuple[Note, ...]:
        """Every note, in order of path."""
        return tuple(self.around.index.notes.values())

    def ventures(self) -> Iterator[Venture]:
        """Iterate over the ventures."""
        yield from self.around.ventures.all


@dataclass(frozen=True)
class HintedView:
    """One note with what was found in it, before what it ignores is taken away.

    Arguments:
        note: the note.
        found: the findings shown in it, each with its rule's code.
        suppressions: what it ignores.
        running: the codes of the rules that run.
        around: what every view can reach.
    """

    note: Note
    found: Collection[tuple[str, Finding]]
    suppressions: tuple[Suppression, ...]
    running: Collection[str]
    around: Surroundings
