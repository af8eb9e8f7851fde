"""Rules over the API: how they hold in a vault."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from live_daemon import LiveDaemon
from venture_canvas.hints.registry import all_rules

JOB = "type-without-job"
COMPOUND = "job-compound"
"""A rule that is off by default."""
SETTINGS = "venture-canvas.toml"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "boats"
    folder.mkdir()
    return folder


@pytest.fixture
def address(daemon: LiveDaemon, vault: Path) -> Iterator[str]:
    """The address of a vault of this test's own, in the daemon of all."""
    with daemon.serving(vault) as address:
        yield address


def rules(daemon: LiveDaemon, address: str) -> dict[str, dict[str, Any]]:
    return {rule["code"]: rule for rule in daemon.get(f"{address}/rules")["rules"]}


def test_every_rule_is_listed_by_code_as_it_is_by_default(daemon: LiveDaemon, address: str) -> None:
    found = daemon.get(f"{address}/rules")

    assert found["version"] == 1
    assert [rule["code"] for rule in found["rules"]] == sorted(all_rules())
    assert {rule["code"]: (rule["severity"], rule["on"]) for rule in found["rules"]} == {
        code: (rule.severity, rule.on) for code, rule in all_rules().items()
    }


def test_a_rule_says_what_it_finds_why_and_what_mends_it(daemon: LiveDaemon, address: str) -> None:
    found = rules(daemon, address)
    rule = all_rules()[JOB]

    assert set(found[JOB]) == {"code", "severity", "on", "what", "why", "fix"}
    assert found[JOB]["what"] == " ".join(rule.summary.split())
    assert found[JOB]["fix"] == rule.fix
    for each in found.values():
        assert "\n" not in each["what"]
        assert "\n" not in each["why"].replace("\n\n", "")
        assert each["why"].replace("\n\n", " ").split() == all_rules()[each["code"]].reason.split()


def test_the_vaults_settings_count(daemon: LiveDaemon, vault: Path) -> None:
    (vault / SETTINGS).write_text(
        f"[rules]\non = ['{COMPOUND}']\noff = ['{JOB}']\n[rules.severity]\nlink-broken = 'hint'\n",
        encoding="utf-8",
    )
    with daemon.serving(vault) as address:
        found = rules(daemon, address)

    assert found[COMPOUND]["on"]
    assert not found[JOB]["on"]
    assert found["link-broken"]["severity"] == "hint"
