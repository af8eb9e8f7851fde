"""The doctor: how facts are judged, and that they are gathered truly."""

import json
import os
import sqlite3
from pathlib import Path
from typing import Any

import msgspec
import pytest
from filelock import FileLock

from live_daemon import places_in, run_command, running_daemon
from setup.stand_in import plugin_in
from venture_canvas.cli.doctor.checks import CURES, Finding, judge
from venture_canvas.cli.doctor.facts import CacheFile, Disk, Facts, PrivateFile, VaultFacts
from venture_canvas.cli.doctor.gathering import cache_file, gather, watch_limit
from venture_canvas.server.private import make_private_folder, write_private
from venture_canvas.server.registry import Registry
from venture_canvas.telling import State
from venture_canvas.vault.trouble import Trouble

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")

STATE = State("ready", "events", 3, 40, 0, ())
VAULT = VaultFacts(
    path="/vault",
    readable=True,
    writable=True,
    folders=12,
    state=STATE,
    cache=CacheFile("/cache/vault.sqlite", 4096, "held"),
    plugin="0.2.0",
)
WELL = Facts(
    python=(3, 12, 1),
    package="0.2.0",
    metadata="0.2.0",
    daemon="0.2.0",
    is_locked=False,
    private=(PrivateFile("/state/token", None),),
    watch_limit=100,
    vaults=(VAULT,),
    disks=(Disk("/state", 10**10),),
)


def with_vault(**changes: Any) -> Facts:
    return msgspec.structs.replace(WELL, vaults=(msgspec.structs.replace(VAULT, **changes),))


def with_(**changes: Any) -> Facts:
    return msgspec.structs.replace(WELL, **changes)


def troubled(code: str) -> Facts:
    return with_vault(state=msgspec.structs.replace(STATE, troubles=(Trouble(code, "It is so."),)))


def unwell(facts: Facts) -> list[Finding]:
    report = judge(facts)
    found = [finding for finding in report.findings if not finding.well]
    assert report.well == (not found)
    return found


def test_all_is_well_when_nothing_is_wrong() -> None:
    assert unwell(WELL) == []


@pytest.mark.parametrize(
    ("facts", "check", "cure"),
    [
        (with_(python=(3, 10, 9)), "python", "Install Python 3.11"),
        (with_(metadata="0.1.0"), "package", "Install Venture Canvas anew"),
        (with_(daemon=None), "daemon", "venture-canvas up"),
        (with_(daemon=None, is_locked=True), "daemon", "End the process"),
        (with_(private=(PrivateFile("/state/token", "belongs to another user"),)), "access", "Delete it"),
        (with_(watch_limit=11), "watching", "fs.inotify.max_user_watches=24"),
        (with_(vaults=()), "vault", "venture-canvas up VAULT"),
        (with_(disks=(Disk("/state", 10**6),)), "disk", "Make room"),
        (with_vault(readable=False), "vault", "Bring the folder back"),
        (with_vault(state=None), "state", "venture-canvas up /vault"),
        (with_vault(state=msgspec.structs.replace(STATE, status="unavailable")), "state", "Bring the folder"),
        (with_vault(cache=CacheFile("/c", 5, "damaged")), "cache", "Delete that file"),
        (with_vault(cache=CacheFile("/c", 2**31, "well")), "cache", "Delete that file"),
        (with_vault(plugin="0.1.9"), "plugin", "venture-canvas up /vault"),
        (with_vault(plugin="0.10.0"), "plugin", "Bring Venture Canvas up to date"),
        *((troubled(code), code, cure) for code, cure in CURES.items()),
    ],
)
def test_what_is_wrong_is_found_once_and_has_a_cure(facts: Facts, check: str, cure: str) -> None:
    (found,) = unwell(facts)

    assert found.check == check
    assert found.cure is not None
    assert cure in found.cure


def test_a_daemon_is_not_blamed_for_access_that_is_open_to_others() -> None:
    exposed = (PrivateFile("/state/runtime.json", "can be read or changed by others"),)
    found = unwell(with_(daemon=None, is_locked=True, private=exposed))

    assert [(finding.check, finding.cure) for finding in found] == [
        ("daemon", "Mend the access first, then ask again."),
        ("access", "Delete it and start the daemon anew, which makes it again for you alone."),
    ]


