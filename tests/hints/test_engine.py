"""A change runs the rules it can concern and no others, and the hints are those of a full run."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise

import msgspec
import pytest

from hints.running import TODAY
from venture_canvas.hints.hint import Finding
from venture_canvas.hints.registry import all_rules
from venture_canvas.hints.rule import notes_of
from venture_canvas.hints.settings import DEFAULTS, Settings
from venture_canvas.live_state import LiveState, Step
from venture_canvas.notes.parse import parse_note

JOB = "type-without-job"
EVERY_RULE = Settings(on=frozenset(all_rules()))
CANVAS = """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

## Jobs to be Done
- **Parents**: sleep after a night shift
"""


def take(live: LiveState, notes: Mapping[str, str | None]) -> Step:
    parsed = {path: None if text is None else parse_note(path, text) for path, text in notes.items()}
    return live.apply(parsed, {})


def vault_of(
    notes: Mapping[str, str], settings: Settings = DEFAULTS, today: date | None = TODAY
) -> LiveState:
    live = LiveState("vault", settings, today)
    take(live, notes)
    return live


def diary(days: int) -> dict[str, str]:
    return {f"Diary/{day}.md": f"# Day {day}\n\nRowed. [[{day + 1}]] #log/d{day}\n" for day in range(days)}


def runs_for(days: int, path: str, text: str) -> int:
    """Return how often rules run when one note of a vault changes."""
    live = vault_of({**diary(days), "Boats/Canvas.md": CANVAS})
    before = live.hints.runs
    take(live, {path: text})
    return live.hints.runs - before


def reading(*what: str) -> int:
    return sum(rule.on and rule.reads in what for rule in all_rules().values())


def test_an_ordinary_note_runs_the_rules_of_a_note_and_of_the_vault_and_no_venture_again() -> None:
    assert runs_for(3, "Diary/1.md", "Rowed again.") <= reading("note", "links", "vault", "hints") + reading(
        "links"
    )


def test_what_runs_does_not_grow_with_the_vault() -> None:
    assert runs_for(60, "Diary/1.md", "Rowed again.") == runs_for(3, "Diary/1.md", "Rowed again.")
    changed = CANVAS.replace("night wards", "wards")
    assert runs_for(60, "Boats/Canvas.md", changed) == runs_for(3, "Boats/Canvas.md", changed)


def test_a_canvas_runs_its_ventures_rules_and_not_those_of_another_venture() -> None:
    other = {f"Trains {name}/Canvas.md": CANVAS for name in "ABCDE"}
    alone, beside = (vault_of({**others, "Boats/Canvas.md": CANVAS}) for others in ({}, other))
    counts = []
    for live in (alone, beside):
        before = live.hints.runs
        take(live, {"Boats/Canvas.md": CANVAS.replace("night wards", "wards")})
        counts.append(live.hints.runs - before)

    assert counts[0] == counts[1]


def test_the_step_names_the_notes_whose_hints_changed_and_no_others() -> None:
    live = vault_of({**diary(3), "Boats/Canvas.md": CANVAS}, Settings(off=frozenset(all_rules()) - {JOB}))

    assert take(live, {"Diary/1.md": "Rowed again."}).hints == ()
    assert take(live, {"Boats/Canvas.md": f"{CANVAS}- **Clinics**: fill the rota\n"}).hints == (
        "Boats/Canvas.md",
    )
    assert take(live, {"Boats/Canvas.md": CANVAS}).hints == ("Boats/Canvas.md",)
    assert take(live, {"Boats/Canvas.md": None}).hints == ("Boats/Canvas.md",)


def test_after_any_change_the_hints_are_those_of_a_full_run() -> None:
    """Go from each example of each rule to the next, as if somebody had rewritten the vault."""
    rules = all_rules().values()
    vaults = [notes_of(example) for rule in rules for example in (*rule.bad, *rule.good)]
    live = vault_of(vaults[0], EVERY_RULE)
    for before, after in pairwise(vaults):
        take(live, {**dict.fromkeys(before.keys() - after.keys()), **after})
        assert live.hints.dump() == vault_of(after, EVERY_RULE).hints.dump()


def test_other_settings_and_another_day_give_the_hints_of_a_full_run() -> None:
    notes = {"Canvas.md": CANVAS.replace("wards", f"wards %% ignore {JOB} until {TODAY} %%")}
    live = vault_of(notes)
    assert JOB not in [hint.code for hint in live.hints.all()]

    louder, later = Settings(severity={JOB: "error"}), date(2027, 1, 1)
    assert live.configure(louder, later).hints == ("Canvas.md",)
    assert ("error", JOB) in [(hint.severity, hint.code) for hint in live.hints.all()]
    assert live.dump() == vault_of(notes, louder, later).dump()
    assert not live.configure(louder, later)


def test_a_rule_that_is_off_does_not_run_and_one_that_is_off_by_default_does_when_it_is_on() -> None:
    off = Settings(off=frozenset(all_rules()))
    live = vault_of({"Canvas.md": CANVAS}, off)

    assert live.hints.runs == 0
    assert live.hints.all() == ()
    assert vault_of({"Canvas.md": CANVAS}, EVERY_RULE).hints.runs > vault_of({"Canvas.md": CANVAS}).hints.runs


def test_nothing_is_kept_of_paths_that_are_only_asked_for_nor_of_notes_that_went() -> None:
    live = vault_of({"Boats/Canvas.md": CANVAS})
    live.hints.of_note("Boats/Canvas.md")
    kept = held_for_paths(live)

    live.hints.of_note("anything.md")
    take(live, {"Trains/Canvas.md": f"{CANVAS}%% ignore {JOB} %%\n"})
    live.hints.of_note("Trains/Canvas.md")
    take(live, {"Trains/Canvas.md": None})
    live.hints.of_note("Trains/Canvas.md")

    assert held_for_paths(live) == kept


def held_for_paths(live: LiveState) -> set[str]:
    hints = live.hints
    return {*hints._shown, *hints._suppressions, *hints._findings._shown_in}


def fails(_: object) -> Iterator[Finding]:
    yield Finding("Canvas.md", parse_note("a.md", "a").headings[9].span, "never")


def test_a_rule_that_fails_costs_only_its_own_hints_and_is_told_until_it_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clean = {hint.code for hint in vault_of({"Canvas.md": CANVAS}).hints.all()}
    rules = {code: rule for code, rule in all_rules().items() if rule.on}
    broken = {**rules, "broken": msgspec.structs.replace(rules[JOB], code="broken", check=fails)}
    monkeypatch.setattr("venture_canvas.live_state.chosen_rules", lambda _: broken)
    live = vault_of({"Canvas.md": CANVAS})

    assert {hint.code for hint in live.hints.all()} == clean
    (failure,) = live.hints.failures
    assert failure.code == "broken"
    assert "IndexError" in failure.error
    assert [trouble.code for trouble in live.troubles] == ["rule-failed"]

    take(live, {"Canvas.md": None})
    assert live.hints.failures == ()
