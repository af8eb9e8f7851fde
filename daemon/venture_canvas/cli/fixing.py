"""What the safe fixes of a vault's hints change: found in memory, round by round."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import unified_diff
from typing import NamedTuple

from venture_canvas.hints.fixing import apart, edits_of, safe_fixes
from venture_canvas.hints.hint import Edit, Fix
from venture_canvas.notes.note import Note
from venture_canvas.notes.splices import Splice, spliced, with_line_ends_of
from venture_canvas.workspace import Workspace

ROUNDS = 10
"""How often hints are found again after fixes; one that is still there then is mended by none."""

Wanted = Callable[[str, str], bool]


class Fixed(NamedTuple):
    """What fixes change.

    Arguments:
        texts: the new text of each note.
        before: each of these notes as it was; None for one that was not there.
        together: by note, all the notes that are changed with it, because a fix concerns several.
        left: the notes that are open in an editor, and so keep fixes from being made.
    """

    texts: Mapping[str, str]
    before: Mapping[str, Note | None]
    together: Mapping[str, frozenset[str]]
    left: frozenset[str]

    def digest(self, path: str) -> str | None:
        """Return the version of a note that its new text was made for; None for one that was not there."""
        note = self.before[path]
        return note.digest if note else None


def fixed(workspace: Workspace, wants: Wanted, opened: frozenset[str] = frozenset()) -> Fixed:
    """Return what the safe fixes change, found round by round; the vault is as before afterwards.

    Arguments:
        workspace: a vault of this process alone.
        wants: says by note and code whether a hint is to be mended.
        opened: the notes that are open in an editor; a fix that touches one of them is not made.
    """
    before: dict[str, Note | None] = {}
    texts: dict[str, str] = {}
    together: dict[str, frozenset[str]] = {}
    left: set[str] = set()
    for _ in range(ROUNDS):
        notes = workspace.snapshot.notes
        hints = (hint for hint in workspace.hints() if wants(hint.finding.path, hint.code))
        found = [fix for fix in safe_fixes(hints) if _edits_what_was_read(fix, notes)]
        left.update(*(fix.paths & opened for fix in found))
        fixes = apart(fix for fix in found if not fix.paths & opened)
        _join(together, fixes)
        for path, edits in edits_of(fixes).items():
            note = notes.get(path)
            before.setdefault(path, note)
            texts[path] = _after(note, edits)
        if all(_text_of(workspace, path) == text for path, text in texts.items()):
            break
        for path, text in texts.items():
            workspace.edit(path, text)
    for path in texts:
        workspace.release(path)
    return Fixed(texts, before, together, frozenset(left))


def _edits_what_was_read(fix: Fix, notes: Mapping[str, Note]) -> bool:
    """Say whether the texts are known that a fix edits: put into an unknown one, it would be all that is left of it."""
    edited = (notes.get(edit.path) for edit in fix.edits)
    return all(note is None or note.was_read for note in edited)


def diff_of(changes: Fixed) -> str:
    """Return what fixes change, as a unified diff."""
    return "".join(line for path in sorted(changes.texts) for line in _diff(path, changes))


def _join(together: dict[str, frozenset[str]], fixes: Iterable[Fix]) -> None:
    """Let the notes that a fix concerns be changed together, with all that are changed with one of them."""
    for fix in fixes:
        joined = fix.paths.union(*(together.get(path, ()) for path in fix.paths))
        together.update(dict.fromkeys(joined, joined))


def _after(note: Note | None, edits: Iterable[Edit]) -> str:
    text = note.text if note else ""
    return spliced(text, (Splice(edit.span, with_line_ends_of(text, edit.text)) for edit in edits))


def _text_of(workspace: Workspace, path: str) -> str | None:
    note = workspace.snapshot.notes.get(path)
    return note.text if note else None


def _diff(path: str, changes: Fixed) -> Iterator[str]:
    note = changes.before[path]
    old = (note.text if note else "").splitlines(keepends=True)
    new = changes.texts[path].splitlines(keepends=True)
    for line in unified_diff(old, new, f"a/{path}" if note else "/dev/null", f"b/{path}"):
        yield line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n"
