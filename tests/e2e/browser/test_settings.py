"""What the founder sets holds at once, and is kept where it belongs."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator

from e2e.browser.ferry import NOTES, SOLUTION, write_ferry
from e2e.browser.obsidian_host import Host
from live_daemon import LiveDaemon, places_in, wait_until

MISTAKE = "[[Custmers]]"


@pytest.fixture
def vault(vault: Path) -> Path:
    return write_ferry(vault, Solution=NOTES[SOLUTION].replace("the last class", MISTAKE))


@pytest.fixture
def settings(host: Host) -> Locator:
    """The settings, over a note with a warning."""
    host.open(SOLUTION)
    wait_until(lambda: host.marked() == [MISTAKE])
    return host.open_settings()


def row(settings: Locator, name: str) -> Locator:
    return settings.locator(".setting-item").filter(
        has=settings.page.locator(".setting-item-name", has_text=name)
    )


def kept(vault: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(
        (vault / ".obsidian" / "plugins" / "venture-canvas" / "data.json").read_bytes()
    )
    return found


def test_milder_hints_than_the_founder_wants_are_not_marked(
    host: Host, settings: Locator, vault: Path
) -> None:
    choice = row(settings, "Show from").locator("select")
    choice.select_option("error")
    wait_until(lambda: host.marks() == [])
    choice.select_option("warning")
    wait_until(lambda: host.marked() == [MISTAKE])
    wait_until(lambda: kept(vault)["severity"] == "warning")


def test_a_rule_that_is_turned_off_is_so_for_everybody_who_has_the_vault(
    host: Host, settings: Locator, vault: Path
) -> None:
    row(settings, "link-broken").locator(".checkbox-container").click()
    wait_until(lambda: host.marks() == [])
    assert 'off = ["link-broken"]' in (vault / "venture-canvas.toml").read_text(encoding="utf-8")
    row(settings, "link-broken").locator(".checkbox-container").click()
    wait_until(lambda: host.marked() == [MISTAKE])


def test_an_address_that_is_given_is_used_with_its_token_and_the_token_stays_out_of_the_vault(
    host: Host, settings: Locator, vault: Path, home: Path, daemon: LiveDaemon
) -> None:
    port, token = daemon.port, daemon.token
    places_in(home).runtime.unlink()
    row(settings, "Address").locator("input").fill("127.0.0.1:1")
    wait_until(lambda: host.marks() == [])
    row(settings, "Address").locator("input").fill(f"127.0.0.1:{port}")
    row(settings, "Token").locator("input").fill(token)
    wait_until(lambda: host.marked() == [MISTAKE])
    written = [path.read_bytes() for path in vault.rglob("*") if path.is_file()]
    assert all(token.encode("ascii") not in content for content in written)
