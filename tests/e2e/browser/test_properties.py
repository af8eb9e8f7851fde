"""What is wrong with a property shows on its row, where Live Preview hides the text that could be marked."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator

from e2e.browser.ferry import NOTES, SOLUTION, write_ferry
from e2e.browser.obsidian_host import Host
from e2e.notes import write
from live_daemon import wait_until

WRONG = NOTES[SOLUTION].replace("[The Lantern]", "The Lantern, The Night Boat")
MESSAGE = "Obsidian reads this as one name."


@pytest.fixture
def vault(vault: Path) -> Path:
    return write_ferry(vault, Solution=WRONG)


@pytest.fixture
def solution(host: Host) -> Host:
    """The app, with the note open whose property is wrong."""
    host.open(SOLUTION)
    badge(host).wait_for()
    return host


def badge(host: Host) -> Locator:
    return host.property_row("aliases").get_by_role("button")


def test_a_badge_opens_the_card_and_its_fix_mends_the_property(solution: Host) -> None:
    assert solution.property_row("title").get_by_role("button").count() == 0
    badge(solution).click()
    card = solution.page.get_by_role("dialog")
    assert MESSAGE in card.inner_text()
    card.get_by_role("button", name="Write them as a list").click()
    wait_until(lambda: badge(solution).count() == 0)
    assert "aliases: [The Lantern, The Night Boat]" in solution.text()
    assert card.count() == 0


def test_the_same_card_stands_at_the_text_in_source_mode(solution: Host) -> None:
    solution.set_mode("source")
    wait_until(lambda: solution.marked() == ["The Lantern, The Night Boat"])
    card = solution.hover_mark()
    card.wait_for()
    assert MESSAGE in card.inner_text()


def test_a_badge_stays_when_the_rows_are_drawn_anew_and_goes_with_its_note(
    solution: Host, vault: Path
) -> None:
    write(vault, SOLUTION, WRONG.replace("The night ferry", "The ferry by night"))
    wait_until(lambda: "The ferry by night" in solution.property_row("title").inner_text())
    wait_until(lambda: badge(solution).count() == 1)
    solution.set_mode("source")
    solution.set_mode("live")
    wait_until(lambda: badge(solution).count() == 1)
    solution.open("Ferry/Purpose.md")
    wait_until(lambda: badge(solution).count() == 0)


def test_escape_closes_the_card_and_gives_the_keys_back(solution: Host) -> None:
    badge(solution).click()
    solution.page.get_by_role("dialog").wait_for()
    solution.press("Escape")
    assert solution.page.get_by_role("dialog").count() == 0


def test_going_from_hint_to_hint_passes_over_what_live_preview_hides(solution: Host, vault: Path) -> None:
    # The app is at rest before another program writes: the note is open, read and checked.
    wait_until(lambda: badge(solution).count() == 1)
    write(vault, SOLUTION, WRONG.replace("the last class", "the last [[Custmers]]"))
    wait_until(lambda: solution.marked() == ["[[Custmers]]"])
    for _ in range(2):
        assert solution.run_command("next-hint")
        assert solution.selected() == "[[Custmers]]"
    solution.set_mode("source")
    assert solution.run_command("next-hint")
    assert solution.selected() == "The Lantern, The Night Boat"
