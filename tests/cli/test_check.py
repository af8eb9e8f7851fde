"""The commands `check`, `explain` and `rules`, run in this process."""

import json
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from typer.testing import CliRunner, Result

from live_daemon import run_command, running_daemon, wait_until
from venture_canvas.cli import app
from venture_canvas.cli.console import results
from venture_canvas.hints.hint import Edit, Finding, Fix
from venture_canvas.hints.registry import all_rules
from venture_canvas.hints.views import NoteView
from venture_canvas.notes.parse import MAX_NOTE_BYTES
from venture_canvas.positions import Span
from venture_canvas.server.places import HOME_VARIABLE

ROOT = Path(__file__).parents[2]
JOB, UNUSED = "type-without-job", "unused-ignore"
ONLY = f"{JOB},{UNUSED}"
CANVAS = """\
# Night boats
## Customers
- **Parents** (payer): two-job homes 🛶 %% ignore type-without-job %%
- **Clinics** (funder): night wards

## Jobs to be Done
- **Parents**: sleep after a night shift
"""
MENDED = CANVAS.replace(" %% ignore type-without-job %%", "")

Run = Callable[..., Result]


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "boats"
    (folder / ".obsidian").mkdir(parents=True)
    for place in ("Canvas.md", "Sub/Canvas.md"):
        (folder / place).parent.mkdir(exist_ok=True)
        (folder / place).write_text(CANVAS, encoding="utf-8", newline="")
    return folder


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command, and return what it printed on a wide screen."""
    monkeypatch.setattr(results, "width", 200)

    def run_(*arguments: str | Path) -> Result:
        environment = {HOME_VARIABLE: str(home)}
        return CliRunner().invoke(app, [str(each) for each in arguments], env=environment)

    return run_


def found(result: Result) -> list[dict[str, Any]]:
    hints: list[dict[str, Any]] = json.loads(result.stdout)["hints"]
    return hints


def test_text_for_people_is_grouped_by_note_and_counted(run: Run, vault: Path) -> None:
    result = run("check", vault, "--select", ONLY)

    assert result.exit_code == 1, result.output
    lines = result.stdout.splitlines()
    assert [line for line in lines if line.endswith(".md")] == ["Canvas.md", "Sub/Canvas.md"]
    assert any("4:3" in line and "warning" in line and JOB in line for line in lines)
    assert "4 findings in 2 notes: 2 warnings, 2 hints. 2 can be mended at once: --fix." in result.stdout
    assert "Ignore this hint" not in result.stdout


def test_json_holds_every_hint_and_how_many_notes_there_are(run: Run, vault: Path) -> None:
    result = run("check", vault, "--format", "json", "--select", JOB)

    assert json.loads(result.stdout).keys() >= {"version", "notes", "hints"}
    assert json.loads(result.stdout)["notes"] == 2
    assert [(hint["path"], hint["code"]) for hint in found(result)] == [
        ("Canvas.md", JOB),
        ("Sub/Canvas.md", JOB),
    ]


def test_sarif_counts_from_one_in_utf_16_and_knows_its_rules(run: Run, vault: Path) -> None:
    (sarif,) = json.loads(run("check", vault, "--format", "sarif", "--select", UNUSED).stdout)["runs"]
    first = sarif["results"][0]

    assert first["ruleId"] in [rule["id"] for rule in sarif["tool"]["driver"]["rules"]]
    assert sarif["columnKind"] == "utf16CodeUnits"
    region = first["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (3, CANVAS.splitlines()[2].index(JOB) + 2)
    assert first["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == ""


def test_github_commands_are_escaped_and_seen_from_the_current_folder(
    run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = vault.rename(vault.parent / "50%, boats")
    monkeypatch.chdir(vault.parent)
    lines = run("check", vault, "--format", "github", "--select", JOB).stdout.splitlines()

    assert lines[0].startswith(
        "::warning file=50%25%2C boats/Canvas.md,line=4,endLine=4,col=3,endColumn=14,title="
    )
    assert "::Clinics: no job" in lines[0]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 1),
        (["--fail-on", "error"], 0),
        (["--fail-on", "hint"], 1),
        (["--ignore", JOB], 0),
        (["--ignore", JOB, "--fail-on", "hint"], 1),
        (["--ignore", ONLY, "--fail-on", "hint"], 0),
        (["--select", "no-such-rule"], 2),
        (["--fail-on", "never"], 2),
    ],
)
def test_the_exit_code_says_whether_a_hint_is_grave_enough(
    run: Run, vault: Path, options: list[str], code: int
) -> None:
    (vault / "venture-canvas.toml").write_text(
        f"[rules]\noff = {[*all_rules().keys() - {JOB, UNUSED}]}\n", encoding="utf-8"
    )

    assert run("check", vault, *options).exit_code == code


def test_a_mistake_in_the_settings_is_told_with_its_line_beside_the_hints(run: Run, vault: Path) -> None:
    (vault / "venture-canvas.toml").write_text("[rules]\nof = []\n", encoding="utf-8")
    result = run("check", vault)

    assert result.exit_code == 2
    assert "line 2" in result.stderr
    assert result.stderr.count("Did you mean off?") == 1
    assert JOB in result.stdout


def test_nothing_is_mended_by_settings_with_a_mistake(run: Run, vault: Path) -> None:
    (vault / "venture-canvas.toml").write_text("[rules]\nof = []\n", encoding="utf-8")
    before = {note: note.read_bytes() for note in vault.rglob("*.md")}

    assert run("check", vault, "--fix").exit_code == 2
    assert {note: note.read_bytes() for note in vault.rglob("*.md")} == before


def test_a_diff_without_safe_fixes_says_so(run: Run, vault: Path) -> None:
    result = run("check", vault, "--diff", "--select", JOB)

    assert result.stdout == ""
    assert "nothing that can be mended" in result.stderr


def test_paths_choose_notes_of_the_vault_they_lie_in(
    run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(vault / "Sub")

    def notes(*paths: str | Path) -> list[str]:
        result = run("check", *paths, "--format", "json", "--select", JOB)
        return [hint["path"] for hint in found(result)]

    assert notes() == notes(vault / "Sub") == notes("Canvas.md") == ["Sub/Canvas.md"]
    assert notes("..") == ["Canvas.md", "Sub/Canvas.md"]
    assert notes("Canvas.md", "../Canvas.md", "--vault", vault) == ["Canvas.md", "Sub/Canvas.md"]


def test_paths_of_two_vaults_or_of_none_are_refused(run: Run, vault: Path, tmp_path: Path) -> None:
    other = tmp_path / "trains"
    other.mkdir()

    assert "several vaults" in run("check", vault, other).stderr
    assert "does not lie in the vault" in run("check", other, "--vault", vault).stderr
    assert "There is no file or folder" in run("check", vault / "Nope.md").stderr
    assert run("check", vault / "Nope.md").exit_code == 2
    assert run("check", vault / "Nope.md", "--vault", vault).exit_code == 2


def test_what_is_counted_are_the_notes_that_were_asked_for(run: Run, vault: Path) -> None:
    asked = ("--select", "link-broken")

    assert "No hints in 2 notes." in run("check", vault, *asked).stdout
    assert "No hints in 1 note." in run("check", vault / "Sub", *asked).stdout
    assert "No hints in 1 note." in run("check", vault / "Canvas.md", *asked).stdout


def test_fix_applies_the_safe_fixes_and_only_those(run: Run, vault: Path) -> None:
    (vault / "Canvas.md").write_bytes(b"\xef\xbb\xbf" + CANVAS.replace("\n", "\r\n").encode("utf-8"))
    result = run("check", vault, "--fix", "--select", ONLY, "--format", "json")

    assert {hint["code"] for hint in found(result)} == {JOB}
    assert (vault / "Canvas.md").read_bytes() == b"\xef\xbb\xbf" + MENDED.replace("\n", "\r\n").encode(
        "utf-8"
    )
    assert (vault / "Sub" / "Canvas.md").read_bytes() == MENDED.encode("utf-8")
    assert "Mended 2 notes." in result.stderr


def test_fix_leaves_the_notes_that_were_not_asked_for(run: Run, vault: Path) -> None:
    run("check", vault / "Sub", "--fix", "--select", ONLY)

    assert (vault / "Canvas.md").read_bytes() == CANVAS.encode("utf-8")
    assert (vault / "Sub" / "Canvas.md").read_bytes() == MENDED.encode("utf-8")


def test_a_note_that_grows_too_large_to_be_read_while_it_is_mended_keeps_every_byte(
    run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(view: NoteView) -> Iterator[Finding]:
        if not view.note.text.startswith("head"):
            path, start = view.note.path, Span(0, 0)
            fix = Fix("Add a head", "safe", (Edit(path, start, "head\n"),))
            yield Finding(path, start, "No head.", fixes=(fix,))

    rule = next(rule for rule in all_rules().values() if rule.reads == "links")
    heading = {rule.code: msgspec.structs.replace(rule, check=check)}
    monkeypatch.setattr("venture_canvas.live_state.chosen_rules", lambda _: heading)
    long = b"x" * (MAX_NOTE_BYTES - 2)
    (vault / "Long.md").write_bytes(long)
    result = run("check", vault, "--fix")

    assert result.exit_code == 2
    assert "Long.md would be larger" in result.stderr
    assert (vault / "Long.md").read_bytes() == long
    assert (vault / "Canvas.md").read_bytes() == CANVAS.encode("utf-8")


def test_diff_shows_what_fix_would_do_and_does_nothing(run: Run, vault: Path) -> None:
    result = run("check", vault, "--diff", "--select", ONLY)

    assert result.exit_code == 1
    assert (
        "-- **Parents** (payer): two-job homes 🛶 %% ignore type-without-job %%\n+- **Parents** (payer): two-job homes 🛶\n"
        in result.stdout
    )
    assert (vault / "Canvas.md").read_bytes() == CANVAS.encode("utf-8")


def test_a_note_that_is_open_in_an_editor_is_left_to_it_and_the_others_are_mended(
    run: Run, vault: Path, home: Path
) -> None:
    with running_daemon(home, vault) as daemon, daemon.live(daemon.vault()) as live:
        live.until("state")
        live.send(type="open", path="Canvas.md", text=CANVAS, version=1)
        live.until("hints")
        shown = run("check", vault, "--diff", "--select", UNUSED)
        result = run("check", vault, "--fix", "--select", UNUSED, "--format", "json")

        assert "+++ b/Canvas.md" not in shown.stdout
        assert "+++ b/Sub/Canvas.md" in shown.stdout
        assert result.exit_code == 0
        assert [hint["path"] for hint in found(result)] == ["Canvas.md"]
        assert "Mended 1 note." in result.stderr
        assert "open in an editor was left to it: Canvas.md." in result.stderr
        assert (vault / "Canvas.md").read_bytes() == CANVAS.encode("utf-8")
        assert (vault / "Sub" / "Canvas.md").read_bytes() == MENDED.encode("utf-8")

        live.send(type="close", path="Canvas.md")
        assert wait_until(lambda: "Mended" in run("check", vault, "--fix", "--select", UNUSED).stderr)
    assert (vault / "Canvas.md").read_bytes() == MENDED.encode("utf-8")


def test_many_large_notes_are_mended_beside_a_daemon(run: Run, vault: Path, home: Path) -> None:
    log = "Ebb.\n{}" + "The tide comes in and goes out again.\n\n" * 800 + "Flood.{}\n"
    notes = [vault / f"Log {number}.md" for number in range(60)]
    for note in notes:
        note.write_bytes(log.format("", f" %% ignore {JOB} %%").encode())
    for note in notes[:40]:
        note.write_bytes(log.format(f"%% ignore {JOB} %%\n", f" %% ignore {JOB} %%").encode())
    assert sum(note.stat().st_size for note in notes[:40]) > 1024 * 1024
    with running_daemon(home, vault) as daemon:
        daemon.vault()
        result = run("check", vault, "--fix", "--select", UNUSED)

    assert result.exit_code == 0, result.output
    assert "Mended 62 notes." in result.stderr
    assert {note.read_text(encoding="utf-8") for note in notes} == {log.format("", "")}


def test_a_daemon_leaves_the_line_ends_of_a_mended_note_as_they_are(
    run: Run, vault: Path, home: Path
) -> None:
    (vault / "Canvas.md").write_bytes(CANVAS.replace("\n", "\r\n", 1).encode("utf-8"))
    with running_daemon(home, vault) as daemon:
        daemon.vault()
        run("check", vault, "--fix", "--select", UNUSED)

    assert (vault / "Canvas.md").read_bytes() == MENDED.replace("\n", "\r\n", 1).encode("utf-8")


def test_beside_a_daemon_nothing_is_said_of_the_cache_that_the_daemon_uses(home: Path, vault: Path) -> None:
    with running_daemon(home, vault) as daemon:
        daemon.vault()
        assert run_command(home, "check", vault, "--select", UNUSED).stderr == ""


def test_a_cache_that_cannot_be_kept_is_told_once(home: Path, vault: Path) -> None:
    home.mkdir()
    (home / "cache").write_text("a file where a folder should be", encoding="utf-8")

    assert run_command(home, "check", vault, "--select", UNUSED).stderr.count("not used") == 1


def test_explain_exists_for_every_rule_and_says_how_to_ignore_it(run: Run) -> None:
    for code, rule in all_rules().items():
        result = run("explain", code)
        assert result.exit_code == 0
        assert f"%% ignore {code}: your reason %%" in result.stdout
        assert " ".join(rule.reason.split())[:60] in " ".join(result.stdout.split())


def test_a_code_that_does_not_exist_is_told_with_what_was_meant(run: Run) -> None:
    result = run("explain", "type-without-jobs")

    assert result.exit_code == 2
    assert "Did you mean type-without-job?" in result.stderr


def test_rules_lists_all_of_them(run: Run) -> None:
    listed = json.loads(run("rules", "--format", "json").stdout)["rules"]

    assert [rule["code"] for rule in listed] == list(all_rules())
    assert JOB in run("rules").stdout


def test_the_pre_commit_hook_runs_a_command_that_exists() -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    program, command = hook["entry"].split()

    assert program in scripts
    assert command in {
        each.name or each.callback.__name__ for each in app.registered_commands if each.callback
    }
