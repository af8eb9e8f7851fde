"""While the daemon runs, every change of the vault shows in the model and the indexes, and is told once."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from e2e.following import SAVES, Followed, atomic_save, following, save_in_place
from e2e.notes import write
from live_daemon import LiveDaemon, running_daemon, wait_until

Save = Callable[[Path, str], None]


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    vault = tmp_path_factory.mktemp("following") / "vault"
    write(vault, "Harbour.md", "A note that nothing happens to. #harbour\n")
    return vault


@pytest.fixture(scope="module")
def daemon(vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDaemon]:
    with running_daemon(tmp_path_factory.mktemp("home"), vault) as running:
        yield running


@pytest.fixture
def followed(vault: Path, daemon: LiveDaemon) -> Iterator[Followed]:
    """The vault, as bare as it was, and a connection to the daemon; after the test, nothing differs from a fresh build."""
    with following(vault, daemon) as followed:
        yield followed
    for path in vault.iterdir():
        if path.name != "Harbour.md":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    wait_until(lambda: daemon.get(f"{daemon.vault()}/state")["notes"] == 1)


def canvas(customer: str, *, tag: str = "canoe", alias: str = "The paddlers") -> str:
    return (
        f"---\naliases: [{alias}]\n---\n# Canoe school\n\n## Customers\n- {customer}\n- Schools\n\n"
        f"## Jobs to be done\n- {customer}: cross the sound without fear #{tag}\n\n"
        f"## Value proposition\n- {customer}: ten evenings, one price\n"
    )


CANVAS = "Canoe school.md"


def made(followed: Followed, path: str = CANVAS, text: str | None = None) -> Path:
    """A canvas that is there, and told of."""
    note = write(followed.vault, path, canvas("Islanders") if text is None else text)
    assert path in followed.told().notes
    return note


# One note.


@pytest.mark.parametrize("save", SAVES)
def test_a_new_note_is_told_once_and_known_everywhere(followed: Followed, save: Save) -> None:
    save(followed.vault / CANVAS, canvas("Islanders"))
    told = followed.told()

    assert told.notes == [CANVAS]
    assert told.tags == {"canoe"}
    assert told.aliases == {"The paddlers"}
    assert len(told.indexes) == len(told.models) == 1
    assert told.models[0]["generation"] == told.indexes[0]["generation"]
    assert told.ventures == [followed.ventures()[CANVAS]["id"]]
    assert followed.types(CANVAS) == ["Islanders", "Schools"]
    assert "canoe" in followed.tags()
    assert followed.aliases()["The paddlers"] == [CANVAS]


@pytest.mark.parametrize("save", SAVES)
def test_a_save_is_told_once_whichever_way_the_editor_writes(followed: Followed, save: Save) -> None:
    note = made(followed)
    save(note, canvas("Day trippers", tag="kayak", alias="The crew"))
    told = followed.told()

    assert told.notes == [CANVAS]
    assert told.tags == {"canoe", "kayak"}
    assert told.aliases == {"The paddlers", "The crew"}
    assert len(told.indexes) == len(told.models) == 1
    assert followed.types(CANVAS) == ["Day trippers", "Schools"]
    assert "kayak" in followed.tags()
    assert "canoe" not in followed.tags()
    assert followed.aliases() == {"The crew": [CANVAS]}


@pytest.mark.parametrize("save", SAVES)
def test_a_save_of_the_same_text_is_told_to_nobody(followed: Followed, save: Save) -> None:
    note = made(followed)
    save(note, canvas("Islanders"))

    assert followed.told() == ([], [])


def test_text_that_is_appended_is_told(followed: Followed) -> None:
    note = made(followed)
    with note.open("ab") as file:
        file.write(b"\n## Alternatives\n- Schools: a bus to the pool\n")
    told = followed.told()

    assert told.notes == [CANVAS]
    (islanders, schools) = followed.ventures()[CANVAS]["customer_types"]
    assert islanders["alternatives"] == []
    assert [each["text"] for each in schools["alternatives"]] == ["a bus to the pool"]


def test_a_change_of_the_same_size_in_the_same_moment_is_told(followed: Followed) -> None:
    note = made(followed, text="#port\n")
    status = note.stat()
    with note.open("r+b") as file:
        file.write(b"#stern"[:5])
    os.utime(note, ns=(status.st_atime_ns, status.st_mtime_ns))
    told = followed.told()

    assert told.notes == [CANVAS]
    assert {"port", "ster"} == told.tags


def test_a_note_that_is_no_canvas_changes_no_model(followed: Followed) -> None:
    write(followed.vault, "Log.md", "Rowed twice today. #log\n")
    told = followed.told()

    assert told.notes == ["Log.md"]
    assert told.models == []


def test_a_renamed_note_is_told_under_both_names_at_once(followed: Followed) -> None:
    note = made(followed)
    note.rename(followed.vault / "Paddling.md")
    told = followed.told()

    assert [message["notes"] for message in told.indexes] == [[CANVAS, "Paddling.md"]]
    assert list(followed.ventures()) == ["Paddling.md"]
    assert followed.aliases() == {"The paddlers": ["Paddling.md"]}
    assert followed.get("tags/canoe/notes")["notes"][0]["path"] == "Paddling.md"


def test_a_note_renamed_in_case_only_has_the_new_name(followed: Followed) -> None:
    note = made(followed)
    note.rename(followed.vault / CANVAS.upper().replace(".MD", ".md"))
    followed.told()

    assert followed.aliases() == {"The paddlers": ["CANOE SCHOOL.md"]}


def test_two_notes_that_swap_their_names_are_each_told_once(followed: Followed) -> None:
    first, second = made(followed, "Bow.md", "#bow\n"), made(followed, "Stern.md", "#stern\n")
    first.rename(followed.vault / ".swap")
    second.rename(first)
    (followed.vault / ".swap").rename(second)
    told = followed.told()

    assert told.notes == ["Bow.md", "Stern.md"]
    assert followed.get("tags/bow/notes")["notes"][0]["path"] == "Stern.md"


def test_a_deleted_note_is_told_once_and_known_nowhere(followed: Followed) -> None:
    made(followed).unlink()
    told = followed.told()

    assert told.notes == [CANVAS]
    assert len(told.models) == 1
    assert followed.ventures() == {}
    assert followed.aliases() == {}
    assert followed.tags() == {"harbour"}
    with followed.daemon.http() as client:
        assert client.get(f"{followed.address}/notes/{CANVAS}").status_code == 404


def test_a_note_that_loses_its_ending_is_no_note_any_more(followed: Followed) -> None:
    note = made(followed)
    note.rename(note.with_suffix(".txt"))
    assert followed.told().notes == [CANVAS]
    note.with_suffix(".txt").rename(note)

    assert followed.told().notes == [CANVAS]
    assert followed.types(CANVAS) == ["Islanders", "Schools"]


def test_a_link_finds_the_note_that_it_waited_for(followed: Followed) -> None:
    made(followed, "Log.md", "See [[Canoe school]].\n")
    assert followed.get("notes/Log.md")["links"][0]["resolution"] == "unresolved"
    note = made(followed)
    assert followed.get("notes/Log.md")["links"][0]["paths"] == [CANVAS]
    note.unlink()
    followed.told()

    assert followed.get("notes/Log.md")["links"][0]["resolution"] == "unresolved"


def test_hidden_folders_and_files_wake_nobody(followed: Followed) -> None:
    write(followed.vault, ".obsidian/workspace.json", "{}")
    write(followed.vault, ".trash/Old.md", "#old\n")
    write(followed.vault, ".Draft.md", "#draft\n")

    assert followed.told() == ([], [])


def test_front_matter_that_breaks_and_is_mended_is_told_and_listed(followed: Followed) -> None:
    note = made(followed)
    save_in_place(note, canvas("Islanders").replace("[The paddlers]", "[The paddlers"))
    assert followed.told().aliases == {"The paddlers"}
    assert [each["path"] for each in followed.get("state")["troubles"]] == [CANVAS]
    save_in_place(note, canvas("Islanders"))

    assert followed.told().aliases == {"The paddlers"}
    assert followed.get("state")["troubles"] == []


# Whole folders.

FOLDER = {
    "Ferry/Customers.md": "---\ntags: [customers]\n---\n# Customers\n- Islanders\n- Councils\n",
    "Ferry/Jobs to be Done.md": "---\ntags: [jobs-to-be-done]\n---\n# Jobs to be Done\n- Islanders: sleep at home\n",
    "Ferry/Log/Monday.md": "---\naliases: [First crossing]\n---\nCalm. #log/monday\n",
    "Ferry/Log/Deep/Tuesday.md": "Rough. #log/tuesday\n",
    "Ferry/Log/chart.png": "no picture",
}
NOTES = sorted(path for path in FOLDER if path.endswith(".md"))


def make_folder(root: Path) -> None:
    for path, text in FOLDER.items():
        write(root, path, text)


def moved(paths: list[str], name: str) -> list[str]:
    return [path.replace("Ferry/", f"{name}/") for path in paths]


@pytest.fixture
def folder(followed: Followed) -> Path:
    make_folder(followed.vault)
    followed.told()
    assert set(NOTES) <= {path for path in NOTES if followed.get(f"notes/{path}")}
    return followed.vault / "Ferry"


def knows(followed: Followed, name: str) -> None:
    """Everything of the folder is known, under one name."""
    assert followed.types(name) == ["Islanders", "Councils"]
    assert followed.aliases() == {"First crossing": [f"{name}/Log/Monday.md"]}
    assert {"log/monday", "log/tuesday"} < followed.tags()
    assert followed.get("state")["notes"] == len(NOTES) + 1 + len(list(followed.vault.glob("Marker*")))


def knows_nothing(followed: Followed) -> None:
    assert followed.ventures() == {}
    assert followed.aliases() == {}
    assert followed.tags() == {"harbour"}


def test_every_note_of_a_new_folder_is_told_once(followed: Followed) -> None:
    make_folder(followed.vault)

    assert followed.told().notes == NOTES
    knows(followed, "Ferry")


def test_a_renamed_folder_takes_its_notes_along(followed: Followed, folder: Path) -> None:
    folder.rename(followed.vault / "Boats")
    told = followed.told()

    assert told.notes == sorted(NOTES + moved(NOTES, "Boats"))
    knows(followed, "Boats")
    write(followed.vault, "Boats/Log/Deep/Tuesday.md", "Calm again. #log/wednesday\n")
    assert followed.told().notes == ["Boats/Log/Deep/Tuesday.md"]
    assert "log/wednesday" in followed.tags()


def test_a_deleted_folder_takes_its_notes_with_it(followed: Followed, folder: Path) -> None:
    shutil.rmtree(folder)

    assert followed.told().notes == NOTES
    knows_nothing(followed)


def test_a_folder_moved_out_is_forgotten_and_moved_in_is_known_again(
    followed: Followed, folder: Path, tmp_path: Path
) -> None:
    away = folder.rename(tmp_path / "Ferry")
    assert followed.told().notes == NOTES
    knows_nothing(followed)

    write(away, "Log/Monday.md", "Changed while away. #unseen\n")
    assert followed.told() == ([], [])
    write(away, "Log/Monday.md", FOLDER["Ferry/Log/Monday.md"])
    away.rename(folder)
    assert followed.told().notes == NOTES
    knows(followed, "Ferry")
    write(followed.vault, "Ferry/Log/Deep/Tuesday.md", "Calm again. #log/wednesday\n")
    assert followed.told().notes == ["Ferry/Log/Deep/Tuesday.md"]


def test_a_folder_in_place_of_another_is_the_one_that_is_known(
    followed: Followed, folder: Path, tmp_path: Path
) -> None:
    write(tmp_path, "Ferry/Customers.md", FOLDER["Ferry/Customers.md"].replace("Councils", "Pilots"))
    write(tmp_path, "Ferry/Jobs to be Done.md", FOLDER["Ferry/Jobs to be Done.md"])
    folder.rename(tmp_path / "Old")
    (tmp_path / "Ferry").rename(folder)
    told = followed.told()

    assert told.notes == ["Ferry/Customers.md", "Ferry/Log/Deep/Tuesday.md", "Ferry/Log/Monday.md"]
    assert followed.types("Ferry") == ["Islanders", "Pilots"]
    assert followed.aliases() == {}


def test_a_note_that_becomes_a_folder_and_back(followed: Followed) -> None:
    note = made(followed, "Ferry.md", "#note\n")
    note.unlink()
    write(followed.vault, "Ferry.md/Inside.md", "#inside\n")
    assert followed.told().notes == ["Ferry.md", "Ferry.md/Inside.md"]
    shutil.rmtree(note)
    write(followed.vault, "Ferry.md", "#note\n")

    assert followed.told().notes == ["Ferry.md", "Ferry.md/Inside.md"]
    assert followed.tags() == {"harbour", "note"}


def test_many_notes_at_once_are_each_told_once(followed: Followed) -> None:
    paths = sorted(f"Many/{number}.md" for number in range(300))
    for path in paths:
        write(followed.vault, path, f"#many/{path[5:-3]}x\n")
    assert followed.told().notes == paths
    shutil.rmtree(followed.vault / "Many")

    wait_until(lambda: followed.tags() == {"harbour"})
    assert followed.told().notes == paths


# Open in an editor.


@pytest.mark.parametrize("save", SAVES)
def test_the_editor_wins_over_the_disk_and_gives_way_when_it_closes(followed: Followed, save: Save) -> None:
    note = made(followed)
    followed.live.send(type="open", path=CANVAS, text=canvas("Typists", tag="typed"), version=1)
    followed.live.until("model")
    save(note, canvas("Day trippers", tag="saved"))

    assert followed.told().notes == []
    assert followed.types(CANVAS) == ["Typists", "Schools"]
    assert "saved" not in followed.tags()

    followed.live.send(type="close", path=CANVAS)
    closed = followed.live.until("index")
    assert (closed["notes"], sorted(closed["tags"])) == ([CANVAS], ["saved", "typed"])
    assert followed.types(CANVAS) == ["Day trippers", "Schools"]
    assert followed.told().notes == []


def test_saving_what_was_typed_and_closing_it_tells_nothing_more(followed: Followed) -> None:
    note = made(followed)
    typed = canvas("Typists")
    followed.live.send(type="open", path=CANVAS, text=canvas("Islanders"), version=1)
    followed.live.send(type="change", path=CANVAS, text=typed, version=2)
    followed.live.until("model")
    atomic_save(note, typed)
    assert followed.told() == ([], [])
    followed.live.send(type="close", path=CANVAS)

    assert followed.told() == ([], [])
    assert followed.types(CANVAS) == ["Typists", "Schools"]


def test_a_note_deleted_while_it_is_open_goes_when_it_closes(followed: Followed) -> None:
    note = made(followed)
    followed.live.send(type="open", path=CANVAS, text=canvas("Typists"), version=1)
    followed.live.until("model")
    note.unlink()
    assert followed.told().notes == []
    assert followed.types(CANVAS) == ["Typists", "Schools"]
    followed.live.send(type="close", path=CANVAS)

    assert followed.live.until("index")["notes"] == [CANVAS]
    assert followed.ventures() == {}
    assert followed.tags() == {"harbour"}


def test_a_note_renamed_while_it_is_open_stands_under_both_names_until_it_closes(followed: Followed) -> None:
    note = made(followed)
    followed.live.send(type="open", path=CANVAS, text=canvas("Typists"), version=1)
    followed.live.until("model")
    note.rename(followed.vault / "Paddling.md")
    assert followed.told().notes == ["Paddling.md"]
    assert set(followed.ventures()) == {CANVAS, "Paddling.md"}
    followed.live.send(type="close", path=CANVAS)

    assert followed.live.until("index")["notes"] == [CANVAS]
    assert list(followed.ventures()) == ["Paddling.md"]
