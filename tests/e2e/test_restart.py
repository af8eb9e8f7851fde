"""A daemon that starts again: what it knows comes from the cache, and a cache that is lost or damaged costs a rebuild."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from e2e.notes import CANVAS, CANVAS_PATH, LEXICON_PATH, write, write_all
from live_daemon import LiveDaemon, places_in, running_daemon, wait_until

NOTES = 40


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    vault = write_all(tmp_path / "vault")
    for number in range(NOTES - 5):
        write(
            vault,
            f"Log/{number}.md",
            f"---\naliases: [Day {number}]\n---\n#log/{number}x [[Lantern Ferry]]\n",
        )
    return vault


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def known(daemon: LiveDaemon) -> dict[str, Any]:
    """Everything that the daemon knows of its vault."""
    address = daemon.vault()
    asked = ("model", "tags", "aliases", f"notes/{LEXICON_PATH}", f"notes/{CANVAS_PATH}", "verify")
    return {what: daemon.get(f"{address}/{what}") for what in asked}


def parsed(daemon: LiveDaemon) -> int:
    """How many notes the daemon parsed, once its watch has looked at the whole vault as well."""
    address = daemon.vault()
    with daemon.live(address) as live:
        live.until("state")
        write(vault_of(daemon), "Now.md", "")
        while "Now.md" not in live.until("index")["notes"]:
            pass
        (vault_of(daemon) / "Now.md").unlink()
        while "Now.md" not in live.until("index")["notes"]:
            pass
    state = daemon.get(f"{address}/state")
    assert state["troubles"] == []
    assert state["notes"] == NOTES
    # The note that told of the look is one of them.
    count: int = state["parsed"] - 1
    return count


def vault_of(daemon: LiveDaemon) -> Path:
    return Path(daemon.get("/vaults")["vaults"][0]["path"])


def first_run(home: Path, vault: Path) -> dict[str, Any]:
    with running_daemon(home, vault) as daemon:
        found = known(daemon)
        assert parsed(daemon) == NOTES
        assert daemon.end() == 0
    assert found["verify"]["equal"] is True
    return found


def test_a_start_on_an_unchanged_vault_parses_nothing_and_knows_the_same(home: Path, vault: Path) -> None:
    before = first_run(home, vault)
    with running_daemon(home) as daemon:
        assert parsed(daemon) == 0
        assert known(daemon) == before


def test_a_start_after_the_daemon_was_killed_parses_nothing_either(home: Path, vault: Path) -> None:
    with running_daemon(home, vault) as daemon:
        before = known(daemon)
        daemon.process.kill()
        daemon.wait()
    with running_daemon(home) as daemon:
        assert parsed(daemon) == 0
        assert known(daemon) == before


def test_only_what_changed_while_the_daemon_was_away_is_parsed(home: Path, vault: Path) -> None:
    first_run(home, vault)
    write(vault, CANVAS_PATH, CANVAS.replace("Island councils", "Harbour boards"))
    (vault / "Log" / "0.md").touch()
    (vault / "Log" / "1.md").unlink()
    write(vault, "Log/New.md", "#new")
    with running_daemon(home) as daemon:
        assert parsed(daemon) == 2
        found = known(daemon)

    labels = [each["label"] for each in found["model"]["ventures"][0]["customer_types"]]
    assert labels == ["Night workers", "Harbour boards"]
    names = {tag["name"] for tag in found["tags"]["tags"]}
    assert "new" in names
    assert "log/1x" not in names
    assert found["verify"]["equal"] is True


def delete(cache: Path) -> None:
    cache.unlink()


def truncate(cache: Path) -> None:
    os.truncate(cache, cache.stat().st_size // 2)


def zero(cache: Path) -> None:
    cache.write_bytes(bytes(cache.stat().st_size))


def outdate(cache: Path) -> None:
    with sqlite3.connect(cache) as connection:
        connection.execute("PRAGMA user_version = 7")
    connection.close()


@pytest.mark.parametrize("damage", [delete, truncate, zero, outdate])
def test_a_cache_that_is_lost_or_damaged_costs_a_rebuild(
    home: Path, vault: Path, damage: Callable[[Path], None]
) -> None:
    before = first_run(home, vault)
    (cache,) = places_in(home).cache.glob("*.sqlite")
    damage(cache)
    with running_daemon(home) as daemon:
        assert known(daemon) == before
        assert parsed(daemon) == NOTES


def test_a_vault_that_goes_away_is_kept_and_told_and_is_read_again_when_it_is_back(
    home: Path, vault: Path, tmp_path: Path
) -> None:
    shutil.copytree(vault, tmp_path / "copy")
    with running_daemon(home, vault) as daemon:
        before = known(daemon)
        address = daemon.vault()
        with daemon.live(address) as live:
            live.until("state")
            shutil.rmtree(vault)
            while (state := live.until("state"))["status"] != "unavailable":
                pass
            assert "vault-unavailable" in {trouble["code"] for trouble in state["troubles"]}
            assert daemon.get(f"{address}/verify")["equal"] is False
            del before["verify"]
            assert {what: daemon.get(f"{address}/{what}") for what in before} == before

            (tmp_path / "copy").rename(vault)
            while live.until("state")["status"] != "ready":
                pass
        wait_until(lambda: daemon.get(f"{address}/state")["troubles"] == [])
        write(vault, "Back.md", "#back")
        wait_until(lambda: "back" in str(daemon.get(f"{address}/tags")))
        assert daemon.get(f"{address}/verify")["equal"] is True
