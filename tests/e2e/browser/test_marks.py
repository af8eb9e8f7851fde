"""Marks stand where the mistake is, tell why it is one, and mend it."""

from pathlib import Path

import pytest

from e2e.browser.ferry import CUSTOMERS, NOTES, SOLUTION, utf16, write_ferry
from e2e.browser.obsidian_host import Host, Mark
from e2e.notes import write
from live_daemon import LiveDaemon, wait_until

MISTAKE = "[[Custmers]]"
WRONG_SOLUTION = NOTES[SOLUTION].replace("the last class", f"the last class {MISTAKE}")


@pytest.fixture
def vault(vault: Path) -> Path:
    return write_ferry(vault)


@pytest.fixture
def wrong(vault: Path) -> None:
    """A mistake stands on the disk before the daemon starts."""
    write(vault, SOLUTION, WRONG_SOLUTION)


def place_of(text: str, whole: str) -> tuple[int, int]:
    start = utf16(whole[: whole.index(text)])
    return start, start + utf16(text)


def test_a_mistake_that_is_typed_behind_an_emoji_is_marked_where_it_stands(host: Host) -> None:
    host.open(SOLUTION)
    host.caret_after("the last class")
    host.type(f" {MISTAKE} as well")
    wait_until(lambda: host.marks() == [Mark("warning", MISTAKE, *place_of(MISTAKE, host.text()))])


def test_nothing_is_marked_where_the_founder_writes_just_now(host: Host) -> None:
    host.open(SOLUTION)
    host.caret_after("the last class")
    host.type(f" {MISTAKE}")
    wait_until(lambda: host.status_bar().inner_text() == "1 warning")
    assert host.marked() == []
    host.caret(0, 0)
    wait_until(lambda: host.marked() == [MISTAKE])


def test_a_word_that_is_left_alone_is_marked_after_a_rest(host: Host) -> None:
    host.open(SOLUTION)
    host.caret_after("the last class")
    host.type(f" {MISTAKE}")
    wait_until(lambda: host.marked() == [MISTAKE])


@pytest.mark.usefixtures("wrong")
def test_a_mark_goes_when_its_reason_is_gone(host: Host) -> None:
    host.open(SOLUTION)
    wait_until(lambda: host.marked() == [MISTAKE])
    host.caret_after("[[Cust")
    host.type("o")
    wait_until(lambda: host.marked() == [])
    assert host.status_bar().inner_text() == "canvas: no hints"


@pytest.mark.usefixtures("wrong")
def test_the_card_tells_why_and_its_fix_is_one_step_that_undo_takes_back(host: Host) -> None:
    host.open(SOLUTION)
    wait_until(lambda: host.marked() == [MISTAKE])
    card = host.hover_mark()
    card.wait_for()
    assert 'There is no note or file "Custmers"' in card.inner_text()
    assert "link-broken" in card.inner_text()

    card.get_by_role("button", name="Link to Ferry/Customers").click()
    wait_until(lambda: host.marked() == [])
    assert host.text() != WRONG_SOLUTION
    assert MISTAKE not in host.text()

    host.press("Control+z")
    assert host.text() == WRONG_SOLUTION
    wait_until(lambda: host.marked() == [MISTAKE])


@pytest.mark.usefixtures("wrong")
def test_commands_go_to_the_hint_and_apply_its_first_fix(host: Host) -> None:
    host.open(SOLUTION)
    wait_until(lambda: host.marked() == [MISTAKE])
    assert not host.run_command("apply-first-fix")
    assert host.run_command("next-hint")
    assert host.run_command("apply-first-fix")
    wait_until(lambda: host.marked() == [])
    assert MISTAKE not in host.text()


@pytest.mark.usefixtures("wrong")
def test_all_panes_on_a_note_show_its_marks_and_follow_each_other(host: Host) -> None:
    host.open(SOLUTION)
    host.open(SOLUTION, pane=1)
    wait_until(lambda: host.marked(0) == host.marked(1) == [MISTAKE])
    host.caret_after("[[Cust", pane=1)
    host.type("o")
    wait_until(lambda: host.marked(0) == host.marked(1) == [])
    host.press("Backspace")
    host.caret(0, 0, pane=1)
    wait_until(lambda: host.marked(0) == host.marked(1) == [MISTAKE])

    host.close(pane=1)
    host.caret_after("[[Cust")
    host.type("o")
    wait_until(lambda: host.marked() == [])


@pytest.mark.usefixtures("wrong")
def test_a_leaf_that_goes_to_another_note_shows_the_marks_of_that_one(host: Host) -> None:
    host.open(SOLUTION)
    wait_until(lambda: host.marked() == [MISTAKE])
    host.open(CUSTOMERS)
    wait_until(lambda: host.status_bar().inner_text() == "canvas: no hints")
    assert host.marked() == []
    host.open(SOLUTION)
    wait_until(lambda: host.marked() == [MISTAKE])


