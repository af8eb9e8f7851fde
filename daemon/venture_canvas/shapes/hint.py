"""Hints in JSON, and how many of them an editor shows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import msgspec

from venture_canvas.hints.hint import SEVERITIES, Edit, Fix, Hint, Related, Safety, Severity
from venture_canvas.notes.decoding import digest_of, encode, repair
from venture_canvas.notes.note import Note
from venture_canvas.positions import Span
from venture_canvas.shapes.hint_filter import EVERY_HINT, HintFilter, chosen_hints
from venture_canvas.shapes.ranges import Position, Range
from venture_canvas.workspace import Workspace

VERSION: Literal[1] = 1
SHOWN = 5
"""Hints of a note that an editor shows: more at once is a wall, and the gravest come first."""
START = Range(Position(0, 0), Position(0, 0))


class EditFact(msgspec.Struct, frozen=True):
    """A piece of a note's text and what to put in its place; a note that is not there yet starts empty."""

    path: str
    range: Range
    text: str


class FixFact(msgspec.Struct, frozen=True):
    """Edits that mend a hint: `safe` may run in bulk, `suggested` is a judgement call, `display` has nothing to apply.

    `ignores` is true for the fix that mends nothing and has the hint ignored.
    """

    title: str
    safety: Safety
    edits: tuple[EditFact, ...]
    ignores: bool


class RelatedFact(msgspec.Struct, frozen=True):
    """Another place that has to do with a hint."""

    path: str
    range: Range
    message: str


class HintFact(msgspec.Struct, frozen=True):
    """A hint: what was found, where, and what mends it, the best fix first.

    `help` is the command that explains it; `lexicon` the path of the vault's own entry for the section it is about, or null.
    """

    code: str
    severity: Severity
    message: str
    path: str
    range: Range
    related: tuple[RelatedFact, ...]
    fixes: tuple[FixFact, ...]
    help: str
    lexicon: str | None


class HintList(msgspec.Struct, frozen=True):
    """Hints, by note and place; `notes` counts the notes of the vault, `hashes` names the versions of the notes that fixes edit."""

    version: Literal[1]
    notes: int
    generation: int
    hints: tuple[HintFact, ...]
    hashes: dict[str, str]


class TextToCheck(msgspec.Struct, frozen=True):
    """A note's text to check, and the version of it that the answer shall carry."""

    path: str
    text: str
    version: int = 0


class NoteHints(msgspec.Struct, frozen=True):
    """The hints of one version of a note's text; `more` counts the ones that are not shown, `hashes` as in a list of hints."""

    path: str
    version: int
    generation: int
    hints: tuple[HintFact, ...]
    more: int
    hashes: dict[str, str]


def hint_list(workspace: Workspace, wanted: HintFilter = EVERY_HINT) -> HintList:
    """Return the hints that a filter takes.

    Raises:
        UnknownVentureError: it names a venture that the vault does not have.
    """
    with workspace.reading() as index:
        facts = _facts(workspace, chosen_hints(workspace, wanted), index.notes)
        return HintList(VERSION, len(index.notes), workspace.generation, facts, _hashes(facts, index.notes))


def checked(workspace: Workspace, asked: TextToCheck) -> NoteHints:
    """Return all the hints a note would have with some text, without making it the note's text."""
    with workspace.supposing(asked.path, asked.text):
        return _note_hints(workspace, asked.path, asked.version, workspace.hints(asked.path), 0)


def buffer_hints(workspace: Workspace, asked: TextToCheck) -> NoteHints | None:
    """Return the hints an editor shows for the text it holds, or None when another text of that note counts by now."""
    with workspace.reading() as index:
        note = index.notes.get(asked.path)
        if note is None or not _is_of(note, asked.text):
            return None
        hints = workspace.hints(asked.path)
        shown = gravest(hints)
        return _note_hints(workspace, asked.path, asked.version, shown, len(hints) - len(shown))


def _is_of(note: Note, text: str) -> bool:
    """Say whether a note was made from a text; of one that is too large to be read, only the digest tells."""
    return note.text == repair(text).text or note.digest == digest_of(encode(text, has_bom=note.has_bom))


def gravest(hints: Sequence[Hint], most: int = SHOWN) -> tuple[Hint, ...]:
    """Return the hints of a note that an editor shows: the gravest, in their order of place."""
    chosen = sorted(range(len(hints)), key=lambda each: (SEVERITIES.index(hints[each].severity), each))[:most]
    return tuple(hints[each] for each in sorted(chosen))


def _note_hints(workspace: Workspace, path: str, version: int, hints: Sequence[Hint], more: int) -> NoteHints:
    notes = workspace.snapshot.notes
    facts = _facts(workspace, hints, notes)
    return NoteHints(path, version, workspace.generation, facts, more, _hashes(facts, notes))


def _facts(workspace: Workspace, hints: Iterable[Hint], notes: Mapping[str, Note]) -> tuple[HintFact, ...]:
    entries: dict[str, str | None] = {}
    found = []
    for hint in hints:
        section = hint.finding.section
        if section is not None and section not in entries:
            entries[section] = workspace.lexicon_entry(section)
        found.append(_fact(hint, notes, entries[section] if section is not None else None))
    return tuple(found)


def _fact(hint: Hint, notes: Mapping[str, Note], lexicon: str | None) -> HintFact:
    finding = hint.finding
    return HintFact(
        code=hint.code,
        severity=hint.severity,
        message=finding.message,
        path=finding.path,
        range=_range(notes, finding.path, finding.span),
        related=tuple(_related(each, notes) for each in finding.related),
        fixes=tuple(_fix(each, notes) for each in finding.fixes),
        help=f"venture-canvas explain {hint.code}",
        lexicon=lexicon,
    )


def _related(related: Related, notes: Mapping[str, Note]) -> RelatedFact:
    return RelatedFact(related.path, _range(notes, related.path, related.span), related.message)


def _fix(fix: Fix, notes: Mapping[str, Note]) -> FixFact:
    edits = tuple(_edit(edit, notes) for edit in fix.edits)
    return FixFact(fix.title, fix.safety, edits, fix.ignores)


def _edit(edit: Edit, notes: Mapping[str, Note]) -> EditFact:
    return EditFact(edit.path, _range(notes, edit.path, edit.span), edit.text)


def _range(notes: Mapping[str, Note], path: str, span: Span) -> Range:
    note = notes.get(path)
    return Range.of(note, span) if note else START


def _hashes(facts: Iterable[HintFact], notes: Mapping[str, Note]) -> dict[str, str]:
    edited = {edit.path for fact in facts for fix in fact.fixes for edit in fix.edits}
    return {path: notes[path].digest for path in sorted(edited) if path in notes}
