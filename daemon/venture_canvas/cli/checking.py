"""The command that checks: hints without a daemon, and the safe fixes."""

import unicodedata
from collections.abc import Generator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
import typer

from venture_canvas.cli.console import FAILED, USAGE, fail, print_json, results, say
from venture_canvas.cli.explaining import known_rule
from venture_canvas.cli.fixing import diff_of, fixed
from venture_canvas.cli.knowledge import progress_bar, served_vault
from venture_canvas.cli.reports import github_report, sarif_report, text_report
from venture_canvas.cli.writing import write_fixed
from venture_canvas.hints.enumerating import enumerated
from venture_canvas.hints.settings import Settings
from venture_canvas.server.places import places
from venture_canvas.server.registry import vault_id
from venture_canvas.shapes.hint import HintFact, HintList, hint_list
from venture_canvas.shapes.hint_filter import is_as_grave
from venture_canvas.vault.cache_file import USED_BY_ANOTHER
from venture_canvas.vault.roots import find_root, resolved
from venture_canvas.vault.trouble import Trouble
from venture_canvas.vault_settings import settings_troubles
from venture_canvas.workspace import Workspace

LEFT = (
    "What is open in an editor was left to it: {notes}. Apply the fixes there, or close it and ask once more."
)


class ReportFormat(StrEnum):
    """How hints are printed."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


class FailOn(StrEnum):
    """From which severity on the command fails."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    HINT = "hint"


class Choice(NamedTuple):
    """Which hints are asked for: in notes at or beneath some paths of the vault, of some codes, without others."""

    paths: frozenset[str]
    select: frozenset[str]
    ignore: frozenset[str]

    def wants(self, path: str, code: str) -> bool:
        """Say whether a hint is asked for."""
        chosen = not self.select or code in self.select
        return chosen and code not in self.ignore and self.holds(path)

    def holds(self, path: str) -> bool:
        """Say whether a note is asked for."""
        return any(not top or path == top or path.startswith(f"{top}/") for top in self.paths)

    def adjusted(self, settings: Settings) -> Settings:
        """Return settings in which the rules that are asked for by name run."""
        return msgspec.structs.replace(settings, on=settings.on | self.select, off=settings.off - self.select)


Paths = Annotated[
    list[Path] | None, typer.Argument(help="Notes or folders of one vault; the current folder.")
]
Vault = Annotated[Path | None, typer.Option(help="The vault, when it is not the one that the paths lie in.")]
Codes = Annotated[list[str] | None, typer.Option(help="Only hints of these codes, with commas between them.")]
NotCodes = Annotated[
    list[str] | None, typer.Option(help="No hints of these codes, with commas between them.")
]
Format = Annotated[ReportFormat, typer.Option("--format", help="How hints are printed.")]
Limit = Annotated[FailOn, typer.Option(help="Exit 1 when a hint is of this severity or a graver one.")]


def check(
    paths: Paths = None,
    *,
    vault: Vault = None,
    format_: Format = ReportFormat.TEXT,
    select: Codes = None,
    ignore: NotCodes = None,
    fix: Annotated[bool, typer.Option("--fix", help="Apply the safe fixes first.")] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")
    ] = False,
    fail_on: Limit = FailOn.WARNING,
) -> None:
    """Check the notes of a vault; exit 1 when a hint is grave enough."""
    asked = paths or [Path()]
    root = _root_of(asked, vault)
    choice = Choice(_in_vault(asked, root), _codes(select), _codes(ignore))
    with _opened(root, choice) as workspace:
        mistakes = _tell_mistakes(workspace, fix=fix)
        if fix or diff:
            _mend(workspace, choice, only_show=diff)
        found = _chosen(hint_list(workspace), choice)
        notes = sum(map(choice.holds, workspace.snapshot.notes))
    if not diff:
        _print(found, notes, format_, _base_of(root))
    if mistakes:
        raise typer.Exit(USAGE)
    _end(found.hints, fail_on)


