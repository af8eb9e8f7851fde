"""Another program appends to notes while fixes are written to them: no line of it is lost, and no fix is half."""

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest

from venture_canvas.notes.decoding import digest_of
from venture_canvas.vault import reading
from venture_canvas.vault.place import Place
from venture_canvas.vault.planning import NewText, NotWrittenError
from venture_canvas.vault.writing import write

APPENDER = """
import itertools, sys, time
for number in itertools.count():
    with open(sys.argv[1], "ab") as note:
        note.write(b"line %d\\n" % number)
    print(number, flush=True)
    time.sleep(0.005)
"""


@pytest.mark.parametrize("fixes", [150, pytest.param(1000, marks=[pytest.mark.long, pytest.mark.timeout(0)])])
def test_no_appended_line_is_lost_while_fixes_are_written(tmp_path: Path, fixes: int) -> None:
    vault, note = tmp_path / "vault", tmp_path / "vault" / "Diary.md"
    vault.mkdir()
    note.write_bytes(b"fix 0\n")
    other = subprocess.Popen([sys.executable, "-c", APPENDER, str(note)], stdout=subprocess.PIPE)
    written = 0
    try:
        assert other.stdout is not None
        other.stdout.readline()
        while written < fixes:
            with contextlib.suppress(NotWrittenError):
                write(vault, {"Diary.md": next_fix(note)}, tmp_path / "state" / "vault.journal")
                written += 1
    finally:
        other.terminate()
        told = other.communicate()[0]
    appended = len(told.splitlines()) + 1
    first, *lines = note.read_bytes().splitlines()
    assert first == b"fix %d" % written
    # The last line may have been appended and not been told of any more.
    assert {b"line %d" % number for number in range(appended)} <= set(lines)
    assert len(lines) == len(set(lines)) <= appended + 1
    assert appended > 10


def next_fix(note: Path) -> NewText:
    """Return the note with one more fix in its first line."""
    content = note.read_bytes()
    first, rest = content.split(b"\n", 1)
    number = int(first.removeprefix(b"fix ")) + 1
    return NewText(f"fix {number}\n{rest.decode()}", digest_of(content))


@pytest.mark.skipif(not reading.OPENS_IN_FOLDERS, reason="an open file cannot be replaced there")
@pytest.mark.parametrize("moment", ["replace_by", "settle"])
def test_what_is_appended_while_a_note_is_replaced_is_appended_to_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    note = tmp_path / "Diary.md"
    note.write_bytes(b"mine\n")
    step = getattr(Place, moment)
    opened = note.open("ab")

    def appended_first(place: Place, *given: str) -> None:
        if not opened.closed:
            opened.write(b"yours\n")
            opened.close()
        step(place, *given)

    monkeypatch.setattr(Place, moment, appended_first)
    write(tmp_path, {"Diary.md": NewText("fixed\n", digest_of(b"mine\n"))})
    assert note.read_bytes() == b"fixed\nyours\n"
    assert [file.name for file in tmp_path.iterdir()] == ["Diary.md"]
