"""The command line, the API and a live buffer give the same hints for the same text."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.testing import CliRunner

from venture_canvas.cli import app
from venture_canvas.hints.registry import all_rules
from venture_canvas.hints.rule import Example, notes_of
from venture_canvas.server import hint_routes
from venture_canvas.server.places import HOME_VARIABLE
from venture_canvas.shapes.hint import SHOWN, TextToCheck, buffer_hints
from venture_canvas.vault.roots import SETTINGS_FILE
from venture_canvas.workspace import Workspace

Hints = dict[str, list[Any]]


def by_note(hints: list[Any]) -> Hints:
    found: Hints = {}
    for hint in hints:
        found.setdefault(hint["path"], []).append(hint)
    return found


def from_the_command_line(vault: Path) -> Hints:
    done = CliRunner().invoke(app, ["check", str(vault), "--format", "json"])
    return by_note(json.loads(done.stdout)["hints"])


def from_the_api(vault: Path) -> Hints:
    workspace = Workspace(vault)
    workspace.open()
    found = by_note(json.loads(bytes(hint_routes.hints(workspace).body))["hints"])
    workspace.close()
    return found


def from_checks(vault: Path, notes: Mapping[str, str]) -> Hints:
    """Check each note's text over the API, in a vault in which that note is empty."""
    workspace = Workspace(vault)
    workspace.open()
    found: Hints = {}
    for path, text in notes.items():
        workspace.edit(path, "")
        checked = json.loads(bytes(hint_routes.check(workspace, TextToCheck(path, text, 1)).body))
        workspace.release(path)
        if checked["hints"]:
            found[path] = checked["hints"]
    workspace.close()
    return found


def from_buffers(vault: Path, notes: Mapping[str, str]) -> tuple[Hints, dict[str, int]]:
    """Open every note in an editor, in a vault where nothing is saved; also return how many hints are not shown."""
    workspace = Workspace(vault)
    workspace.open()
    for path, text in notes.items():
        workspace.edit(path, text)
    shown: Hints = {}
    more: dict[str, int] = {}
    for path, text in notes.items():
        message = buffer_hints(workspace, TextToCheck(path, text, 1))
        assert message is not None
        if message.hints:
            shown[path] = json.loads(msgspec.json.encode(message))["hints"]
            more[path] = message.more
    workspace.close()
    return shown, more


EXAMPLES = [
    pytest.param(code, example, id=f"{code}-{number}")
    for code, rule in all_rules().items()
    for number, example in enumerate(rule.bad)
]


@pytest.mark.parametrize(("code", "example"), EXAMPLES)
def test_every_face_gives_the_same_hints(
    code: str, example: Example, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    # Both vaults have one name, since a venture in the root is named by it.
    saved, empty = tmp_path / "saved" / "vault", tmp_path / "empty" / "vault"
    notes = notes_of(example)
    for path, text in notes.items():
        (saved / path).parent.mkdir(parents=True, exist_ok=True)
        (saved / path).write_text(text, encoding="utf-8", newline="")
    empty.mkdir(parents=True)
    for vault in (saved, empty):
        (vault / SETTINGS_FILE).write_text(f'[rules]\non = ["{code}"]\n', encoding="utf-8")
    told = from_the_api(saved)

    assert code in {hint["code"] for hints in told.values() for hint in hints}
    assert from_the_command_line(saved) == told
    assert from_checks(saved, notes) == told
    shown, more = from_buffers(empty, notes)
    assert more == {path: max(len(hints) - SHOWN, 0) for path, hints in told.items()}
    for path, hints in told.items():
        assert len(shown[path]) == min(len(hints), SHOWN)
        assert all(hint in hints for hint in shown[path])
