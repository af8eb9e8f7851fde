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
    notes: Mapping[str, str],
    codes: Iterable[str] | None = None,
    settings: Settings = DEFAULTS,
    today: date = TODAY,
) -> tuple[Hint, ...]:
    """Return the hints of a vault.

    Arguments:
        notes: the text of every note by its path.
        codes: the rules to run; by default those that are on.
        settings: the vault's settings.
        today: the day.
    """
    rules = all_rules()
    wanted = {code for code in codes or () if code in rules}
    # A rule that looks at the hints of others finds something only when those run.
    if codes is None or any(rules[code].reads == "hints" for code in wanted):
        running = wanted | {code for code, rule in rules.items() if rule.on}
    else:
        running = wanted
    index, ventures = VaultIndex(), Ventures("vault")
    delta = index.apply({path: parse_note(path, text) for path, text in notes.items()}, {})
    changed = ventures.apply(index, delta.notes, delta.links)
    chosen = {code: rule for code, rule in rules.items() if code in running}
    engine = Engine(chosen, Surroundings(index, ventures, settings, today))
    engine.apply(Change(delta.notes, delta.links, changed, vault=True))
    assert engine.failures == ()
    return tuple(hint for hint in engine.all() if codes is None or hint.code in wanted)


def applied(notes: Mapping[str, str], fix: Fix) -> dict[str, str]:
    """Return the texts of a vault's notes after a fix; a note that an edit makes anew starts empty."""
    texts = dict(notes)
    for edit in sorted(fix.edits, key=lambda edit: (edit.path, edit.span), reverse=True):
        text = texts.get(edit.path, "")
        texts[edit.path] = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return texts
