"""The other names of a note."""

import pytest

from venture_canvas.notes.parse import parse_note

ROWS = [
    ("aliases: [Bees, The hive]", ["Bees", "The hive"]),
    ("Aliases:\n- Bees\n- 'Hive, the'", ["Bees", "Hive, the"]),
    ("aliases: Bees, hives", ["Bees, hives"]),
    ("aliases: [NO, on, 1984, 1.5, 1.0, 012]", ["NO", "on", "1984", "1.5", "1", "12"]),
    ("aliases: [~, '', '  ', Bees]", ["Bees"]),
    ("aliases:", []),
    ("aliases: {a: b}", []),
    ("aliases: [[Bees]]", []),
    ("alias: Bees", []),
    ("aliases: [ 客户 , '🙂']", ["客户", "🙂"]),
]


@pytest.mark.parametrize(("properties", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_aliases_are_read_as_obsidian_does(properties: str, expected: list[str]) -> None:
    note = parse_note("Note.md", f"---\n{properties}\n---\n")
    assert [alias.text for alias in note.aliases] == expected


def test_the_span_of_an_alias_leaves_the_quotes_out() -> None:
    text = '---\naliases: [Bees, "The hive"]\n---\n'
    assert [text[slice(*alias.span)] for alias in parse_note("Note.md", text).aliases] == ["Bees", "The hive"]
