"""The daemon's own files: where they are, who may read them, and what is in the list of vaults."""

import os
import stat
from pathlib import Path

import pytest

from venture_canvas.server.places import Places, places
from venture_canvas.server.private import ExposedError, exposure, read_private, replace_file, write_private
from venture_canvas.server.registry import RegisteredVault, Registry, RegistryError, vault_id
from venture_canvas.server.runtime import AlreadyRunningError, only_daemon, token_of

ME, OTHER = 1000, 1001


@pytest.fixture
def home(tmp_path: Path) -> Places:
    return places({"VENTURE_CANVAS_HOME": str(tmp_path)})


@pytest.mark.parametrize(
    ("mode", "owner", "wrong"),
    [
        (0o600, ME, None),
        (0o700, ME, None),
        (0o400, ME, None),
        (0o640, ME, "0640"),
        (0o604, ME, "0604"),
        (0o710, ME, "0710"),
        (0o601, ME, "0601"),
        (0o600, OTHER, "another user"),
    ],
)
def test_only_what_its_user_alone_can_read_is_private(mode: int, owner: int, wrong: str | None) -> None:
    found = exposure(stat.S_IFREG | mode, owner, ME)

    assert found is None if wrong is None else found is not None and wrong in found


def test_on_windows_the_access_list_of_the_profile_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "token"
    file.write_bytes(b"content")
    file.chmod(0o644)
    monkeypatch.setattr("venture_canvas.server.private.ON_WINDOWS", True)

    assert read_private(file) == b"content"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_the_message_about_an_exposed_file_says_what_to_run(tmp_path: Path) -> None:
    file = tmp_path / "state" / "token"
    write_private(file, b"content")
    file.chmod(0o644)

    with pytest.raises(ExposedError, match=r"Run: chmod 600 '.*token'"):
        read_private(file)


def test_a_private_file_is_replaced_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "state" / "runtime.json"
    for content in (b"old", b"new"):
        write_private(file, content)

    assert file.read_bytes() == b"new"
    assert [each.name for each in file.parent.iterdir()] == ["runtime.json"]


def test_a_write_that_fails_leaves_the_old_content_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "list.json"
    replace_file(file, b"old")

    def no_space(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)
    with pytest.raises(OSError, match="No space"):
        replace_file(file, b"new")

    assert file.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["list.json"]


def test_one_variable_moves_all_of_the_users_folders(home: Places, tmp_path: Path) -> None:
    assert all(tmp_path in folder.parents for folder in (home.config, home.state, home.cache, home.log))


def test_without_the_variable_the_users_own_folders_are_meant() -> None:
    assert all(
        "venture-canvas" in str(folder) for folder in (places({}).config, places({}).state, places({}).cache)
    )


@pytest.mark.parametrize("damaged", [b"", b"short", b"x" * 44, b"\xff" * 43, b"a b" * 14 + b"c"])
def test_a_damaged_token_is_made_anew(home: Places, damaged: bytes) -> None:
    write_private(home.token, damaged)

    token = token_of(home)

    assert len(token) == 43
    assert token_of(home) == token


def test_the_lock_is_given_back_when_the_daemon_ends(home: Places) -> None:
    with only_daemon(home), pytest.raises(AlreadyRunningError), only_daemon(home):
        pass
    with only_daemon(home):
        pass


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("My Ferry Vault", "my-ferry-vault"),
        ("Crème Brûlée", "creme-brulee"),
        ("日本語", "vault"),
        ("--", "vault"),
        ("a" * 90, "a" * 40),
    ],
)
def test_the_id_of_a_vault_is_readable_and_safe_in_an_address(name: str, slug: str) -> None:
    found, _, digest = vault_id(Path("/vaults") / name).rpartition("-")

    assert found == slug
    assert len(digest) == 8


def test_the_id_of_a_vault_stays_and_differs_between_folders_of_one_name() -> None:
    assert vault_id(Path("/a/vault")) == vault_id(Path("/a/vault"))
    assert vault_id(Path("/a/vault")) != vault_id(Path("/b/vault"))


def test_the_list_of_vaults_holds_a_folder_once_and_forgets_what_is_removed(
    home: Places, tmp_path: Path
) -> None:
    registry = Registry(home.registry)
    one = registry.add(tmp_path)
    (tmp_path / "other").mkdir()
    again = registry.add(tmp_path / "other" / "..")
    other = registry.add(tmp_path / "other")

    assert one == again
    assert registry.vaults() == (one, other)
    registry.remove(one.id)
    assert registry.vaults() == (other,)


def test_a_folder_that_is_gone_stays_on_the_list_until_it_is_removed(home: Places, tmp_path: Path) -> None:
    lost = tmp_path / "lost"
    lost.mkdir()
    registry = Registry(home.registry)
    entry = registry.add(lost)
    lost.rmdir()

    assert registry.add(tmp_path).id != entry.id
    assert entry in registry.vaults()


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'[{"id": "x"}]'])
def test_a_damaged_list_of_vaults_is_told_and_left_alone(home: Places, content: bytes) -> None:
    replace_into(home.registry, content)

    with pytest.raises(RegistryError, match="delete it"):
        Registry(home.registry).vaults()
    assert home.registry.read_bytes() == content


def replace_into(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def test_an_entry_is_what_it_says(tmp_path: Path, home: Places) -> None:
    assert Registry(home.registry).add(tmp_path) == RegisteredVault(vault_id(tmp_path), str(tmp_path))
