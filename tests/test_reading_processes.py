"""Notes that are read on several processors are those that are read on one, whatever becomes of a helper."""

import io
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import psutil
import pytest

from hints.good_venture import by_section
from live_daemon import wait_until
from venture_canvas import reading_processes
from venture_canvas.first_look import FirstLook, FirstReader, first_look
from venture_canvas.hints.registry import all_rules
from venture_canvas.hints.rule import notes_of
from venture_canvas.hints.settings import Settings
from venture_canvas.live_state import LiveState
from venture_canvas.notes.parse import parse_note
from venture_canvas.reading_processes import Job, Readers, help_reading, receive, send
from venture_canvas.vault.note_files import NoteFile, NoteRead, read_many

TODAY = date(2026, 11, 21)
FILES = 300


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    for number in range(FILES):
        (tmp_path / f"{number}.md").write_text(f"# Day {number}\n\n[[{number + 1}]] #log\n", encoding="utf-8")
    for path, text in by_section().items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def helpers_are_worth_it_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_processes, "WORTH_A_HELPER", 50)
    monkeypatch.setattr(reading_processes, "PIECE", 10)


def files_in(vault: Path) -> list[NoteFile]:
    paths = sorted(path.relative_to(vault).as_posix() for path in vault.rglob("*.md"))
    return [
        *(NoteFile(path, path, local=True, digest="") for path in paths),
        NoteFile("gone.md", "gone.md", True, ""),
    ]


def facts(reads: Iterator[NoteRead]) -> dict[str, tuple[bytes, FirstLook | None] | None]:
    return {read.path: (read.note.facts, first_look(read.note)) if read.note else None for read in reads}


def readers(processors: int) -> Readers:
    return Readers(Settings(), TODAY, processors=processors)


def children() -> list[psutil.Process]:
    return psutil.Process().children(recursive=True)


def test_helpers_read_what_one_process_reads_and_end_with_their_work(vault: Path) -> None:
    files = files_in(vault)
    alone = facts(readers(1)(vault, files))
    together = facts(readers(3)(vault, files))

    assert together == alone
    assert {path: found and found[0] for path, found in alone.items()} == {
        read.path: read.note and read.note.facts for read in read_many(vault, files)
    }
    assert alone["gone.md"] is None
    assert children() == []


@pytest.mark.parametrize(
    "helper",
    [
        (sys.executable, "-c", "raise SystemExit(1)"),
        (sys.executable, "-c", "print('what?' * 100)"),
        (
            sys.executable,
            "-c",
            "import sys; sys.stdin.buffer.read(99); sys.stdout.buffer.write(bytes([0, 0, 0, 2, 193, 193]))",
        ),
        ("a program that is not there",),
    ],
    ids=["ends at once", "says something else", "answers what is no answer", "cannot be started"],
)
def test_whatever_a_helper_does_every_note_is_read(
    vault: Path, monkeypatch: pytest.MonkeyPatch, helper: tuple[str, ...]
) -> None:
    monkeypatch.setattr(reading_processes, "HELPER", helper)
    files = files_in(vault)

    assert facts(readers(3)(vault, files)) == facts(readers(1)(vault, files))
    assert children() == []


def test_who_stops_in_the_middle_leaves_no_helper_behind(vault: Path) -> None:
    reads = readers(3)(vault, files_in(vault))
    next(reads)
    assert wait_until(children)
    reads.close()
    assert children() == []


@pytest.mark.parametrize(("processors", "notes"), [(1, FILES), (8, 40)])
def test_one_processor_or_few_notes_start_no_helper(
    vault: Path, monkeypatch: pytest.MonkeyPatch, processors: int, notes: int
) -> None:
    monkeypatch.setattr(reading_processes, "HELPER", ("must not be started",))
    monkeypatch.setattr(reading_processes, "Helper", None)
    assert len(list(readers(processors)(vault, files_in(vault)[:notes]))) == notes


def test_a_helper_answers_piece_by_piece_until_its_input_ends(vault: Path) -> None:
    questions, answers = io.BytesIO(), io.BytesIO()
    send(questions, Job(str(vault), Settings(), TODAY))
    for file in files_in(vault)[:2]:
        send(questions, [file])
    questions.seek(0)

    help_reading(questions, answers)

    answers.seek(0)
    assert receive(answers) != receive(answers)
    with pytest.raises(EOFError):
        receive(answers)


def test_what_a_first_look_finds_is_what_the_vault_finds_in_the_note() -> None:
    """Go through every example of every rule."""
    settings = Settings(on=frozenset(all_rules()))
    reader = FirstReader(settings, TODAY)
    for rule in all_rules().values():
        for example in (*rule.bad, *rule.good):
            notes = [parse_note(path, text) for path, text in notes_of(example).items()]
            plain, looked = (LiveState("vault", settings, TODAY) for _ in range(2))
            plain.apply({note.path: note for note in notes}, {})
            looked.apply({note.path: reader.filed(note) for note in notes}, {})
            assert looked.dump() == plain.dump()
