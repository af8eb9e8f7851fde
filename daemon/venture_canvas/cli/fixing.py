"""Apply the safe fixes of a vault's hints: in memory first, then to the disk all at once."""

from collections.abc import Callable, Iterator, Mapping
from difflib import unified_diff
from typing import NamedTuple

from venture_canvas.cli.client import find_daemon
from venture_canvas.cli.console import counted, fail, say
from venture_canvas.cli.knowledge import served_by
from venture_canvas.hints.fixing import safe_edits, safe_fix
from venture_canvas.hints.hint import Hint
from venture_canvas.notes.note import Note
from venture_canvas.notes.splices import Splice, spliced, with_line_ends_of
from venture_canvas.positions import Span
from venture_canvas.server.places import places
from venture_canvas.shapes.fixes import FixesToWrite, WrittenNotes
from venture_canvas.shapes.hint import START, EditFact
from venture_canvas.shapes.ranges import Range
from venture_canvas.vault.planning import NewText, WriteError
from venture_canvas.workspace import Workspace

ROUNDS = 10
"""How often hints are found again after fixes; one that is still there then is mended by none."""

Wanted = Callable[[str, str], bool]


class Fixed(NamedTuple):
    """The new text of each note that fixes change, and the note as it was; None for one that was not there."""

    texts: Mapping[str, str]
    before: Mapping[str, Note | None]


def fixed(workspace: Workspace, wants: Wanted) -> Fixed:
    """Return what the safe fixes change, found round by round; the vault is as before afterwards.

    Arguments:
        workspace: a vault of this process alone.
        wants: says by note and code whether a hint is to be mended.
    """
    before: dict[str, Note | None] = {}
    texts: dict[str, str] = {}
    for _ in range(ROUNDS):
        notes = workspace.snapshot.notes
        wanted = (hint for hint in workspace.hints() if wants(hint.finding.path, hint.code))
        hints = [hint for hint in wanted if _edits_what_was_read(hint, notes)]
        for path, edits in safe_edits(hints).items():
            note = notes.get(path)
            before.setdefault(path, note)
            text = note.text if note else ""
            splices = (Splice(edit.span, with_line_ends_of(text, edit.text)) for edit in edits)
            texts[path] = spliced(text, splices)
        if all(_text_of(workspace, path) == text for path, text in texts.items()):
            break
        for path, text in texts.items():
            workspace.edit(path, text)
    for path in texts:
        workspace.release(path)
    return Fixed(texts, before)


def _edits_what_was_read(hint: Hint, notes: Mapping[str, Note]) -> bool:
    """Say whether the texts are known that the safe fix of a hint edits: put into an unknown one, it would be all that is left of it."""
    fix = safe_fix(hint)
    edited = (notes.get(edit.path) for edit in fix.edits) if fix else ()
    return all(note is None or note.was_read for note in edited)


def diff_of(changes: Fixed) -> str:
    """Return what fixes change, as a unified diff."""
    return "".join(line for path in sorted(changes.texts) for line in _diff(path, changes))


def write_fixed(workspace: Workspace, changes: Fixed) -> None:
    """Write what fixes change: through the daemon when it serves the vault, since it knows which notes are open in an editor."""
    client = find_daemon(places())
    served = served_by(client, workspace.root) if client else None
    if client and served:
        client.post(f"/vaults/{served}/fixes", _request(changes), WrittenNotes)
        workspace.look(changes.texts)
    else:
        _write_here(workspace, changes)
    say(f"Mended {counted(len(changes.texts), 'note')}.")


def _write_here(workspace: Workspace, changes: Fixed) -> None:
    try:
        workspace.write({path: NewText(text, _digest(changes, path)) for path, text in changes.texts.items()})
    except WriteError as error:
        fail(str(error))


def _request(changes: Fixed) -> FixesToWrite:
    edits = (EditFact(path, _whole(changes.before[path]), text) for path, text in changes.texts.items())
    return FixesToWrite(tuple(edits), {path: _digest(changes, path) for path in changes.texts})


def _whole(note: Note | None) -> Range:
    return Range.of(note, Span(0, len(note.text))) if note else START


def _digest(changes: Fixed, path: str) -> str | None:
    note = changes.before[path]
    return note.digest if note else None


def _text_of(workspace: Workspace, path: str) -> str | None:
    note = workspace.snapshot.notes.get(path)
    return note.text if note else None


def _diff(path: str, changes: Fixed) -> Iterator[str]:
    note = changes.before[path]
    old = (note.text if note else "").splitlines(keepends=True)
    new = changes.texts[path].splitlines(keepends=True)
    for line in unified_diff(old, new, f"a/{path}" if note else "/dev/null", f"b/{path}"):
        yield line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n"
