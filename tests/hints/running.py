"""Run rules over small vaults."""

from collections.abc import Iterable, Mapping
from datetime import date

from venture_canvas.canvas.ventures import Ventures
from venture_canvas.hints.engine import Change, Engine
from venture_canvas.hints.hint import Fix, Hint
from venture_canvas.hints.registry import all_rules
from venture_canvas.hints.settings import DEFAULTS, Settings
from venture_canvas.hints.views import Surroundings
from venture_canvas.notes.parse import parse_note
from venture_canvas.vault.index import VaultIndex

TODAY = date(2026, 11, 21)


def hints_of(
    notes: Mapping[str, str], codes: Iterable[str] | None = None, settings: Settings = DEFAULTS
) -> tuple[Hint, ...]:
    """Return the hints of a vault.

    Arguments:
        notes: the text of every note by its path.
        codes: the rules to run; by default those that are on.
        settings: the vault's settings.
    """
    index, ventures = VaultIndex(), Ventures("vault")
    delta = index.apply({path: parse_note(path, text) for path, text in notes.items()}, {})
    changed = ventures.apply(index, delta.notes, delta.links)
    wanted = {
        code: rule for code, rule in all_rules().items() if (code in codes if codes is not None else rule.on)
    }
    engine = Engine(wanted, Surroundings(index, ventures, settings, TODAY))
    engine.apply(Change(delta.notes, delta.links, changed))
    assert engine.failures == ()
    return engine.all()


def applied(notes: Mapping[str, str], fix: Fix) -> dict[str, str]:
    """Return the texts of a vault's notes after a fix; a note that an edit makes anew starts empty."""
    texts = dict(notes)
    for edit in sorted(fix.edits, key=lambda edit: (edit.path, edit.span), reverse=True):
        text = texts.get(edit.path, "")
        texts[edit.path] = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return texts
