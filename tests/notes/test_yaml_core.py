"""YAML as Obsidian's parser reads it, within bounds."""

import json
from math import inf
from pathlib import Path
from typing import Any

import pytest

from venture_canvas.notes.yaml_core import read_yaml
from venture_canvas.notes.yaml_errors import InvalidYamlError

ROWS = json.loads(Path(__file__).with_name("front-matter-yaml.json").read_text(encoding="utf-8"))
"""What npm `yaml` 2.9.1 makes of each input; infinities and NaN as text."""


def by_value(value: Any) -> Any:
    """Numbers as the table has them: compared as floats, infinities as text."""
    if isinstance(value, dict):
        return {key: by_value(item) for key, item in value.items()}
    if isinstance(value, list):
        return [by_value(item) for item in value]
    if isinstance(value, float) and (value != value or value in {inf, -inf}):
        return {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}[str(value)]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


@pytest.mark.parametrize("row", ROWS, ids=[row["yaml"] for row in ROWS])
def test_a_value_is_what_the_parser_of_obsidian_makes_of_it(row: dict[str, Any]) -> None:
    if row.get("error"):
        with pytest.raises(InvalidYamlError):
            read_yaml(row["yaml"])
        return
    node = read_yaml(row["yaml"])
    read = by_value(node.plain() if node else None)
    assert (read, type(read)) == (by_value(row["value"]), type(by_value(row["value"])))
