"""Run the rules that a change can concern, and keep the hints of a vault current.

Findings are kept by where they come from: the note, venture or vault that rules looked at. A change makes those rules look again
whose sources it touched and leaves all other findings as they are, so that the work depends on what changed; what keeps it honest
is that `dump` equals that of a fresh run. What a note ignores is taken away when its hints are asked for; rules that read hints run
after all others, over what is there before that.
"""

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from venture_canvas.hints.findings import Findings, Found, Looked, Place, look
from venture_canvas.hints.hint import Finding, Hint
from venture_canvas.hints.ignoring import ignore_fix
from venture_canvas.hints.rule import Reads, Rule
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
    """What changed since the last run.

    Arguments:
        notes: the paths of the notes that came, changed or went.
        links: the paths of notes whose links or names may mean something else.
        ventures: the ids of ventures.
        vault: whether the notes hold their tags otherwise.
        found: by path, what the rules for a single note have found in it already.
    """

    notes: Collection[str]
    links: Collection[str]
    ventures: Collection[str]
    vault: bool
    found: Mapping[str, Found] = {}


class Engine:
    """The hints of one vault.

    Arguments:
        rules: the rules to run, by code.
        around: what they can see.
    """

    def __init__(self, rules: Mapping[str, Rule[Any]], around: Surroundings) -> None:
        self._rules = rules
        self._by_reads: dict[Reads, list[tuple[str, Rule[Any]]]] = {}
        for code, rule in rules.items():
            self._by_reads.setdefault(rule.reads, []).append((code, rule))
        self._around = around
        self._findings = Findings()
        self._suppressions: dict[str, tuple[Suppression, ...]] = {}
        self._shown: dict[str, tuple[Hint, ...]] = {}
        self._failures: dict[Place, list[Failure]] = {}
        self.runs = 0

    def apply(self, change: Change) -> frozenset[str]:
        """Take in a change; return the paths of the notes whose hints are not as they were."""
        touched = {path for path in change.notes if self._findings.any_in(path)}
        notes = frozenset(change.notes)
        for path in sorted(notes.union(change.links)):
            touched |= self._look_at_note(path, anew=path in notes, found=change.found.get(path))
        for identity in change.ventures:
            touched |= self._look("venture", identity, self._venture_view(identity))
        if change.vault:
            touched |= self._look("vault", WHOLE_VAULT, VaultView(self._around))
        seen = touched | notes
        for path in seen:
            touched |= self._look_at_hints(path)
            self._shown.pop(path, None)
        return frozenset(touched)

    def _look_at_note(self, path: str, *, anew: bool, found: Found | None) -> set[str]:
        """Look at a note that changed, or at one whose links may lead elsewhere; all rules share its view."""
        view = self._note_view(path)
        if view is None:
            self._suppressions.pop(path, None)
        elif anew:
            self._suppressions[path] = suppressions_of(view.note)
        touched = self._look("links", path, view)
        if found is not None:
            return touched | self._take(Place("note", path), Looked(found))
        return touched | self._look("note", path, view) if anew else touched

    def _look_at_hints(self, path: str) -> set[str]:
        """Look at what a note ignores and at what was found in it; in most notes nothing is ignored."""
        ignores = self._ignored_in(path) or self._findings.at(Place("hints", path))
        return self._look("hints", path, self._hinted_view(path)) if ignores else set()

    def _look(self, reads: Reads, source: str, view: View | None) -> set[str]:
        """Let the rules of a kind look at something again, or forget what they found there when it is gone."""
        rules, place = self._by_reads.get(reads, ()), Place(reads, source)
        if view is None:
            return self._take(place, Looked({}))
        self.runs += len(rules)
        return self._take(place, look(rules, view))

    def _dated(self) -> dict[Reads, list[tuple[str, Rule[Any]]]]:
        """Return the rules that ask what day it is, but for those that read hints: they run after all others."""
        dated = {reads: [each for each in rules if each[1].dated] for reads, rules in self._by_reads.items()}
        return {reads: rules for reads, rules in dated.items() if rules and reads != "hints"}

    def _sources(self, reads: Reads) -> Iterable[str]:
        """Return everything that rules of a kind look at."""
        if reads == "vault":
            return (WHOLE_VAULT,)
        if reads == "venture":
            return [venture.id for venture in self._around.ventures.all]
        return self._around.index.notes

    def _look_with(self, rules: Iterable[tuple[str, Rule[Any]]], reads: Reads, source: str) -> None:
        """Let some rules of a kind look at something again, and leave what the others found."""
        place, looked = Place(reads, source), look(rules, self._view(reads, source))
        codes = {code for code, _ in rules}
        others = {code: found for code, found in self._findings.at(place).items() if code not in codes}
        self._take(place, Looked({**others, **looked.found}, looked.failed))

    def _view(self, reads: Reads, source: str) -> View | None:
        if reads == "vault":
            return VaultView(self._around)
        return self._venture_view(source) if reads == "venture" else self._note_view(source)

    def _take(self, place: Place, looked: Looked) -> set[str]:
        if self._failures:
            self._failures.pop(place, None)
        for code, error in looked.failed:
            logger.error("The rule %s failed at %s.", code, place.source, exc_info=error)
            failure = Failure(code, place.source, f"{type(error).__name__}: {error}")
            self._failures.setdefault(place, []).append(failure)
        return self._findings.replace(place, looked.found)

    def follow(self, around: Surroundings) -> frozenset[str]:
        """Let another day count, on which nothing else changed; return the paths of the notes whose hints are not as they were."""
        before = {path: self.of_note(path) for path in self.paths}
        self._around = around
        self._shown.clear()
        for reads, rules in self._dated().items():
            for source in self._sources(reads):
                self._look_with(rules, reads, source)
        for path in around.index.notes:
            self._look_at_hints(path)
        return frozenset(
            path for path in self.paths.union(before) if before.get(path, ()) != self.of_note(path)
        )

    def restore(self, found: Iterable[tuple[Place, Found]]) -> None:
        """Take up what was found before, by `found`, when all that rules can see is as it was then."""
        for place, findings in found:
            self._findings.replace(place, findings)

    @property
    def found(self) -> tuple[tuple[Place, Found], ...]:
        """Everything that was found, by where it was looked for."""
        return self._findings.all()

    def of_note(self, path: str) -> tuple[Hint, ...]:
        """Return the hints of a note, in order, without the ones it ignores."""
        if not self._findings.any_in(path):
            return ()
        if path not in self._shown:
            self._shown[path] = _ordered(self._shown_in(path))
        return self._shown[path]

    def all(self) -> tuple[Hint, ...]:
        """Return every hint, in order, without the ones that are ignored."""
        return tuple(hint for path in sorted(self.paths) for hint in self.of_note(path))

    @property
    def paths(self) -> frozenset[str]:
        """The notes in which something was found, whether it is ignored or not."""
        return self._findings.paths

    @property
    def failures(self) -> tuple[Failure, ...]:
        """The rules that failed, in order."""
        found = (failure for failures in self._failures.values() for failure in failures)
        return tuple(sorted(found, key=lambda failure: (failure.code, failure.source)))

    def dump(self) -> dict[str, object]:
        """Return the hints by note, canonical and as JSON has them."""
        found: dict[str, list[object]] = {}
        for hint in self.all():
            found.setdefault(hint.finding.path, []).append(msgspec.to_builtins(hint))
        return dict(found)

    def _note_view(self, path: str) -> NoteView | None:
        note = self._around.index.notes.get(path)
        return NoteView(note, self._around.ventures.outlook(note), self._around) if note else None

    def _venture_view(self, identity: str) -> VentureView | None:
        venture = self._around.ventures.get(identity)
        return VentureView(venture, self._around.index.notes, self._around) if venture else None

    def _hinted_view(self, path: str) -> HintedView | None:
        note = self._around.index.notes.get(path)
        if note is None:
            return None
        found = [each for each in self._findings.in_note(path) if self._rules[each[0]].reads != "hints"]
        return HintedView(note, found, self._ignored_in(path), self._rules.keys(), self._around)

    def _shown_in(self, path: str) -> Iterator[Hint]:
        note = self._around.index.notes.get(path)
        holding = [each for each in self._ignored_in(path) if each.holds(self._around.today)]
        for code, finding in self._findings.in_note(path):
            if not any(each.ignores(code, finding.span.start) for each in holding):
                yield self._hint(code, finding, note)

    def _ignored_in(self, path: str) -> tuple[Suppression, ...]:
        if path not in self._suppressions:
            note = self._around.index.notes.get(path)
            if note is None:
                return ()
            self._suppressions[path] = suppressions_of(note)
        return self._suppressions[path]

    def _hint(self, code: str, finding: Finding, note: Note | None) -> Hint:
        rule = self._rules[code]
        severity = self._around.settings.severity.get(code, rule.severity)
        ignore = ignore_fix(note, code, finding.span) if note and rule.reads != "hints" else None
        if ignore:
            finding = msgspec.structs.replace(finding, fixes=(*finding.fixes, ignore))
        return Hint(code, severity, finding)


def _ordered(hints: Iterable[Hint]) -> tuple[Hint, ...]:
    return tuple(sorted(hints, key=lambda hint: hint.order))
