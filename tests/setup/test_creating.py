"""A vault is made from nothing or added to; what is there stays byte for byte."""

import os
from pathlib import Path

import pytest

from setup.making import TODAY, make, texts_in
from venture_canvas.setup.errors import SetupError
from venture_canvas.setup.wish import Layout, Wish


def test_a_folder_that_is_missing_is_made_with_those_above_it(tmp_path: Path) -> None:
    made = make(tmp_path / "a" / "b" / "vault")

    assert made.root == (tmp_path / "a" / "b" / "vault").resolve()
    assert set(made.created) == set(texts_in(made.root))
    assert made.kept == ()


def test_files_that_are_there_stay_as_they_are_and_are_named(tmp_path: Path) -> None:
    (tmp_path / ".obsidian").mkdir()
    mine = {"Start here.md": b"\xff\x00mine", ".obsidian/app.json": b"", "Diary.md": b"Rain.\r\n"}
    for path, content in mine.items():
        (tmp_path / path).write_bytes(content)
    made = make(tmp_path)

    assert {path: (tmp_path / path).read_bytes() for path in mine} == mine
    assert set(made.kept) == {"Start here.md", ".obsidian/app.json"}
    assert (tmp_path / "Lexicon" / "Purpose.md").is_file()


def test_the_second_time_everything_is_there_already(tmp_path: Path) -> None:
    first = make(tmp_path / "vault")
    purpose = first.root / "My venture" / "01 Purpose.md"
    purpose.write_text("Rest for all who work at night.\n", encoding="utf-8")
    before = texts_in(first.root)
    second = make(tmp_path / "vault")

    assert second.created == ()
    assert second.kept == first.created
    assert texts_in(first.root) == before


def test_a_second_venture_and_the_example_are_added_to_a_vault(tmp_path: Path) -> None:
    make(tmp_path / "vault")
    made = make(tmp_path / "vault", Wish(TODAY, "Day Garden", example=True))

    assert {path.split("/")[0] for path in made.created} == {"Day Garden", "Spare Oven (example)"}


@pytest.mark.parametrize(("first", "second"), [tuple(Layout), tuple(reversed(Layout))])
def test_one_canvas_is_not_laid_out_twice(tmp_path: Path, first: Layout, second: Layout) -> None:
    make(tmp_path / "vault", Wish(TODAY, layout=first))
    before = texts_in(tmp_path / "vault")

    with pytest.raises(SetupError, match="other layout"):
        make(tmp_path / "vault", Wish(TODAY, layout=second))
    assert texts_in(tmp_path / "vault") == before
    assert make(tmp_path / "vault", Wish(TODAY, "Day Garden", layout=second)).created


def test_no_vault_is_made_inside_another(tmp_path: Path) -> None:
    make(tmp_path / "vault")
    with pytest.raises(SetupError, match="lies in the vault"):
        make(tmp_path / "vault" / "Lexicon" / "deeper")
    assert not (tmp_path / "vault" / "Lexicon" / "deeper").exists()


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "Lexicon").write_text("mine", encoding="utf-8")
    with pytest.raises(SetupError, match="should be a folder"):
        make(tmp_path)
    assert (tmp_path / "Lexicon").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_out_of_the_vault_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / "Lexicon").symlink_to(tmp_path / "outside")

    with pytest.raises(SetupError, match="out of the vault"):
        make(tmp_path / "vault")
    assert list((tmp_path / "outside").iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_vault_behind_a_link_is_made_where_the_link_leads(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")

    assert set(make(tmp_path / "link").created) == set(texts_in(tmp_path / "real"))
