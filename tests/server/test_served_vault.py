"""What becomes of a vault that is served no longer."""

import threading
import weakref
from collections.abc import Iterator
from functools import partialmethod
from pathlib import Path

import pytest

from live_daemon import PATIENCE_SECONDS, places_in, wait_until
from server.here import Held
from venture_canvas.live_state import LiveState
from venture_canvas.server.served_vault import ServedVault
from venture_canvas.server.vaults import Vaults


@pytest.fixture
def vaults(home: Path) -> Iterator[Vaults]:
    vaults = Vaults(places_in(home))
    yield vaults
    vaults.close()


def indexed(vaults: Vaults, folder: Path) -> ServedVault:
    served = vaults.add(str(folder))
    wait_until(lambda: served.state.status == "ready")
    return served


def test_a_vault_that_is_removed_while_its_rules_run_is_let_go_when_they_are_done(
    vaults: Vaults, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = Held(LiveState.apply)
    monkeypatch.setattr(LiveState, "apply", partialmethod(held))
    monkeypatch.setattr("venture_canvas.server.served_vault.STOP_SECONDS", 0.0)
    held.hold()
    removed = vaults.add(str(vault))
    assert held.held.wait(PATIENCE_SECONDS)
    vaults.remove(removed.id)
    held.let_go()
    removed._thread.join(PATIENCE_SECONDS)
    assert watching(vault) == 0

    again = indexed(vaults, vault)
    assert "cache-off" not in {trouble.code for trouble in again.state.troubles}
    assert watching(vault) == 1


def watching(vault: Path) -> int:
    return sum(thread.name == f"watch {vault.name}" for thread in threading.enumerate())


def test_what_was_known_of_a_removed_vault_is_let_go_at_once_and_waits_for_no_collector(
    vaults: Vaults, vault: Path
) -> None:
    served = indexed(vaults, vault)
    served.live.edit("Ferry Club.md", "Typed.")
    assert served.live.verify() == ()
    known = weakref.ref(served.live.snapshot)
    vaults.remove(served.id)
    del served

    assert known() is None
