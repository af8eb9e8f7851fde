"""Pictures for people to look at, in the light and in the dark, of everything the plugin draws."""

from pathlib import Path

import pytest

from e2e.browser.ferry import CUSTOMERS, NOTES, SOLUTION, WITHOUT_THE_COUNCILS_JOB, write_ferry
from e2e.browser.obsidian_host import Host
from live_daemon import wait_until

WRONG = (
    NOTES[SOLUTION]
    .replace("the last class", "the last [[Custmers]]")
    .replace("[The Lantern]", "The Lantern, The Night Boat")
)
THEMES = ("light", "dark")


@pytest.fixture
def vault(vault: Path) -> Path:
    return write_ferry(vault, Solution=WRONG, **{"Jobs to be Done": WITHOUT_THE_COUNCILS_JOB})


@pytest.fixture(params=THEMES)
def theme(host: Host, request: pytest.FixtureRequest) -> str:
    if request.param == "dark":
        host.switch_theme()
    return str(request.param)


def colours(host: Host, selector: str) -> dict[str, str]:
    found: dict[str, str] = host.page.locator(selector).first.evaluate(
        """(element) => ({
            text: getComputedStyle(element).color,
            ground: getComputedStyle(element).backgroundColor,
            page: getComputedStyle(document.body).backgroundColor,
            written: getComputedStyle(document.body).color,
        })"""
    )
    return found


def test_the_card_of_a_mark(host: Host, theme: str) -> None:
    host.open(SOLUTION)
    wait_until(lambda: host.marked() == ["[[Custmers]]"])
    host.run_command("show-all-hints")
    host.panel().get_by_role("tab", name="Venture").click()
    wait_until(lambda: "no job to be done" in host.panel().inner_text())
    host.hover_mark().wait_for()
    host.screenshot(f"card-{theme}")
    seen = colours(host, ".cm-tooltip-lint")
    assert (seen["text"], seen["ground"]) == (seen["written"], seen["page"])


def test_the_card_of_a_badge(host: Host, theme: str) -> None:
    host.open(SOLUTION)
    badge = host.property_row("aliases").get_by_role("button")
    badge.click()
    host.screenshot(f"badge-{theme}")
    seen = colours(host, ".venture-canvas-popover")
    assert (seen["text"], seen["ground"]) == (seen["written"], seen["page"])


def test_the_customer_model(host: Host, theme: str) -> None:
    host.open(CUSTOMERS)
    host.run_command("show-model")
    host.panel().get_by_role("article", name="Councils").wait_for()
    host.screenshot(f"model-{theme}")


def test_the_settings(host: Host, theme: str) -> None:
    host.open(SOLUTION)
    wait_until(host.marks)
    settings = host.open_settings()
    settings.get_by_text("link-broken").wait_for()
    host.screenshot(f"settings-{theme}")


def test_what_is_offered(host: Host, theme: str) -> None:
    host.open(CUSTOMERS)
    wait_until(lambda: len(host.marks()) == 1)
    host.caret_after("by the season")
    host.type("\nSee [[")
    wait_until(host.suggestions)
    host.screenshot(f"completion-{theme}")
