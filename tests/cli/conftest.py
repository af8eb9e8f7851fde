from pathlib import Path

import pytest

CANVAS = """---
aliases: [Rowers]
---
# Night Rowing

## Customer segments
- Shift workers
- Harbour tours

## Problem
- Shift workers: no boat runs after ten. #night/boat
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "rowing"
    (folder / "Sub").mkdir(parents=True)
    (folder / ".obsidian").mkdir()
    (folder / "Canvas.md").write_text(CANVAS, encoding="utf-8")
    (folder / "Sub" / "Émigré 🚣.md").write_text(
        "---\naliases: ['🚣 [bold]Team[/bold]']\n---\n#night\n", encoding="utf-8"
    )
    return folder


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"
