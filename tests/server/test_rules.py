"""Rules over the API: how they hold in a vault, and turned on and off in its settings."""

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
PATH = "Canvas.md"
CANVAS = """\
# Night boats
## Customers
- **Parents** (payer): two-job homes
- **Clinics** (funder): night wards

## Jobs to be Done
- **Parents**: sleep after a night shift
"""


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "boats"
    folder.mkdir()
    (folder / PATH).write_text(CANVAS, encoding="utf-8", newline="")
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


def switch(daemon: LiveDaemon, address: str, code: object, on: object) -> tuple[int, dict[str, Any]]:
    with daemon.http() as client:
        response = client.post(f"{address}/rules", json={"code": code, "on": on})
        return response.status_code, response.json()


def hinted(daemon: LiveDaemon, address: str) -> bool:
    return bool(daemon.get(f"{address}/hints", code=JOB)["hints"])


def test_a_rule_is_turned_off_and_on_again_in_the_settings_file(
    daemon: LiveDaemon, address: str, vault: Path
) -> None:
    before = daemon.get(f"{address}/rules")
    status, off = switch(daemon, address, JOB, on=False)

    assert status == 200, off
    assert off == daemon.get(f"{address}/rules")
    assert [rule["code"] for rule in off["rules"] if rule not in before["rules"]] == [JOB]
    assert (vault / SETTINGS).read_text(encoding="utf-8") == f'[rules]\noff = ["{JOB}"]\n'
    assert not hinted(daemon, address)

    assert switch(daemon, address, JOB, on=True) == (200, before)
    assert (vault / SETTINGS).read_text(encoding="utf-8") == "[rules]\noff = []\n"
    assert hinted(daemon, address)
    assert sorted(file.name for file in vault.iterdir()) == [PATH, SETTINGS]


def test_a_rule_that_is_off_by_default_is_turned_on(daemon: LiveDaemon, address: str, vault: Path) -> None:
    (vault / SETTINGS).write_text(f"# ours\n[rules]\noff = ['{COMPOUND}', '{JOB}'] # why\n", encoding="utf-8")
    status, found = switch(daemon, address, COMPOUND, on=True)

    assert status == 200
    assert {rule["code"]: rule["on"] for rule in found["rules"]}.items() >= {
        COMPOUND: True,
        JOB: False,
    }.items()
    assert (vault / SETTINGS).read_text(
        encoding="utf-8"
    ) == f"# ours\n[rules]\non = [\"{COMPOUND}\"]\noff = ['{JOB}'] # why\n"


def test_turning_a_rule_off_and_on_reaches_who_has_a_note_open(daemon: LiveDaemon, address: str) -> None:
    with daemon.live(address) as live:
        live.until("state")
        live.send(type="open", path=PATH, text=CANVAS, version=7)
        assert JOB in codes_of(live.until("hints"))

        switch(daemon, address, JOB, on=False)
        off = live.until("hints")
        assert (off["path"], off["version"]) == (PATH, 7)
        assert JOB not in codes_of(off)

        switch(daemon, address, JOB, on=True)
        on = live.until("hints")
        assert JOB in codes_of(on)
        assert on["generation"] > off["generation"]


def codes_of(message: dict[str, Any]) -> set[str]:
    return {hint["code"] for hint in message["hints"]}


def test_an_unknown_code_is_told_with_what_was_meant(daemon: LiveDaemon, address: str, vault: Path) -> None:
    status, problem = switch(daemon, address, "type-without-jobs", on=False)

    assert status == 422
    assert "Did you mean type-without-job?" in problem["detail"]
    assert not (vault / SETTINGS).exists()


@pytest.mark.parametrize(("code", "on"), [(JOB, "false"), (JOB, None), (3, True)])
def test_a_body_of_another_form_is_refused(
    daemon: LiveDaemon, address: str, vault: Path, code: object, on: object
) -> None:
    assert switch(daemon, address, code, on)[0] == 422
    assert not (vault / SETTINGS).exists()


@pytest.mark.parametrize(
    ("content", "told"), [(b"[rules]\noff = [type-without-job]\n", "not TOML"), (b"# caf\xe9\n", "UTF-8")]
)
def test_settings_that_cannot_be_read_are_refused_and_left_alone(
    daemon: LiveDaemon, address: str, vault: Path, content: bytes, told: str
) -> None:
    (vault / SETTINGS).write_bytes(content)
    status, problem = switch(daemon, address, JOB, on=False)

    assert status == 422
    assert told in problem["detail"]
    assert str(vault) not in problem["detail"]
    assert (vault / SETTINGS).read_bytes() == content
    assert hinted(daemon, address)


def test_nothing_is_written_where_the_vault_was(daemon: LiveDaemon, address: str, vault: Path) -> None:
    vault.rename(vault.with_name("away"))
    vault.mkdir()
    status, problem = switch(daemon, address, JOB, on=False)

    assert status == 422
    assert "Nothing was written" in problem["detail"]
    assert [*vault.iterdir()] == []
