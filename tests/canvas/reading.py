"""Read ventures from texts, as a vault would hold them."""

from collections.abc import Mapping

from venture_canvas.canvas.model import Venture
from venture_canvas.hints.registry import all_rules
from venture_canvas.hints.settings import Settings
from venture_canvas.live_state import LiveState
from venture_canvas.notes.parse import parse_note

QUIET = Settings(off=frozenset(all_rules()))
"""No hints: only the model is asked for."""


def ventures_of(notes: Mapping[str, str], vault_name: str = "vault") -> tuple[Venture, ...]:
    """Return the ventures of a vault.

    Arguments:
        notes: the text of every note by its path.
        vault_name: the name of the vault's folder.
    """
    live = LiveState(vault_name, QUIET)
    live.apply({path: parse_note(path, text) for path, text in notes.items()}, {})
    return live.ventures.all


def venture_of(notes: Mapping[str, str] | str) -> Venture:
    """Return the one venture of a vault, or of one note."""
    (venture,) = ventures_of({"Canvas.md": notes} if isinstance(notes, str) else notes)
    return venture


def said(venture: Venture, section: str) -> dict[str, list[str]]:
    """Return the texts of a section's statements by the id of the type they speak of; those of none under ''."""
    found: dict[str, list[str]] = {}
    for statement in venture.statements:
        if statement.section == section:
            for customer in statement.types or ("",):
                found.setdefault(customer, []).append(statement.text)
    return found