@contextmanager
def _opened(root: Path, choice: Choice) -> Generator[Workspace]:
    """Give the vault, indexed in this process."""
    here, vault = places(), vault_id(root)
    workspace = Workspace(
        root, cache=here.cache_of(vault), journal=here.journal_of(vault), adjust=choice.adjusted
    )
    try:
        with progress_bar() as tell:
            workspace.open(tell)
        for trouble in filter(_is_worth_saying, workspace.state.troubles):
            say(trouble.message)
        yield workspace
    finally:
        workspace.close()


def _tell_mistakes(workspace: Workspace, *, fix: bool) -> bool:
    """Tell the mistakes in the settings, which cost no more than their own lines; fixes wait until they are mended."""
    messages = [trouble.message for trouble in settings_troubles(workspace.settings)]
    if messages and fix:
        fail("\n".join(messages))
    for message in messages:
        say(f"Error: {message}")
    return bool(messages)


def _mend(workspace: Workspace, choice: Choice, *, only_show: bool) -> None:
    """Make the safe fixes, or show them, but for those of notes that are open in an editor."""
    served = served_vault(places(), workspace.root)
    changes = fixed(workspace, choice.wants, served.opened() if served else frozenset())
    if not changes.texts:
        say("There is nothing that can be mended without being asked for one by one.")
    elif only_show:
        typer.echo(diff_of(changes), nl=False)
    else:
        write_fixed(workspace, changes, served)
    if changes.left:
        say(LEFT.format(notes=enumerated(sorted(changes.left))))


def _is_worth_saying(trouble: Trouble) -> bool:
    """Say whether a trouble is about the check; that a daemon uses the cache meanwhile is as it should be."""
    return trouble != USED_BY_ANOTHER and (trouble.path is None or trouble.code == "rule-failed")


def _root_of(asked: list[Path], vault: Path | None) -> Path:
    if vault is not None:
        return find_root(vault)
    roots = {find_root(path) for path in asked}
    topmost = min(roots, key=lambda root: len(root.parts))
    if any(not root.is_relative_to(topmost) for root in roots):
        fail("These paths lie in several vaults. Check one at a time, or name the vault with --vault.")
    return topmost


def _in_vault(asked: list[Path], root: Path) -> frozenset[str]:
    """Return paths as the vault keys them; "" is all of it."""
    found = set()
    for path in asked:
        real = resolved(path, strict=True)
        if not real.is_relative_to(root):
            fail(f"{path} does not lie in the vault {root}.")
        inside = real.relative_to(root).as_posix()
        found.add("" if inside == "." else unicodedata.normalize("NFC", inside))
    return frozenset(found)


def _codes(given: list[str] | None) -> frozenset[str]:
    codes = [code.strip() for part in given or [] for code in part.split(",") if code.strip()]
    return frozenset(known_rule(code).code for code in codes)


def _chosen(found: HintList, choice: Choice) -> HintList:
    hints = tuple(hint for hint in found.hints if choice.wants(hint.path, hint.code))
    edited = {edit.path for hint in hints for fix in hint.fixes for edit in fix.edits}
    hashes = {path: digest for path, digest in found.hashes.items() if path in edited}
    return msgspec.structs.replace(found, hints=hints, hashes=hashes)


def _base_of(root: Path) -> str:
    """Return the vault's folder as seen from the current one, where it lies beneath it; else nothing."""
    here = Path.cwd().resolve()
    inside = root.relative_to(here).as_posix() if root.is_relative_to(here) else "."
    return "" if inside == "." else f"{inside}/"


def _print(found: HintList, notes: int, format_: ReportFormat, base: str) -> None:
    match format_:
        case ReportFormat.TEXT:
            for part in text_report(found, notes):
                results.print(part)
        case ReportFormat.JSON:
            print_json(found)
        case ReportFormat.SARIF:
            typer.echo(sarif_report(found, base))
        case ReportFormat.GITHUB:
            for line in github_report(found, base):
                typer.echo(line)


def _end(hints: tuple[HintFact, ...], fail_on: FailOn) -> None:
    if any(is_as_grave(hint.severity, fail_on.value) for hint in hints):
        raise typer.Exit(FAILED)
    raise typer.Exit
