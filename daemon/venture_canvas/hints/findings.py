"""What rules have found, kept by where they looked and by where it is shown."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from venture_canvas.hints.hint import Finding
from venture_canvas.hints.rule import Reads, Rule

Found = dict[str, tuple[Finding, ...]]
"""What was found at one place, by the code of the rule; rules that found nothing are left out."""


class Place(NamedTuple):
    """What rules of a kind looked at: the path of a note, the id of a venture, or "" for the vault."""

    reads: Reads
    source: str


class Failed(NamedTuple):
    """A rule that failed, and why."""

    code: str
    error: Exception


class Looked(msgspec.Struct, frozen=True):
    """What came of looking at one place."""

    found: Found
    failed: tuple[Failed, ...] = ()


def look(rules: Iterable[tuple[str, Rule[Any]]], view: object) -> Looked:
    """Run rules over one view. One that fails costs its own findings only."""
    found: dict[str, tuple[Finding, ...]] = {}
    failed: list[Failed] = []
    for code, rule in rules:
        check: Callable[[object], Iterator[Finding]] = rule.check
        try:
            findings = tuple(check(view))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is told in the state of the vault
            failed.append(Failed(code, error))
            continue
        if findings:
            found[code] = findings
    return Looked(found, tuple(failed))


class Findings:
    """What was found in a vault."""

    def __init__(self) -> None:
        self._found: dict[Place, Found] = {}
        self._shown_in: dict[str, set[tuple[Place, str]]] = {}

    def replace(self, place: Place, after: Found) -> set[str]:
        """Replace what was found at a place; return the paths of the notes that it makes a difference to."""
        before = self.at(place)
        if before == after:
            return set()
        self._found[place] = after
        if not after:
            del self._found[place]
        changed = [code for code in {**before, **after} if before.get(code) != after.get(code)]
        for code in changed:
            for finding in before.get(code, ()):
                self._show_no_more(finding.path, place, code)
            for finding in after.get(code, ()):
                self._shown_in.setdefault(finding.path, set()).add((place, code))
        return {finding.path for code in changed for finding in (*before.get(code, ()), *after.get(code, ()))}

    def _show_no_more(self, path: str, place: Place, code: str) -> None:
        shown = self._shown_in.get(path, set())
        shown.discard((place, code))
        if not shown:
            self._shown_in.pop(path, None)

    def at(self, place: Place) -> Found:
        """Return what was found at a place."""
        return self._found.get(place) or {}

    def all(self) -> tuple[tuple[Place, Found], ...]:
        """Return everything that was found, by place."""
        return tuple(self._found.items())

    def in_note(self, path: str) -> Iterator[tuple[str, Finding]]:
        """Yield what is to be shown in a note, each with the code of its rule, in no order."""
        for place, code in self._shown_in.get(path, ()):
            yield from ((code, finding) for finding in self._found[place][code] if finding.path == path)

    def any_in(self, path: str) -> bool:
        """Say whether anything is to be shown in a note."""
        return path in self._shown_in

    @property
    def paths(self) -> frozenset[str]:
        """The notes in which something is to be shown."""
        return frozenset(self._shown_in)
