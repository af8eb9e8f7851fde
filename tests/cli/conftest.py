from pathlib import Path

import pytest

CANVAS = """---
aliases: [Rowers]
---
# Night Rowing

## Customer types
- Shift workers
- Harbour tours

## Jobs to be done
- Shift workers: get home after ten. #night/boat

## Alternatives
- A taxi round the bay

## Value proposition
- Harbour tours: a boat that is there when the restaurants close
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
