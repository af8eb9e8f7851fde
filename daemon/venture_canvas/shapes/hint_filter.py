"""Which hints of a vault to list."""

import msgspec

from venture_canvas.hints.did_you_mean import did_you_mean
from venture_canvas.hints.hint import SEVERITIES, Hint, Severity
from venture_canvas.workspace import Workspace


class UnknownVentureError(Exception):
    """The vault has no venture of the id that was asked for; the message says what was probably meant."""


class HintFilter(msgspec.Struct, frozen=True):
    """Which hints to list: the ones that every part takes.

    Arguments:
        path: a note's, to list its hints only; None for those of all notes.
        venture: a venture's id, to list the hints in its notes only; None for those of all notes.
        codes: of the rules whose hints to list; empty for all.
        severity: less grave hints are left out.
    """

    path: str | None = None
    venture: str | None = None
    codes: frozenset[str] = frozenset()
    severity: Severity = "hint"


EVERY_HINT = HintFilter()


def chosen_hints(workspace: Workspace, wanted: HintFilter) -> list[Hint]:
    """Return the hints that a filter takes, by note and place.

    Raises:
        UnknownVentureError: the vault has no such venture.
    """
    notes = None if wanted.venture is None else _notes_of(workspace, wanted.venture)
    return [
        hint
        for hint in workspace.hints(wanted.path)
        if is_as_grave(hint.severity, wanted.severity)
        and (not wanted.codes or hint.code in wanted.codes)
        and (notes is None or hint.finding.path in notes)
    ]


def is_as_grave(severity: Severity, limit: Severity) -> bool:
    """Say whether a severity is that of a limit or graver."""
    return SEVERITIES.index(severity) <= SEVERITIES.index(limit)


def _notes_of(workspace: Workspace, identity: str) -> frozenset[str]:
    notes = {venture.id: venture.notes for venture in workspace.ventures}
    if identity not in notes:
        raise UnknownVentureError(f"There is no venture {identity}.{did_you_mean(identity, notes)}")
    return frozenset(notes[identity])
