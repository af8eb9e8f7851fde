"""Run the rules that a change can concern, and keep the hints of a vault current.

Findings are kept by where they come from: a rule and the note, venture or vault it looked at. A change runs the rules again whose
source it touched and leaves all other findings as they are, so that the work depends on what changed; what keeps it honest is
that `dump` equals that of a fresh run.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from venture_canvas.hints.hint import Finding, Hint
from venture_canvas.hints.rule import Rule
from venture_canvas.hints.views import NoteView, Surroundings, VaultView, VentureView

logger = logging.getLogger(__name__)

WHOLE_VAULT = ""


class Failure(msgspec.Struct, frozen=True):
    """A rule that failed, and at what: its hints are missing there, all others are not."""

    code: str
    source: str
    error: str


class Change(msgspec.Struct, frozen=True):
    """What changed since the last run: note paths, paths of notes whose links or names may mean something else, venture ids."""

    notes: Collection[str]
    links: Collection[str]
    ventures: Collection[str]


class _Key(NamedTuple):
    """Where findings come from: the rule, and the note's path or the venture's id."""

    code: str
    source: str


class Engine:
    """The hints of one vault.

    Arguments:
        rules: the rules to run, by code.
        around: what they can see.
    """

    def __init__(self, rules: Mapping[str, Rule[Any]], around: Surroundings) -> None:
        self._rules = rules
        self._around = around
        self._found: dict[_Key, tuple[Finding, ...]] = {}
        self._by_note: dict[str, set[_Key]] = {}
        self._failures: dict[_Key, Failure] = {}
        self.runs = 0

    def apply(self, change: Change) -> frozenset[str]:
        """Take in a change; return the paths of the notes whose hints are not as they were."""
        touched: set[str] = set()
        for code, rule in self._rules.items():
            for source in self._sources(rule, change):
                touched |= self._run(code, rule, source)
        return frozenset(touched)

    def of_note(self, path: str) -> tuple[Hint, ...]:
        """Return the hints of a note, in order."""
        keys = self._by_note.get(path, ())
        return _ordered(
            self._hint(key.code, finding)
            for key in keys
            for finding in self._found[key]
            if finding.path == path
        )

    def all(self) -> tuple[Hint, ...]:
        """Return every hint, in order."""
        return _ordered(
            self._hint(key.code, finding) for key, found in self._found.items() for finding in found
        )

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The rules that failed, in order."""
        return tuple(self._failures[key] for key in sorted(self._failures))

    def dump(self) -> dict[str, object]:
        """Return the hints by note, canonical and as JSON has them."""
        found: dict[str, list[object]] = {}
        for hint in self.all():
            found.setdefault(hint.finding.path, []).append(msgspec.to_builtins(hint))
        return dict(found)

    def _sources(self, rule: Rule[Any], change: Change) -> Iterable[str]:
        """Return what a rule must look at again."""
        if rule.reads == "note":
            return change.notes
        if rule.reads == "links":
            return {*change.notes, *change.links}
        if rule.reads == "venture":
            return {*change.ventures}
        return (WHOLE_VAULT,)

    def _run(self, code: str, rule: Rule[Any], source: str) -> set[str]:
        key = _Key(code, source)
        before = self._found.pop(key, ())
        after = tuple(self._findings(key, rule))
        if after:
            self._found[key] = after
        if before == after:
            return set()
        for finding in before:
            self._by_note[finding.path].discard(key)
        for finding in after:
            self._by_note.setdefault(finding.path, set()).add(key)
        return {finding.path for finding in (*before, *after)}

    def _findings(self, key: _Key, rule: Rule[Any]) -> Iterator[Finding]:
        self._failures.pop(key, None)
        view = _VIEWS[rule.reads](self._around, key.source)
        if view is None:
            return
        self.runs += 1
        try:
            yield from tuple(rule.check(view))
        except Exception as error:
            # One rule that fails must cost its own hints only; the state tells of it.
            logger.exception("The rule %s failed at %s.", key.code, key.source)
            self._failures[key] = Failure(key.code, key.source, f"{type(error).__name__}: {error}")

    def _hint(self, code: str, finding: Finding) -> Hint:
        severity = self._around.settings.severity.get(code, self._rules[code].severity)
        return Hint(code, severity, finding)


def _ordered(hints: Iterable[Hint]) -> tuple[Hint, ...]:
    return tuple(sorted(hints, key=lambda hint: hint.order))


def _note_view(around: Surroundings, path: str) -> NoteView | None:
    note = around.index.notes.get(path)
    return NoteView(note, around.ventures.outlook(note), around) if note else None


def _venture_view(around: Surroundings, identity: str) -> VentureView | None:
    venture = around.ventures.get(identity)
    return VentureView(venture, around.index.notes, around) if venture else None


def _vault_view(around: Surroundings, _: str) -> VaultView | None:
    return VaultView(around)


_VIEWS: Mapping[str, Callable[[Surroundings, str], NoteView | VentureView | VaultView | None]] = {
    "note": _note_view,
    "links": _note_view,
    "venture": _venture_view,
    "vault": _vault_view,
}
