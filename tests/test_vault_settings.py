"""A rule is turned on or off in the settings file of a vault, with the care that notes are written with."""

import os
from pathlib import Path

import pytest

from venture_canvas.vault.planning import NotWrittenError
from venture_canvas.vault.replacing import Replacement, replace_all
from venture_canvas.vault_settings import LIMIT, switch_rule

JOB = "type-without-job"
SETTINGS = "venture-canvas.toml"
OFF = f'[rules]\noff = ["{JOB}"]\n'.encode()

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs POSIX modes and links")


def everything(vault: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in vault.iterdir()}


def refusal(vault: Path) -> NotWrittenError:
    """Return why a rule is not turned off; nothing in the vault may have changed by then."""
    before = everything(vault)
    with pytest.raises(NotWrittenError) as refused:
        switch_rule(vault, JOB, on=False)
    assert everything(vault) == before
    assert "Nothing was written" in str(refused.value)
    assert str(vault) not in str(refused.value)
    return refused.value


def test_the_file_is_made_when_it_is_needed_and_only_then(tmp_path: Path) -> None:
    switch_rule(tmp_path, JOB, on=True)
    assert everything(tmp_path) == {}

    switch_rule(tmp_path, JOB, on=False)
    assert everything(tmp_path) == {SETTINGS: OFF}


def test_what_else_the_file_says_stays_as_it_is(tmp_path: Path) -> None:
    before = b"\xef\xbb\xbf# ours\r\n[tags]\r\nprofile = 'list'\r\n"
    (tmp_path / SETTINGS).write_bytes(before)
    switch_rule(tmp_path, JOB, on=False)

    assert everything(tmp_path) == {SETTINGS: before + b"\r\n" + OFF.replace(b"\n", b"\r\n")}


def test_a_file_that_says_so_already_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / SETTINGS).write_bytes(OFF)
    before = (tmp_path / SETTINGS).stat()
    switch_rule(tmp_path, JOB, on=False)

    assert (tmp_path / SETTINGS).stat() == before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"[rules]\noff = [type-without-job]\n", "not TOML"),
        (b"# caf\xe9\n", "UTF-8"),
        (b"# \0\n", "UTF-8"),
        (b"rules = 3\n", "rules is a table"),
        (b"#" * (LIMIT + 1), "larger than"),
    ],
)
def test_a_file_that_cannot_be_read_as_settings_is_refused_and_left_alone(
    tmp_path: Path, content: bytes, told: str
) -> None:
    (tmp_path / SETTINGS).write_bytes(content)
    found = refusal(tmp_path)

    assert found.reason == "refused"
    assert told in str(found)
    assert SETTINGS in str(found)


@pytest.mark.parametrize("before", [None, b"# ours\n"])
def test_what_somebody_writes_meanwhile_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, before: bytes | None
) -> None:
    if before is not None:
        (tmp_path / SETTINGS).write_bytes(before)

    def replace(replacements: list[Replacement]) -> None:
        (tmp_path / SETTINGS).write_bytes(b"# typed\n")
        replace_all(replacements)

    monkeypatch.setattr("venture_canvas.vault.writing.replace_all", replace)
    with pytest.raises(NotWrittenError) as refused:
        switch_rule(tmp_path, JOB, on=False)

    assert refused.value.reason == "stale"
    assert everything(tmp_path) == {SETTINGS: b"# typed\n"}


@posix_only
def test_a_link_in_the_place_of_the_file_is_not_followed(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    vault.mkdir()
    (tmp_path / "outside.toml").write_bytes(b"# outside\n")
    (vault / SETTINGS).symlink_to(tmp_path / "outside.toml")

    assert "symbolic link" in str(refusal(vault))


def test_a_read_only_file_is_not_written(tmp_path: Path) -> None:
    (tmp_path / SETTINGS).write_bytes(b"# ours\n")
    (tmp_path / SETTINGS).chmod(0o444)

    assert "read-only" in str(refusal(tmp_path))
