"""Run the rules that a change can concern, and keep the hints of a vault current.

Findings are kept by where they come from: a rule and the note, venture or vault it looked at. A change runs the rules again whose
source it touched and leaves all other findings as they are, so that the work depends on what changed; what keeps it honest is
that `dump` equals that of a fresh run. What a note ignores is taken away when its hints are asked for; rules that read hints run
after all others, over what is there before that.
"""

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from venture_canvas.hints.hint import Finding, Hint
from venture_canvas.hints.ignoring import ignore_fix
from venture_canvas.hints.rule import Rule
from venture_canvas.hints.suppression import Suppression, suppressions_of
from venture_canvas.hints.views import HintedView, NoteView, Surroundings, VaultView, VentureView
from venture_canvas.notes.note import Note

logger = logging.getLogger(__name__)

WHOLE_VAULT = ""
View = NoteView | VentureView | VaultView | HintedView


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
        self._suppressions: dict[str, tuple[Suppression, ...]] = {}
        self._shown: dict[str, tuple[Hint, ...]] = {}
        self._failures: dict[_Key, Failure] = {}
        self._note_views: dict[str, NoteView | None] = {}
        self._views: Mapping[str, Callable[[str], View | None]] = {
            "note": self._note_view,
            "links": self._note_view,
            "venture": self._venture_view,
            "vault": lambda _: VaultView(around),
            "hints": self._hinted_view,
        }
        self.runs = 0

    def apply(self, change: Change) -> frozenset[str]:
        """Take in a change; return the paths of the notes whose hints are not as they were."""
        self._forget_texts(change.notes)
        touched = {path for path in change.notes if self._by_note.get(path)}
        for code, rule in self._rules.items():
            for source in self._sources(rule, change):
                touched |= self._run(code, rule, source)
        seen = {*touched, *change.notes}
        for code in self._reading_hints:
            for path in seen:
                touched |= self._run(code, self._rules[code], path)
        for path in seen:
            self._shown.pop(path, None)
        self._note_views.clear()
        return frozenset(touched)

    def of_note(self, path: str) -> tuple[Hint, ...]:
        """Return the hints of a note, in order, without the ones it ignores."""
        if path not in self._shown:
            self._shown[path] = _ordered(self._shown_in(path))
        return self._shown[path]

    def all(self) -> tuple[Hint, ...]:
        """Return every hint, in order, without the ones that are ignored."""
        return tuple(hint for path in sorted(self.paths) for hint in self.of_note(path))

    @property
    def paths(self) -> frozenset[str]:
        """The notes in which something was found, whether it is ignored or not."""
        return frozenset(path for path, keys in self._by_note.items() if keys)

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
        return (WHOLE_VAULT,) if rule.reads == "vault" else ()

    def _run(self, code: str, rule: Rule[Any], source: str) -> set[str]:
        key = _Key(code, source)
        before = self._found.get(key, ())
        after = tuple(self._findings(key, rule))
        if before == after:
            return set()
        self._found[key] = after
        for finding in before:
            self._by_note[finding.path].discard(key)
        for finding in after:
            self._by_note.setdefault(finding.path, set()).add(key)
        if not after:
            del self._found[key]
        return {finding.path for finding in (*before, *after)}

    def _findings(self, key: _Key, rule: Rule[Any]) -> Iterator[Finding]:
        self._failures.pop(key, None)
        view = self._views[rule.reads](key.source)
        if view is None:
            return
        self.runs += 1
        try:
            yield from tuple(rule.check(view))
        except Exception as error:
            # One rule that fails must cost its own hints only; the state tells of it.
            logger.exception("The rule %s failed at %s.", key.code, key.source)
            self._failures[key] = Failure(key.code, key.source, f"{type(error).__name__}: {error}")

    @property
    def _reading_hints(self) -> list[str]:
        return [code for code, rule in self._rules.items() if rule.reads == "hints"]

    def _found_in(self, path: str) -> Iterator[tuple[str, Finding]]:
        for key in self._by_note.get(path, ()):
            yield from ((key.code, finding) for finding in self._found[key] if finding.path == path)

    def _note_view(self, path: str) -> NoteView | None:
        """Return the view of a note, one for all rules: to tell what a note is takes longer than most of them."""
        if path not in self._note_views:
            note = self._around.index.notes.get(path)
            view = NoteView(note, self._around.ventures.outlook(note), self._around) if note else None
            self._note_views[path] = view
        return self._note_views[path]

    def _venture_view(self, identity: str) -> VentureView | None:
        venture = self._around.ventures.get(identity)
        return VentureView(venture, self._around.index.notes, self._around) if venture else None

    def _hinted_view(self, path: str) -> HintedView | None:
        note = self._around.index.notes.get(path)
        if note is None:
            return None
        found = [each for each in self._found_in(path) if self._rules[each[0]].reads != "hints"]
        return HintedView(note, found, self._ignored_in(note), self._rules.keys(), self._around)

    def _shown_in(self, path: str) -> Iterator[Hint]:
        note = self._around.index.notes.get(path)
        ignored = self._ignored_in(note) if note else ()
        holding = [each for each in ignored if each.holds(self._around.today)]
        for code, finding in self._found_in(path):
            if not any(each.ignores(code, finding.span.start) for each in holding):
                yield self._hint(code, finding, note)

    def _ignored_in(self, note: Note) -> tuple[Suppression, ...]:
        if note.path not in self._suppressions:
            self._suppressions[note.path] = suppressions_of(note)
        return self._suppressions[note.path]

    def _forget_texts(self, paths: Iterable[str]) -> None:
        for path in paths:
            self._suppressions.pop(path, None)

    def _hint(self, code: str, finding: Finding, note: Note | None) -> Hint:
        rule = self._rules[code]
        severity = self._around.settings.severity.get(code, rule.severity)
        ignore = ignore_fix(note, code, finding.span) if note and rule.reads != "hints" else None
        if ignore:
            finding = msgspec.structs.replace(finding, fixes=(*finding.fixes, ignore))
        return Hint(code, severity, finding)


def _ordered(hints: Iterable[Hint]) -> tuple[Hint, ...]:
    return tuple(sorted(hints, key=lambda hint: hint.order))
