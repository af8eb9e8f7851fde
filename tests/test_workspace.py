"""A live vault in this process: opened, changed, typed in, compared with a fresh build."""

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

import msgspec
import pytest

from e2e.notes import CANVAS, CANVAS_PATH, LEXICON_PATH, write, write_all
from live_daemon import wait_until
from venture_canvas.hints.hint import Finding
from venture_canvas.hints.registry import all_rules
from venture_canvas.notes.decoding import digest_of
from venture_canvas.telling import Change, State
from venture_canvas.vault.disk import Disk, DiskChange
from venture_canvas.vault.planning import NewText, NotWrittenError
from venture_canvas.vault.reading import UnreadableError
from venture_canvas.verifying import Difference, Verifier
from venture_canvas.workspace import Workspace

NOTE = "Log/Monday.md"
EVERYTHING = None


class Opened:
    """A workspace that is open, what it was told, and what it tells."""

    def __init__(self, vault: Path, cache: Path | None = None, *, watch: bool = False) -> None:
        self.vault = vault
        self.progress: list[tuple[int, int]] = []
        self.heard: list[Change] = []
        self.workspace = Workspace(vault, cache=cache)
        self.workspace.open(lambda read, total: self.progress.append((read, total)))
        self.workspace.subscribe(self.heard.append)
        if watch:
            self.workspace.watch()
            # The first look of a watch is at everything; what a test writes comes after it.
            write(vault, "Watched.md", "")
            wait_until(lambda: "Watched.md" in self.notes)

    @property
    def status(self) -> str:
        return self.workspace.state.status

    @property
    def notes(self) -> set[str]:
        return set(self.workspace.snapshot.notes)

    @property
    def tags(self) -> set[str]:
        return {tag.name for tag in self.workspace.snapshot.tags()}

    def has(self, tag: str) -> bool:
        return tag in self.tags

    @property
    def dump(self) -> object:
        return self.workspace._live.dump()

    def look(self, *paths: str) -> None:
        """What a watch does when something happened."""
        self.workspace._look(frozenset(paths) or EVERYTHING)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    vault = write_all(tmp_path / "vault")
    write(vault, NOTE, "---\naliases: [First day]\n---\nRowed to the [[Lantern Ferry]]. #log\n")
    write(vault, "Log/chart.png", b"\x89PNG")
    return vault


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "facts.sqlite"


Open = Callable[..., Opened]


@pytest.fixture
def opened(vault: Path) -> Iterator[Open]:
    """Open the vault; every workspace is closed after the test."""
    made: list[Opened] = []

    def open_(cache: Path | None = None, *, watch: bool = False) -> Opened:
        made.append(Opened(vault, cache, watch=watch))
        return made[-1]

    yield open_
    for each in made:
        each.workspace.close()


# Opening.


def test_before_it_is_opened_a_vault_is_being_indexed(vault: Path) -> None:
    assert Workspace(vault).state == State("indexing", "off", 0, 0, 0, ())


def test_an_opened_vault_has_its_notes_tags_and_ventures(opened: Open) -> None:
    live = opened()

    assert live.workspace.state == State("ready", "off", 1, 6, 0, (), parsed=6)
    assert {NOTE, CANVAS_PATH, LEXICON_PATH} < live.notes
    assert {"log", "lexicon-entry"} < live.tags
    assert [venture.name for venture in live.workspace.ventures] == ["Lantern Ferry"]


def test_the_opening_tells_how_far_it_is_every_fifty_notes_and_at_the_end(vault: Path, opened: Open) -> None:
    for number in range(114):
        write(vault, f"Log/{number}.md", "")

    assert opened().progress == [(0, 120), (50, 120), (100, 120), (120, 120)]