def test_a_daemon_of_another_version_is_told_with_the_way_to_start_anew() -> None:
    found = unwell(with_(package="0.3.0", metadata="0.3.0"))

    assert [finding.check for finding in found] == ["daemon"]
    assert "0.2.0" in found[0].what
    assert "0.3.0" in found[0].what
    assert "venture-canvas stop" in str(found[0].cure)


@pytest.mark.parametrize(
    "facts",
    [
        with_(watch_limit=None),
        with_(watch_limit=12),
        with_vault(writable=False),
        with_vault(plugin=None),
        with_vault(cache=CacheFile("/c", 0, "none")),
        troubled("front-matter-invalid"),
    ],
)
def test_what_needs_no_cure_is_well(facts: Facts) -> None:
    assert unwell(facts) == []


def test_every_cure_is_one_sentence() -> None:
    assert all(cure.endswith(".") and ". " not in cure for cure in CURES.values())


def test_a_served_vault_is_well_and_exits_with_0(home: Path, vault: Path) -> None:
    plugin_in(vault / ".obsidian" / "plugins" / "venture-canvas", "0.1.0")
    with running_daemon(home, vault) as daemon:
        daemon.vault()
        found = run_command(home, "doctor", "--format", "json")
        report = json.loads(found.stdout)
        said = {finding["check"]: finding["what"] for finding in report["findings"]}

        assert (found.returncode, report["well"]) == (0, True), found.stdout
        assert "runs and answers" in said["daemon"]
        assert "in use by the daemon" in said["cache"]
        assert "version 0.1.0" in said["plugin"]
        assert "All is well" in run_command(home, "doctor").stderr
        assert daemon.token not in found.stdout


def test_where_nothing_runs_it_says_what_to_do_and_exits_with_1(home: Path) -> None:
    found = run_command(home, "doctor")

    assert found.returncode == 1
    assert "venture-canvas up VAULT" in found.stdout
    assert not home.exists()


def test_a_daemon_that_does_not_answer_is_told_from_one_that_does_not_run(home: Path) -> None:
    where = places_in(home)
    make_private_folder(where.state)
    with FileLock(where.lock):
        assert gather(where).is_locked
    assert not gather(where).is_locked


@posix_only
def test_a_token_that_others_can_read_is_found(home: Path) -> None:
    where = places_in(home)
    write_private(where.token, b"t" * 43)
    where.token.chmod(0o644)

    (wrong,) = [file for file in gather(where).private if file.wrong]

    assert wrong.path == str(where.token)
    assert "0644" in str(wrong.wrong)


def test_folders_are_counted_as_they_are_watched(home: Path, vault: Path) -> None:
    where = places_in(home)
    Registry(where.registry).add(vault)

    (found,) = gather(where).vaults

    assert found.folders == 2
    assert found.readable
    assert found.plugin is None


def test_a_vault_that_is_gone_is_found(home: Path, vault: Path) -> None:
    where = places_in(home)
    Registry(where.registry).add(vault)
    vault.rename(vault.with_name("moved"))

    assert not gather(where).vaults[0].readable


def test_a_cache_is_asked_for_its_health(tmp_path: Path) -> None:
    file = tmp_path / "ca#che %41.sqlite"
    assert cache_file(file).health == "none"

    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE note (path TEXT)")
        connection.execute("INSERT INTO note VALUES (?)", ("x" * 20_000,))
    connection.close()
    assert cache_file(file).health == "well"

    held = sqlite3.connect(file)
    held.execute("PRAGMA locking_mode = EXCLUSIVE")
    held.execute("BEGIN EXCLUSIVE")
    assert cache_file(file).health == "held"
    held.close()

    content = file.read_bytes()
    file.write_bytes(content[:4096] + b"\xff" * 4096 + content[8192:])
    assert cache_file(file).health == "damaged"
    file.write_bytes(b"no database at all" * 100)
    assert cache_file(file).health == "damaged"


def test_the_limit_is_read_where_the_system_has_one(tmp_path: Path) -> None:
    file = tmp_path / "limit"
    assert watch_limit(file) is None
    file.write_text("8192\n", encoding="ascii")
    assert watch_limit(file) == 8192