@pytest.mark.usefixtures("wrong")
def test_a_note_that_is_renamed_keeps_its_marks_and_its_fixes(host: Host, daemon: LiveDaemon) -> None:
    host.open(SOLUTION)
    wait_until(lambda: host.marked() == [MISTAKE])
    host.rename(SOLUTION, "Ferry/The Solution.md")
    address = daemon.vault()
    wait_until(lambda: daemon.get(f"{address}/hints", path="Ferry/The Solution.md")["hints"])
    assert daemon.get(f"{address}/hints", path=SOLUTION)["hints"] == []
    wait_until(lambda: host.marked() == [MISTAKE])
    host.run_command("next-hint")
    wait_until(lambda: host.run_command("apply-first-fix"))
    wait_until(lambda: host.marked() == [])
    assert host.notices() == []


def test_a_change_from_outside_in_the_open_note_itself_moves_its_marks(host: Host, vault: Path) -> None:
    host.open(SOLUTION)
    wait_until(lambda: host.status_bar().inner_text() == "canvas: no hints")
    write(vault, SOLUTION, WRONG_SOLUTION)
    wait_until(lambda: host.marked() == [MISTAKE])
    longer = WRONG_SOLUTION.replace("An electric", "🛶 We build an electric")
    write(vault, SOLUTION, longer)
    wait_until(lambda: host.marks() == [Mark("warning", MISTAKE, *place_of(MISTAKE, longer))])


@pytest.mark.usefixtures("wrong")
def test_a_note_that_is_deleted_takes_its_marks_along_and_no_others(host: Host, vault: Path) -> None:
    write(vault, "Ferry/Costs.md", f"# Costs\n\nDiesel, see {MISTAKE}.\n")
    wait_until(lambda: host.page.evaluate("app.vault.getFileByPath('Ferry/Costs.md') !== null"))
    host.open(SOLUTION)
    host.open("Ferry/Costs.md", pane=1)
    wait_until(lambda: host.marked(0) == host.marked(1) == [MISTAKE])
    (vault / SOLUTION).unlink()
    wait_until(lambda: host.text() == (vault / "Ferry" / "Costs.md").read_text(encoding="utf-8"))
    assert host.marked() == [MISTAKE]


@pytest.mark.usefixtures("wrong")
def test_whoever_leafs_through_notes_quickly_ends_with_the_right_marks(host: Host) -> None:
    for _ in range(5):
        host.open(CUSTOMERS)
        host.open(SOLUTION)
    wait_until(lambda: host.marked() == [MISTAKE])
    host.open(CUSTOMERS)
    wait_until(lambda: host.status_bar().inner_text() == "canvas: no hints")
    assert host.marks() == []


@pytest.mark.usefixtures("wrong")
def test_a_hint_is_ignored_where_it_stands_by_command(host: Host) -> None:
    host.open(SOLUTION)
    wait_until(lambda: host.marked() == [MISTAKE])
    host.run_command("next-hint")
    assert host.run_command("ignore-here")
    wait_until(lambda: "%% ignore link-broken" in host.text())
    host.caret(0, 0)
    wait_until(lambda: MISTAKE not in host.marked())


def test_what_is_no_markdown_of_the_vault_gets_no_marks(host: Host, vault: Path) -> None:
    write(vault, "Ferry/Minutes.txt", WRONG_SOLUTION)
    write(vault, SOLUTION, WRONG_SOLUTION)
    wait_until(lambda: host.page.evaluate("app.vault.getFileByPath('Ferry/Minutes.txt') !== null"))
    host.open("Ferry/Minutes.txt")
    host.open(SOLUTION, pane=1)
    wait_until(lambda: host.marked(1) == [MISTAKE])
    assert host.marked(0) == []
    host.caret_after("the last class", pane=0)
    assert not host.run_command("next-hint")


def test_marks_stand_right_at_the_end_of_a_long_note(host: Host, vault: Path) -> None:
    long = NOTES[SOLUTION] + "A day in the life of the ferry 🛶.\n" * 5000 + f"Then {MISTAKE} came.\n"
    write(vault, SOLUTION, long)
    host.open(SOLUTION)
    host.caret_after("Then")
    wait_until(lambda: host.marks() == [Mark("warning", MISTAKE, *place_of(MISTAKE, long))])


@pytest.mark.usefixtures("wrong")
def test_a_card_leaves_its_mark_visible(host: Host) -> None:
    host.open(SOLUTION)
    wait_until(lambda: host.marked() == [MISTAKE])
    host.hover_mark().wait_for()
    card = host.page.locator(".cm-diagnostic").bounding_box()
    mark = host.page.locator(".cm-lintRange").bounding_box()
    assert card is not None
    assert mark is not None
    assert card["y"] - (mark["y"] + mark["height"]) >= 3
