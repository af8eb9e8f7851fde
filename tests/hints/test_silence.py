"""Good notes get no hint: a filled venture in either layout, and a vault that has nothing to do with canvases."""

import pytest

from hints.good_venture import by_section, one_note
from hints.running import hints_of
from venture_canvas.hints.registry import all_rules

ORDINARY = {
    "Diary/2026-11-20.md": "Rain. Read until two.\n\n- [ ] call the plumber\n\n#diary\n",
    "Reading/Dune.md": "---\ntags: [book, fiction]\nrating: 4\n---\n# Dune\n\n## Quotes\n\n> Fear is the mind-killer.\n\nSee [[Frank Herbert]].\n",
    "Reading/Frank Herbert.md": "Wrote [[Dune]].\n",
    "Recipes/Bread.md": "# Bread\n\n## Ingredients\n- 500 g flour\n\n## Steps\n1. Mix.\n2. Wait.\n",
    "Work/Sprint 14.md": "# Sprint 14\n\n## Problem\nLogin is slow.\n\n## Solution\nCache the session.\n\n## Costs\nTwo days.\n",
    "Work/People.md": "- Ama: backend\n- Kofi: design\n",
    "Python.md": "```python\nprint('# Customers')\n```\n\nA language. #code/python\n",
    "Empty.md": "",
}


@pytest.mark.parametrize("notes", [one_note(), by_section()], ids=["one note", "a note per section"])
def test_a_filled_venture_gets_no_hint(notes: dict[str, str]) -> None:
    assert [(hint.code, hint.finding.path, hint.finding.message) for hint in hints_of(notes)] == []


def test_a_vault_without_canvases_gets_no_hint_about_them() -> None:
    assert [(hint.code, hint.finding.path, hint.finding.message) for hint in hints_of(ORDINARY)] == []


def test_every_rule_was_asked() -> None:
    assert len(all_rules()) > 100
