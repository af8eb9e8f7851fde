"""A start takes up what was concluded before where the notes are the same, and is as a start without a cache wherever they are not."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from hints.good_venture import by_section
from live_daemon import wait_until
from venture_canvas.vault import note_files
from venture_canvas.vault.disk import Disk
from venture_canvas.vault.reading import read
from venture_canvas.vault.stamps import CLOCK_TICK_NS
from venture_canvas.workspace import Workspace

TODAY, LATER = date(2026, 11, 21), date(2027, 1, 1)
NOTES = {
    **by_section(),
    "Diary.md": "See [[Gone]], [[Diary#Nowhere]] and ![[chart.png]]. #log\n",
    "Canvas.md": "## Customers\n- **Parents** (payer)\n- **Clinics** %% ignore type-without-job: they sign until 2026-12-01 %%\n\n"
    "## Jobs\n- Parents: sleep\n",
    "Form.md": "---\ndescription:\nlast_updated: 2026-12-24\ntags:\n  content: [concept]\n---\n",
}

SETTLED = CLOCK_TICK_NS / 1e9
Start = Callable[..., Workspace]


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    for path, text in NOTES.items():
        write(root, path, text)
    write(root, "Pictures/map.png", "")
    return root


@pytest.fixture
def start(vault: Path, tmp_path: Path) -> Iterator[Start]:
    """Start on the vault, after the run before has ended."""
    running: list[Workspace] = []

    def started(today: date = TODAY) -> Workspace:
        while running:
            running.pop().close()
        workspace = Workspace(vault, cache=tmp_path / "cache.sqlite", today=lambda: today)
        running.append(workspace)
        workspace.open()
        return workspace

    yield started
    while running:
        running.pop().close()


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def runs(workspace: Workspace) -> int:
    return workspace._live.hints.runs


def assert_is_as_fresh(workspace: Workspace, today: date = TODAY) -> None:
    fresh = Workspace(workspace.root, today=lambda: today)
    fresh.open()
    assert workspace._live.dump() == fresh._live.dump()
    assert workspace.state.troubles == fresh.state.troubles


def test_a_start_on_an_unchanged_vault_parses_no_note_and_runs_no_rule(start: Start) -> None:
    whole = runs(start())
    again = start()

    assert whole > 100
    assert (again.parsed, again.generation) == (0, 1)
    assert runs(again) == 0
    assert_is_as_fresh(again)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("Diary.md", "[[Canvas#Jobs]]\n"),
        ("Gone.md", "It is written.\n"),
        ("Canvas.md", "## Customers\n- **Ferrymen** (payer)\n\n## Jobs\n- Ferrymen: cross\n"),
        ("Pictures/chart.png", ""),
        ("chart.png", ""),
        ("venture-canvas.toml", '[rules]\noff = ["link-heading-missing"]\n'),
        ("venture-canvas.toml", '[sections]\ncustomers = ["our crowd"]\n'),
    ],
)
def test_what_was_written_between_two_runs_is_taken_in(
    start: Start, vault: Path, path: str, text: str
) -> None:
    start().close()
    write(vault, path, text)

    assert_is_as_fresh(start())


@pytest.mark.parametrize("path", ["Diary.md", "Canvas.md", "Customers.md", "Pictures/map.png"])
def test_what_was_deleted_between_two_runs_is_gone(start: Start, vault: Path, path: str) -> None:
    start().close()
    (vault / path).unlink(missing_ok=True)

    assert_is_as_fresh(start())


def test_after_a_start_that_took_up_a_change_is_taken_in_as_ever(start: Start, vault: Path) -> None:
    start()
    again = start()
    for path, text in {"Gone.md": "x\n", "Canvas.md": NOTES["Canvas.md"].replace("Clinics", "Wards")}.items():
        write(vault, path, text)
        again.look([path])
        assert_is_as_fresh(again)


def test_on_a_new_day_only_what_asks_for_the_day_is_looked_at_again(start: Start) -> None:
    whole = runs(start())
    later = start(LATER)

    assert runs(later) < whole / 3
    assert_is_as_fresh(later, LATER)
    assert {hint.code for hint in later.hints()} >= {"expired-ignore", "type-without-job"}


def test_a_run_that_was_killed_is_followed_by_one_that_trusts_the_notes_only(
    start: Start, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = start()
    write(vault, "Diary.md", "Nothing to see.\n")
    live.look(["Diary.md"])
    monkeypatch.setattr(Disk, "keep_conclusions", lambda *_: None)
    again = start()

    assert runs(again) > 100
    assert_is_as_fresh(again)


def test_the_text_of_an_open_editor_is_not_kept_for_the_next_run(start: Start) -> None:
    live = start()
    live.edit("Diary.md", "[[Only in the editor]]\n")

    assert_is_as_fresh(start())


def test_a_note_that_cannot_be_read_hinders_nothing(start: Start, vault: Path) -> None:
    write(vault, "Large.md", "x" * (4 * 1024 * 1024 + 1))
    start()
    again = start()

    assert runs(again) == 0
    assert [trouble.code for trouble in again.state.troubles] == ["note-too-large"]
    assert_is_as_fresh(again)


def test_every_file_is_read_once_and_after_that_only_the_ones_that_changed(
    start: Start, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def counted(root: Path, path: str, limit: int) -> bytes:
        opened.append(path)
        return read(root, path, limit)

    monkeypatch.setattr(note_files, "read", counted)
    for path in vault.rglob("*.md"):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    wait_until(lambda: all(time.time() - path.stat().st_ctime > SETTLED for path in vault.rglob("*.md")))
    live = start()
    assert sorted(opened) == sorted(live.snapshot.notes)

    opened.clear()
    write(vault, "Diary.md", "Rowed.\n")
    assert start().parsed == 1
    assert opened == ["Diary.md"]
