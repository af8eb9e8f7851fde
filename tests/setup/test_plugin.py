"""The plugin is put into a vault, and nothing else there is touched."""

import json
import os
import stat
from pathlib import Path

import pytest

from setup.stand_in import contents, plugin_in
from venture_canvas.cli.preparing import obsidian_link, prepare_vault, sentences
from venture_canvas.setup.config_folder import config_folder
from venture_canvas.setup.plugin import PluginNotPlacedError, is_older, place_plugin, plugin_version

LIST = ".obsidian/community-plugins.json"
PLACE = ".obsidian/plugins/venture-canvas"
posix_only = pytest.mark.skipif(
    os.name == "nt", reason="Windows has no modes, and needs a right for symbolic links"
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return plugin_in(tmp_path / "source")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    (folder / ".obsidian" / "plugins" / "other").mkdir(parents=True)
    (folder / ".obsidian" / "app.json").write_text("{}", encoding="utf-8")
    (folder / ".obsidian" / "plugins" / "other" / "main.js").write_text("other", encoding="utf-8")
    (folder / "Note.md").write_text("text", encoding="utf-8")
    return folder


def test_a_missing_plugin_is_added_and_turned_on_and_nothing_else_changes(source: Path, vault: Path) -> None:
    before = contents(vault)

    placed = place_plugin(source, vault)

    added = {f"{PLACE}/{name}": content for name, content in contents(source).items()}
    after = contents(vault)
    assert json.loads(after.pop(LIST)) == ["venture-canvas"]
    assert after == {**before, **added}
    assert (placed.files, placed.version, placed.on) == ("added", "1.2.0", True)


def test_only_the_files_of_the_plugin_are_copied(source: Path, vault: Path) -> None:
    for name in ("data.json", "main.ts", "package.json"):
        (source / name).write_text("{}", encoding="utf-8")

    place_plugin(source, vault)

    assert contents(vault / PLACE).keys() == {"main.js", "manifest.json", "styles.css"}


def test_a_second_time_changes_nothing(source: Path, vault: Path) -> None:
    place_plugin(source, vault)
    before = {path: path.stat().st_mtime_ns for path in vault.rglob("*")}

    placed = place_plugin(source, vault)

    assert placed.files == "kept"
    assert {path: path.stat().st_mtime_ns for path in vault.rglob("*")} == before
    assert sentences(placed, vault) == []


@pytest.mark.parametrize(
    ("there", "files", "code"),
    [
        ("1.1.9", "updated", "// code"),
        ("1.2.0", "kept", "old"),
        ("1.10.0", "kept", "old"),
        ("1.2", "updated", "// code"),
    ],
)
def test_only_an_older_plugin_is_replaced(
    source: Path, vault: Path, there: str, files: str, code: str
) -> None:
    plugin_in(vault / PLACE, there, **{"main.js": "old"})

    assert place_plugin(source, vault).files == files
    assert (vault / PLACE / "main.js").read_text(encoding="utf-8") == code


@pytest.mark.parametrize("damage", ["main.js", "manifest.json", "styles.css"])
def test_a_plugin_that_is_not_whole_is_put_there_again(source: Path, vault: Path, damage: str) -> None:
    place_plugin(source, vault)
    (vault / PLACE / damage).unlink()

    assert place_plugin(source, vault).files == "added"
    assert contents(vault / PLACE) == contents(source)


@pytest.mark.parametrize("manifest", ["", "{", "[]", '{"version": 7}', "{}"])
def test_a_manifest_that_cannot_be_read_counts_as_missing(source: Path, vault: Path, manifest: str) -> None:
    place_plugin(source, vault)
    (vault / PLACE / "manifest.json").write_text(manifest, encoding="utf-8")

    assert plugin_version(vault / PLACE) is None
    assert place_plugin(source, vault).version == "1.2.0"


def test_the_settings_of_the_plugin_are_never_touched(source: Path, vault: Path) -> None:
    plugin_in(vault / PLACE, "0.1.0", **{"data.json": "mine"})

    place_plugin(source, vault)

    assert (vault / PLACE / "data.json").read_text(encoding="utf-8") == "mine"


def test_what_is_on_the_list_of_plugins_stays_on_it(source: Path, vault: Path) -> None:
    (vault / LIST).write_text('["dataview", "größer"]', encoding="utf-8")

    place_plugin(source, vault)

    assert json.loads((vault / LIST).read_text(encoding="utf-8")) == ["dataview", "größer", "venture-canvas"]


def test_a_plugin_that_is_on_the_list_already_is_not_put_there_again(source: Path, vault: Path) -> None:
    (vault / LIST).write_text('["venture-canvas","dataview"]', encoding="utf-8")

    place_plugin(source, vault)

    assert (vault / LIST).read_text(encoding="utf-8") == '["venture-canvas","dataview"]'


@pytest.mark.parametrize("written", ["", "{}", "null", "[", "\xff", "[" * 100_000])
def test_a_list_that_cannot_be_read_is_left_as_it_is_and_told(
    source: Path, vault: Path, written: str
) -> None:
    (vault / LIST).write_bytes(written.encode("latin-1"))

    placed = place_plugin(source, vault)

    assert placed.on is None
    assert (vault / LIST).read_bytes() == written.encode("latin-1")
    assert any("community-plugins.json" in sentence for sentence in sentences(placed, vault))


@pytest.mark.parametrize("version", ["1.2.0", "1.1.0"])
def test_a_plugin_that_was_turned_off_stays_off(source: Path, vault: Path, version: str) -> None:
    plugin_in(vault / PLACE, version)
    (vault / LIST).write_text("[]", encoding="utf-8")

    placed = place_plugin(source, vault)

    assert placed.on is False
    assert (vault / LIST).read_text(encoding="utf-8") == "[]"
    assert any("turned off" in sentence for sentence in sentences(placed, vault))


def test_a_config_folder_of_another_name_is_found(tmp_path: Path) -> None:
    assert config_folder(tmp_path) == tmp_path / ".obsidian"
    for name in (".config", "settings"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "app.json").touch()
    assert config_folder(tmp_path) == tmp_path / ".config"
    (tmp_path / ".obsidian").mkdir()
    assert config_folder(tmp_path) == tmp_path / ".config"
    (tmp_path / ".obsidian" / "app.json").touch()
    assert config_folder(tmp_path) == tmp_path / ".obsidian"


@posix_only
@pytest.mark.parametrize("link", [".obsidian", ".obsidian/plugins", PLACE])
def test_nothing_is_written_through_a_link_out_of_the_vault(source: Path, tmp_path: Path, link: str) -> None:
    vault, outside = tmp_path / "linked", tmp_path / "outside"
    outside.mkdir()
    (vault / link).parent.mkdir(parents=True)
    (vault / link).symlink_to(outside)

    with pytest.raises(PluginNotPlacedError, match="leads out of the vault"):
        place_plugin(source, vault)

    assert contents(outside) == {}


@posix_only
def test_a_file_that_is_replaced_keeps_its_mode_and_leaves_nothing_beside_it(
    source: Path, vault: Path
) -> None:
    (vault / LIST).write_text("[]", encoding="utf-8")
    (vault / LIST).chmod(0o664)

    place_plugin(source, vault)

    assert stat.S_IMODE((vault / LIST).stat().st_mode) == 0o664
    assert [file.name for file in (vault / PLACE).iterdir() if file.name.startswith(".")] == []


def test_a_source_that_lacks_a_file_leaves_the_vault_as_it_was(source: Path, vault: Path) -> None:
    before = contents(vault)
    (source / "styles.css").unlink()

    with pytest.raises(FileNotFoundError):
        place_plugin(source, vault)

    assert contents(vault) == before


def test_the_manifest_is_written_last(source: Path, vault: Path) -> None:
    """Else a copy that was cut short would pass for a whole one."""
    plugin_in(vault / PLACE, "1.0.0", **{"styles.css": "old"})
    (vault / PLACE / "styles.css").unlink()
    (vault / PLACE / "styles.css").mkdir()

    with pytest.raises(OSError, match=r"styles\.css"):
        place_plugin(source, vault)

    assert json.loads((vault / PLACE / "manifest.json").read_bytes()) == {"version": "1.0.0"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("0.9.0", "0.10.0"), ("1.0", "1.0.1"), ("1.2.3", "2"), ("beta", "0.1"), ("1.2.0-rc", "1.3")],
)
def test_versions_are_compared_by_their_numbers(one: str, other: str) -> None:
    assert is_older(one, other)
    assert not is_older(other, one)
    assert not is_older(one, one)


def test_what_was_done_and_what_comes_next_is_told(
    source: Path, vault: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    prepare_vault(vault, source)
    said = capfd.readouterr().err

    assert f"1.2.0 was put into the vault, in {PLACE}" in said
    assert obsidian_link(vault) in said
    assert "community plugins" in said


def test_the_link_to_a_vault_is_safe_in_a_browser() -> None:
    assert obsidian_link(Path("/a b/Ö&c")) == "obsidian://open?path=%2Fa%20b%2F%C3%96%26c"


def test_without_a_plugin_the_vault_is_left_as_it_was(
    tmp_path: Path, vault: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = contents(vault)

    prepare_vault(vault, tmp_path / "nothing")

    assert "was not put into the vault" in capfd.readouterr().err
    assert contents(vault) == before


def test_the_place_of_a_disk_that_is_unplugged_is_left_empty(
    source: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    vault = tmp_path / "mount point"
    vault.mkdir()

    prepare_vault(vault, source)

    assert contents(vault) == {}
    assert "unplugged" in capfd.readouterr().err
