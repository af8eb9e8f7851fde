"""Hints that depend on other notes are kept current by differences, and equal those of a fresh run."""

from collections.abc import Mapping
from datetime import date

import pytest

from venture_canvas.live_state import LiveState
from venture_canvas.notes.note import Note
from venture_canvas.notes.parse import parse_note

TODAY = date(2026, 11, 21)
VENTURE = "---\ntags: [canvas-example, idea-stage, customers]\n---\n"
CLOSED = "---\ntags: {content: [concept, field-report]}\n---\n"

STEPS: list[tuple[str, dict[str, str], dict[str, str | None]]] = [
    (
        "a note takes the name of a link",
        {"Map.md": "[[Our Promise]]\n"},
        {"uvp.md": "# Our Promise\nSleep.\n"},
    ),
    (
        "the note that a link means gets a namesake",
        {"Map.md": "[[Our Promise]]\n", "a/uvp.md": "# Our Promise\nSleep.\n"},
        {"b/uvp.md": "Something else.\n"},
    ),
    (
        "the note that a mistyped link means gets a namesake",
        {"Map.md": f"{VENTURE}[[Our Promse]]\n", "a/uvp.md": "# Our Promise\nSleep.\n"},
        {"b/uvp.md": "Something else.\n"},
    ),
    (
        "a note loses its title",
        {"Map.md": "[[Our Promise]]\n", "uvp.md": "---\ntitle: Our Promise\n---\n"},
        {"uvp.md": "---\ntitle: Another\n---\n"},
    ),
    (
        "a note comes whose name is a slip away",
        {"Map.md": f"{VENTURE}[[early-adoptres]]\n"},
        {"early-adopters.md": "x\n"},
    ),
    (
        "the note whose name is a slip away goes",
        {"Map.md": f"{VENTURE}[[early-adoptres]]\n", "early-adopters.md": "x\n"},
        {"early-adopters.md": None},
    ),
    (
        "a heading is renamed",
        {"Map.md": "[[canvas#Costs]]\n", "canvas.md": "## Costs\nRent.\n"},
        {"canvas.md": "## Cost\nRent.\n"},
    ),
    (
        "a marked line goes",
        {"Map.md": "[[talk#^q1]]\n", "talk.md": "Sleep. ^q1\n"},
        {"talk.md": "Sleep.\n"},
    ),
    (
        "a linked note is emptied",
        {"Map.md": "[[costs]]\n", "costs.md": "Rent.\n"},
        {"costs.md": ""},
    ),
    (
        "a linked note is written",
        {"Map.md": "[[costs]]\n", "costs.md": ""},
        {"costs.md": "Rent.\n"},
    ),
    (
        "another note claims the alias",
        {"lexicon/a.md": "---\naliases: [Clients]\n---\n"},
        {"lexicon/b.md": "---\naliases: [clients]\n---\n"},
    ),
    (
        "another note gives the alias up",
        {"lexicon/a.md": "---\naliases: [Clients]\n---\n", "lexicon/b.md": "---\naliases: [clients]\n---\n"},
        {"lexicon/b.md": "x\n"},
    ),
    (
        "a note comes whose name is an alias",
        {"lexicon/segments.md": "---\naliases: [Customers]\n---\n"},
        {"lexicon/customers.md": "x\n"},
    ),
    (
        "a tag gets a page that names it",
        {"Note.md": CLOSED},
        {"page.md": "---\naliases: ['#field-report']\n---\n"},
    ),
    (
        "a tag gets a page in the tags' folder",
        {"Note.md": CLOSED},
        {"tags/field-report.md": "x\n"},
    ),
    (
        "the page of a tag goes",
        {"Note.md": CLOSED, "tags/field-report.md": "x\n"},
        {"tags/field-report.md": None},
    ),
    (
        "an empty note gets a twin",
        {"v/costs.md": ""},
        {"v/types/costs.md": "x\n"},
    ),
    (
        "most notes come to write lists",
        {"a.md": CLOSED, "b.md": CLOSED, "c.md": "---\ntags: [canvas]\n---\n"},
        {"b.md": "---\ntags: [canvas]\n---\n"},
    ),
    (
        "a second note of a name makes a link ambiguous",
        {"Map.md": "[[costs]]\n", "a/costs.md": "x\n"},
        {"b/costs.md": "y\n"},
    ),
]


def parsed(texts: Mapping[str, str | None]) -> dict[str, Note | None]:
    return {path: None if text is None else parse_note(path, text) for path, text in texts.items()}


@pytest.mark.parametrize(
    ("before", "change"), [step[1:] for step in STEPS], ids=[step[0].replace(" ", "-") for step in STEPS]
)
def test_after_a_change_in_another_note_the_hints_are_those_of_a_fresh_run(
    before: dict[str, str], change: dict[str, str | None]
) -> None:
    live, fresh = LiveState("vault", today=TODAY), LiveState("vault", today=TODAY)
    live.apply(parsed(before), {})
    first = live.hints.dump()
    live.apply(parsed(change), {})
    after = {**before, **change}
    fresh.apply(parsed({path: text for path, text in after.items() if text is not None}), {})
    assert live.hints.dump() == fresh.hints.dump()
    assert live.hints.dump() != first