def test_an_empty_vault_is_a_vault(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    live = Opened(tmp_path / "empty")

    assert live.status == "ready"
    assert live.workspace.verify() == ()


# The cache.


def test_starting_again_on_an_unchanged_vault_parses_nothing(opened: Open, cache: Path) -> None:
    first = opened(cache)
    first.workspace.close()
    again = opened(cache, watch=True)

    # The one note is the one that told when the watch had begun.
    assert (first.workspace.parsed, again.workspace.parsed) == (6, 1)
    again.workspace.close()
    write(again.vault, "Watched.md", "").unlink()
    assert opened(cache).dump == first.dump


def test_a_look_that_finds_the_same_bytes_parses_nothing(opened: Open) -> None:
    live = opened()
    (live.vault / NOTE).touch()
    live.look(NOTE)
    live.look()

    assert live.workspace.parsed == 6
    assert live.workspace.generation == 1
    assert live.heard == []


def test_what_changed_between_two_runs_is_all_that_is_parsed(opened: Open, cache: Path) -> None:
    opened(cache).workspace.close()
    vault = opened().vault
    write(vault, NOTE, "Now it is #evening.\n")
    (vault / CANVAS_PATH).touch()
    (vault / LEXICON_PATH).unlink()
    again = opened(cache)

    assert again.workspace.parsed == 1
    assert again.dump == opened().dump
    assert "evening" in again.tags


def truncate(cache: Path) -> None:
    os.truncate(cache, cache.stat().st_size // 2)


def zero(cache: Path) -> None:
    cache.write_bytes(bytes(cache.stat().st_size))


def zero_a_page(cache: Path) -> None:
    with cache.open("r+b") as file:
        file.seek(4096)
        file.write(bytes(4096))


def empty(cache: Path) -> None:
    os.truncate(cache, 0)


def scribble(cache: Path) -> None:
    cache.write_bytes(b"not a database, but long enough to be taken for one" * 100)


def outdate(cache: Path) -> None:
    alter(cache, "PRAGMA user_version = 7")


def lose_a_table(cache: Path) -> None:
    alter(cache, "DROP TABLE note")


def spoil_the_facts(cache: Path) -> None:
    alter(cache, "UPDATE note SET facts = x'C1'")


def alter(cache: Path, statement: str) -> None:
    with sqlite3.connect(cache) as connection:
        connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    "damage",
    [Path.unlink, truncate, zero, zero_a_page, empty, scribble, outdate, lose_a_table, spoil_the_facts],
)
def test_a_cache_that_is_lost_or_damaged_costs_one_rebuild_and_nothing_else(
    opened: Open, cache: Path, damage: Callable[[Path], object]
) -> None:
    first = opened(cache)
    first.workspace.close()
    damage(cache)
    second = opened(cache)
    second.workspace.close()
    third = opened(cache)

    assert second.workspace.parsed == 6
    assert third.workspace.parsed == 0
    assert first.dump == second.dump == third.dump
    assert third.workspace.state.troubles == ()


def test_a_cache_that_cannot_be_kept_is_told_and_the_vault_is_served_all_the_same(
    vault: Path, tmp_path: Path, opened: Open
) -> None:
    write(tmp_path, "cache", "a file where a folder should be")
    live = opened(tmp_path / "cache" / "facts.sqlite")

    assert [trouble.code for trouble in live.workspace.state.troubles] == ["cache-off"]
    assert live.dump == opened().dump


# What is typed.


def test_what_is_typed_stands_for_the_note_until_it_is_closed(opened: Open) -> None:
    live = opened()
    live.workspace.edit(NOTE, "Typed. #lantern")
    assert (live.workspace.state.buffers, live.workspace.state.open) == (1, (NOTE,))
    assert "lantern" in live.tags
    assert "log" not in live.tags

    live.workspace.release(NOTE)
    assert live.workspace.state.buffers == 0
    assert live.dump == opened().dump


def test_the_disk_waits_while_a_note_is_open_and_counts_when_it_is_closed(opened: Open) -> None:
    live = opened()
    live.workspace.edit(NOTE, "#lantern")
    write(live.vault, NOTE, "#anchor")
    live.look(NOTE)
    assert "anchor" not in live.tags
    assert live.workspace.verify() == ()

    live.workspace.release(NOTE)
    assert "anchor" in live.tags
    assert live.dump == opened().dump


def test_an_open_note_that_is_deleted_is_there_until_it_is_closed(opened: Open) -> None:
    live = opened()
    live.workspace.edit(NOTE, "#lantern")
    (live.vault / NOTE).unlink()
    live.look(NOTE)
    assert "lantern" in live.tags

    live.workspace.release(NOTE)
    assert NOTE not in live.notes
    assert live.workspace.verify() == ()


def test_a_note_that_is_typed_before_it_is_saved_is_there_until_it_is_closed(opened: Open) -> None:
    live = opened()
    live.workspace.edit("New.md", "#lantern")
    assert "New.md" in live.notes

    live.workspace.release("New.md")
    assert live.dump == opened().dump


def test_two_spellings_of_one_name_are_one_note(opened: Open) -> None:
    live = opened()
    live.workspace.edit("Cafe\u0301.md", "#lantern")
    assert "Caf\u00e9.md" in live.notes
    live.workspace.release("Caf\u00e9.md")

    assert live.workspace.state.buffers == 0
    assert live.dump == opened().dump


def test_an_open_note_has_the_byte_order_mark_that_its_file_has(opened: Open) -> None:
    live = opened()
    live.workspace.edit(NOTE, "#typed\n")
    write(live.vault, NOTE, b"\xef\xbb\xbf#typed\n")
    live.look(NOTE)
    assert live.workspace.snapshot.notes[NOTE].digest == digest_of(b"\xef\xbb\xbf#typed\n")

    (live.vault / NOTE).unlink()
    live.look(NOTE)
    assert live.workspace.snapshot.notes[NOTE].digest == digest_of(b"#typed\n")


def test_what_could_not_be_read_is_tried_again_before_long(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_handle(*_: object) -> bytes:
        raise UnreadableError("unreadable", "There is no free handle.")

    monkeypatch.setattr("venture_canvas.workspace.TRY_AGAIN_AFTER", 0.1)
    live = opened(watch=True)
    with monkeypatch.context() as patched:
        patched.setattr("venture_canvas.vault.note_files.read", no_handle)
        write(live.vault, NOTE, "#handles\n")
        wait_until(lambda: live.workspace.snapshot.notes[NOTE].digest == "")
    wait_until(lambda: live.has("handles"))


def test_closing_a_note_that_is_not_open_changes_nothing(opened: Open) -> None:
    live = opened()
    live.workspace.release(NOTE)

    assert live.heard == []


def test_a_note_closed_while_its_disk_is_away_is_as_it_was_last_seen(opened: Open) -> None:
    live = opened()
    live.workspace.edit(NOTE, "#lantern")
    away = live.vault.rename(live.vault.with_name("away"))
    live.workspace.release(NOTE)
    assert live.status == "unavailable"
    assert "log" in live.tags

    away.rename(live.vault)
    live.look()
    assert live.status == "ready"
    assert live.dump == opened().dump


def test_a_disk_that_comes_back_does_not_overwrite_the_notes_that_are_still_open(opened: Open) -> None:
    live = opened()
    live.workspace.edit(NOTE, "#lantern")
    live.workspace.edit(CANVAS_PATH, "#typed")
    away = live.vault.rename(live.vault.with_name("away"))
    live.look()
    write(away, CANVAS_PATH, "#written")
    away.rename(live.vault)
    live.workspace.release(NOTE)

    assert live.status == "ready"
    assert {"log", "typed"} < live.tags
    live.workspace.release(CANVAS_PATH)
    assert live.dump == opened().dump


# What is told.


def test_a_change_tells_what_it_changed_once(opened: Open) -> None:
    live = opened()
    write(live.vault, NOTE, "---\naliases: [Second day]\n---\n#evening")
    live.look(NOTE)
    live.look()

    assert live.heard == [Change(2, (NOTE,), ("evening", "log"), ("First day", "Second day"), (), None)]


def test_a_canvas_that_changes_tells_its_venture_and_other_notes_do_not(opened: Open) -> None:
    live = opened()
    write(live.vault, CANVAS_PATH, CANVAS.replace("Island councils", "Harbour boards"))
    live.look(CANVAS_PATH)
    write(live.vault, NOTE, "#evening")
    live.look(NOTE)

    assert [change.ventures for change in live.heard] == [("Lantern Ferry.md",), ()]


def test_every_step_has_the_next_generation_and_a_step_that_changes_nothing_has_none(opened: Open) -> None:
    live = opened()
    for text in ("#one", "#one", "#two"):
        live.workspace.edit(NOTE, text)
    live.workspace.release(NOTE)
    live.look()

    assert [change.generation for change in live.heard] == [2, 3, 4]
    assert live.workspace.generation == 4


def test_a_note_that_breaks_and_is_mended_tells_the_state_each_time(opened: Open) -> None:
    live = opened()
    live.workspace.edit(NOTE, "---\ntags: [\n---\n")
    live.workspace.edit(NOTE, "---\ntags: [log]\n---\n")
    states = [change.state for change in live.heard]

    assert [state and [(each.code, each.path) for each in state.troubles] for state in states] == [
        [("front-matter-invalid", NOTE)],
        [],
    ]


def test_how_a_vault_is_can_be_asked_while_it_takes_in_very_much(opened: Open) -> None:
    live = opened()
    live.workspace.edit(NOTE, "#lantern")
    before = live.workspace.state
    told: list[State] = []
    asking = threading.Thread(target=lambda: told.append(live.workspace.state))
    with live.workspace.reading():
        asking.start()
        asking.join(20)
        assert told == [msgspec.structs.replace(before, status="indexing")]

    assert live.workspace.state == before


def test_who_has_ended_listening_hears_no_more(opened: Open) -> None:
    live = opened()
    heard: list[Change] = []
    end = live.workspace.subscribe(heard.append)
    live.workspace.edit(NOTE, "#one")
    end()
    end()
    live.workspace.edit(NOTE, "#two")

    assert [change.generation for change in heard] == [2]
    assert [change.generation for change in live.heard] == [2, 3]


# Verify.


def test_a_change_that_nobody_noticed_is_a_difference(opened: Open) -> None:
    live = opened()
    write(live.vault, NOTE, "#evening")
    found = {difference.what: difference for difference in live.workspace.verify()}

    assert found[f"notes/{NOTE}"].live == live.workspace.snapshot.notes[NOTE].digest
    assert found[f"notes/{NOTE}"].fresh != found[f"notes/{NOTE}"].live
    live.look()
    assert live.workspace.verify() == ()


def test_a_note_that_is_lost_from_the_live_state_is_a_difference(opened: Open) -> None:
    live = opened()
    live.workspace._live.apply({NOTE: None}, {})

    assert f"notes/{NOTE}" in {difference.what for difference in live.workspace.verify()}


def test_a_change_that_is_under_way_is_waited_for(opened: Open) -> None:
    live = opened(watch=True)
    write(live.vault, NOTE, "#evening")

    assert live.workspace.verify() == ()
    assert "evening" in live.tags


class HeldBuild:
    """Stops fresh builds in the middle, until they are let go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.goes_on = threading.Event(), threading.Event()
        build = Disk.open

        def hold(disk: Disk) -> DiskChange:
            found = build(disk)
            self.begun.set()
            assert self.goes_on.wait(20)
            return found

        monkeypatch.setattr(Disk, "open", hold)


def test_nobody_waits_for_the_build_and_what_is_typed_meanwhile_is_no_difference(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = opened()
    held = HeldBuild(monkeypatch)
    found: list[tuple[Difference, ...]] = []
    verifying = threading.Thread(target=lambda: found.append(live.workspace.verify()))
    verifying.start()
    assert held.begun.wait(20)

    typing = threading.Thread(target=live.workspace.edit, args=(NOTE, "#lantern"))
    typing.start()
    typing.join(20)
    assert not typing.is_alive()
    assert "lantern" in live.tags

    held.goes_on.set()
    verifying.join(20)
    assert found == [()]


def test_a_difference_is_found_while_somebody_types_without_end(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = opened()
    live.workspace._live.apply({CANVAS_PATH: None}, {})
    count = iter(range(1000))
    compare = Verifier._compare

    def typing(verifier: Verifier) -> tuple[Difference, ...]:
        found = compare(verifier)
        live.workspace.edit(NOTE, f"#typed{next(count)}")
        return found

    monkeypatch.setattr(Verifier, "_compare", typing)
    found = {difference.what for difference in live.workspace.verify()}

    assert f"notes/{CANVAS_PATH}" in found
    assert f"notes/{NOTE}" not in found


def test_what_was_known_of_a_folder_that_may_not_be_looked_into_is_no_difference(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = opened()
    look = os.scandir

    def refuse(folder: str) -> object:
        if str(folder).endswith("Log"):
            raise PermissionError(13, "Permission denied")
        return look(folder)

    monkeypatch.setattr("venture_canvas.vault.files.os.scandir", refuse)
    live.look()

    assert {NOTE} < live.notes
    assert [(each.code, each.path) for each in live.workspace.state.troubles] == [
        ("folder-unreadable", "Log")
    ]
    assert live.workspace.verify() == ()


# Folders that take each other's place.


def test_a_folder_in_place_of_one_that_was_moved_out_is_followed_even_when_it_goes_at_once(
    opened: Open, tmp_path: Path
) -> None:
    write(tmp_path, "Other/Tuesday.md", "#other")
    live = opened(watch=True)
    log = live.vault / "Log"
    log.rename(tmp_path / "Moved out")
    (tmp_path / "Other").rename(log)
    shutil.rmtree(log)
    wait_until(lambda: NOTE not in live.notes)

    # The watch must outlive what its observer makes of a folder that is gone twice, in this look and in later ones.
    for tag in ("wednesday", "thursday"):
        write(live.vault, f"Log/{tag}.md", f"#{tag}")
        wait_until(partial(live.has, tag))
        shutil.rmtree(log)
        wait_until(lambda: not live.notes & {"Log/wednesday.md", "Log/thursday.md"})
    assert live.workspace.state.troubles == ()


def test_a_folder_that_was_moved_out_and_replaced_is_followed_no_more(opened: Open, tmp_path: Path) -> None:
    write(tmp_path, "Other/Tuesday.md", "#other")
    live = opened(watch=True)
    moved = (live.vault / "Log").rename(tmp_path / "Moved out")
    (tmp_path / "Other").rename(live.vault / "Log")
    wait_until(lambda: "other" in live.tags)
    shutil.rmtree(moved)
    write(live.vault, "Log/Wednesday.md", "#wednesday")
    wait_until(lambda: "wednesday" in live.tags)

    assert live.notes == {path for path in live.notes if (live.vault / path).exists()}


# A vault that is not there.


def test_a_vault_that_goes_away_is_kept_as_it_was_and_told(opened: Open) -> None:
    live = opened()
    before = live.dump
    away = live.vault.rename(live.vault.with_name("away"))
    live.look()

    assert live.status == "unavailable"
    assert live.dump == before
    (trouble,) = live.workspace.state.troubles
    assert trouble.code == "vault-unavailable"
    assert live.workspace.verify() == (Difference("vault", "as it was last seen", trouble.message),)

    away.rename(live.vault)
    live.look()
    assert live.dump == before
    assert live.workspace.verify() == ()
    assert [(change.generation, change.state and change.state.status) for change in live.heard] == [
        (1, "unavailable"),
        (1, "ready"),
    ]


def test_a_vault_that_went_away_unnoticed_is_a_difference(opened: Open) -> None:
    live = opened()
    live.vault.rename(live.vault.with_name("away"))

    assert [difference.what for difference in live.workspace.verify()] == ["vault"]


def test_a_great_loss_is_believed_when_a_second_look_shows_it_again(opened: Open) -> None:
    live = opened()
    for number in range(60):
        write(live.vault, f"Many/{number}.md", "#many")
    live.workspace.watch()
    wait_until(lambda: "Many/59.md" in live.notes)
    for number in range(60):
        (live.vault / "Many" / f"{number}.md").unlink()
    (live.vault / "Many").rmdir()

    # Asked while the loss is in doubt or before it is seen: in either case it is waited for.
    assert live.workspace.verify() == ()
    assert "many" not in live.tags


def test_a_vault_that_is_missing_at_the_start_is_what_the_cache_knows(
    vault: Path, opened: Open, cache: Path
) -> None:
    first = opened(cache)
    first.workspace.close()
    vault.rename(vault.with_name("away"))
    again = opened(cache)

    assert again.status == "unavailable"
    assert again.notes == first.notes
    assert again.workspace.ventures == first.workspace.ventures


# Hints, settings and the day.

JOBLESS = """\
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards %% ignore type-without-job until 2027-01-31 %%

## Jobs to be Done
- **Parents**: sleep after a night shift
"""
JOBLESS_PATH = "Boats/Canvas.md"
JOB = "type-without-job"
SETTINGS = "venture-canvas.toml"


def codes(workspace: Workspace, path: str | None = None) -> set[str]:
    return {hint.code for hint in workspace.hints(path)}


def test_settings_are_read_at_the_start_and_followed(opened: Open, vault: Path) -> None:
    write(vault, JOBLESS_PATH, JOBLESS.replace(" until 2027-01-31", "s"))
    write(vault, SETTINGS, f"[rules]\noff = ['{JOB}']\n")
    live = opened()
    assert JOB not in codes(live.workspace)

    write(vault, SETTINGS, "[rules]\nof = []\n")
    live.look(SETTINGS)
    assert JOB in codes(live.workspace, JOBLESS_PATH)
    assert JOBLESS_PATH in live.heard[-1].hints
    (trouble,) = live.workspace.state.troubles
    assert (trouble.code, trouble.path) == ("settings", SETTINGS)
    assert live.workspace.verify() == ()

    (vault / SETTINGS).unlink()
    live.look(SETTINGS)
    assert live.workspace.state.troubles == ()


def test_settings_that_cannot_be_read_are_told_and_the_defaults_hold(opened: Open, vault: Path) -> None:
    write(vault, SETTINGS, b"[rules]\n# caf\xe9\n")
    live = opened()

    assert "UTF-8" in live.workspace.state.troubles[0].message


def test_a_new_day_counts_when_hints_are_asked_for(vault: Path) -> None:
    write(vault, JOBLESS_PATH, JOBLESS)
    days = [date(2027, 1, 31)]
    workspace = Workspace(vault, today=lambda: days[-1])
    workspace.open()
    heard: list[Change] = []
    workspace.subscribe(heard.append)
    assert codes(workspace, JOBLESS_PATH).isdisjoint({JOB, "expired-ignore"})

    days.append(date(2027, 2, 1))
    assert codes(workspace, JOBLESS_PATH) >= {JOB, "expired-ignore"}
    assert [JOBLESS_PATH in change.hints for change in heard] == [True]
    assert workspace.verify() == ()
    workspace.close()


def test_a_text_is_checked_and_all_is_as_before(opened: Open, vault: Path) -> None:
    write(vault, JOBLESS_PATH, JOBLESS)
    live = opened()
    before = live.dump

    text = JOBLESS.replace(" %% ignore type-without-job until 2027-01-31 %%", "")
    assert JOB in {hint.code for hint in live.workspace.check(JOBLESS_PATH, text)}
    assert JOB in {hint.code for hint in live.workspace.check("Elsewhere/New.md", text)}
    assert live.dump == before
    assert live.heard == []


def test_a_rule_that_fails_is_told_in_the_state(
    opened: Open, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: object) -> Iterator[Finding]:
        raise RuntimeError("no such luck")

    rules = all_rules()
    broken = msgspec.structs.replace(rules[JOB], check=fails)
    monkeypatch.setattr("venture_canvas.live_state.chosen_rules", lambda _: {**rules, JOB: broken})
    write(vault, JOBLESS_PATH, JOBLESS)
    live = opened()

    failed = [trouble for trouble in live.workspace.state.troubles if trouble.code == "rule-failed"]
    assert [JOB in trouble.message and "no such luck" in trouble.message for trouble in failed] == [
        True
    ] * len(failed)
    assert failed


def test_a_note_is_written_and_known_at_once_unless_it_is_open(opened: Open, vault: Path) -> None:
    live = opened()
    digest = live.workspace.snapshot.notes[NOTE].digest
    live.workspace.write({NOTE: NewText("#written\n", digest)})
    assert (vault / NOTE).read_text(encoding="utf-8") == "#written\n"
    assert "written" in live.tags

    live.workspace.edit(NOTE, "#typed\n")
    with pytest.raises(NotWrittenError, match="open in an editor"):
        live.workspace.write({NOTE: NewText("#again\n", live.workspace.snapshot.notes[NOTE].digest)})
    assert (vault / NOTE).read_text(encoding="utf-8") == "#written\n"
