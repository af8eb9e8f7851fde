"""Hints as text for people, and in the forms that other programs read: SARIF 2.1.0 and GitHub's workflow commands."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import quote

import msgspec
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from venture_canvas import __version__
from venture_canvas.cli.console import counted
from venture_canvas.hints.hint import SEVERITIES, Severity
from venture_canvas.shapes.hint import FixFact, HintFact, HintList
from venture_canvas.shapes.ranges import Range
from venture_canvas.shapes.rule import RuleFact, rule_list

STYLES: Mapping[Severity, str] = {"error": "bold red", "warning": "yellow", "info": "cyan", "hint": "dim"}
SARIF_LEVELS: Mapping[Severity, str] = {
    "error": "error",
    "warning": "warning",
    "info": "note",
    "hint": "note",
}
GITHUB_LEVELS: Mapping[Severity, str] = {
    "error": "error",
    "warning": "warning",
    "info": "notice",
    "hint": "notice",
}
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def text_report(found: HintList, notes: int) -> Iterator[RenderableType]:
    """Show hints by note, with their places counted from 1 as editors show them, and how many there are.

    Arguments:
        found: the hints.
        notes: how many notes were asked for.
    """
    for path, hints in groupby(found.hints, key=lambda hint: hint.path):
        yield Text(path, style="bold")
        yield _table(hints)
    yield Text(summary_of(found.hints) if found.hints else f"No hints in {counted(notes, 'note')}.")


def summary_of(hints: Sequence[HintFact]) -> str:
    """Say how many hints there are, how grave, and how many can be mended at once."""
    counts = Counter(hint.severity for hint in hints)
    grave = ", ".join(counted(counts[each], each) for each in SEVERITIES if counts[each])
    notes = len({hint.path for hint in hints})
    safe = sum(any(fix.safety == "safe" for fix in hint.fixes) for hint in hints)
    mend = f" {safe} can be mended at once: --fix." if safe else ""
    return f"{counted(len(hints), 'finding')} in {counted(notes, 'note')}: {grave}.{mend}"


def sarif_report(found: HintList, base: str) -> str:
    """Return hints as SARIF.

    Arguments:
        found: the hints.
        base: the folder of the vault as the reader of the report sees it, with `/` at its end, or empty.
    """
    run = {
        "tool": {
            "driver": {
                "name": "venture-canvas",
                "version": __version__,
                "rules": [_sarif_rule(rule) for rule in rule_list().rules],
            }
        },
        "columnKind": "utf16CodeUnits",
        "results": [_sarif_result(hint, base) for hint in found.hints],
    }
    report = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(report)).decode("utf-8")


def github_report(found: HintList, base: str) -> Iterator[str]:
    """Yield hints as workflow commands, which GitHub shows beside the lines; `base` as for SARIF."""
    for hint in found.hints:
        start, end = hint.range.start, hint.range.end
        places = {
            "file": f"{base}{hint.path}",
            "line": start.line + 1,
            "endLine": end.line + 1,
            "col": start.character + 1,
            "endColumn": end.character + 1,
            "title": hint.code,
        }
        told = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in places.items())
        yield f"::{GITHUB_LEVELS[hint.severity]} {told}::{_escaped(hint.message)}"


def _table(hints: Iterator[HintFact]) -> Table:
    table = Table.grid(padding=(0, 2))
    for _ in range(2):
        table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for hint in hints:
        start = hint.range.start
        place = f"  {start.line + 1}:{start.character + 1}"
        table.add_row(place, Text(hint.severity, style=STYLES[hint.severity]), _told(hint))
    return table


def _told(hint: HintFact) -> Text:
    told = Text(hint.message).append(f"  {hint.code}", style="dim")
    first = next((fix for fix in hint.fixes if not fix.ignores), None)
    return told.append(f"\nFix: {first.title}", style="dim") if first else told


def _sarif_rule(rule: RuleFact) -> dict[str, Any]:
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.reason},
        "help": {"text": f"{rule.fix} More: venture-canvas explain {rule.code}"},
        "defaultConfiguration": {"level": SARIF_LEVELS[rule.severity], "enabled": rule.on},
    }


def _sarif_result(hint: HintFact, base: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": hint.code,
        "level": SARIF_LEVELS[hint.severity],
        "message": {"text": hint.message},
        "locations": [{"physicalLocation": {**_artifact(hint.path, base), "region": _region(hint.range)}}],
        "relatedLocations": [
            {
                "physicalLocation": {**_artifact(each.path, base), "region": _region(each.range)},
                "message": {"text": each.message},
            }
            for each in hint.related
        ],
    }
    fixes = [_sarif_fix(fix, base) for fix in hint.fixes if fix.edits]
    return {**result, "fixes": fixes} if fixes else result


def _sarif_fix(fix: FixFact, base: str) -> dict[str, Any]:
    by_path = groupby(sorted(fix.edits, key=lambda edit: edit.path), key=lambda edit: edit.path)
    return {
        "description": {"text": fix.title},
        "artifactChanges": [
            {
                **_artifact(path, base),
                "replacements": [
                    {"deletedRegion": _region(edit.range), "insertedContent": {"text": edit.text}}
                    for edit in edits
                ],
            }
            for path, edits in by_path
        ],
    }


def _artifact(path: str, base: str) -> dict[str, Any]:
    return {"artifactLocation": {"uri": quote(f"{base}{path}")}}


def _region(found: Range) -> dict[str, int]:
    return {
        "startLine": found.start.line + 1,
        "startColumn": found.start.character + 1,
        "endLine": found.end.line + 1,
        "endColumn": found.end.character + 1,
    }


def _escaped(text: str, more: str = "") -> str:
    """Escape what would end a workflow command or one of its properties."""
    return "".join(f"%{ord(mark):02X}" if mark in f"%\r\n{more}" else mark for mark in text)
