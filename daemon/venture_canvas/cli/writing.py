"""Write what fixes change: through the daemon where it serves the vault, since it knows which notes are open in an editor; else here.

A daemon is sent what changed and no more, in requests that it takes, and no fix is parted between two of them.
"""

from collections.abc import Iterable, Sequence

import msgspec

from venture_canvas.cli.client import DaemonError
from venture_canvas.cli.console import counted, fail, say
from venture_canvas.cli.fixing import Fixed
from venture_canvas.cli.knowledge import Served
from venture_canvas.hints.enumerating import enumerated
from venture_canvas.notes.note import Note
from venture_canvas.notes.splices import Splice, difference, with_line_ends_of
from venture_canvas.positions import Span
from venture_canvas.server.limits import BODY_LIMIT
from venture_canvas.shapes.fixes import FixesToWrite
from venture_canvas.shapes.hint import START, EditFact
from venture_canvas.shapes.ranges import Range
from venture_canvas.vault.planning import NewText, WriteError
from venture_canvas.workspace import Workspace

TOO_LARGE = (
    "The fixes of {notes} change more than a running daemon takes at once, so nothing was written. "
    "End it (venture-canvas stop), then try again."
)


def write_fixed(workspace: Workspace, changes: Fixed, served: Served | None) -> None:
    """Write what fixes change, and say how many notes that are.

    Arguments:
        workspace: the vault in this process.
        changes: what to write.
        served: the vault as a daemon serves it, or None.

    Raises:
        DaemonError: the daemon refused; what it had written until then stays.
    """
    if served:
        _send(served, requests_for(changes))
        workspace.look(changes.texts)
    else:
        _write_here(workspace, changes)


def requests_for(changes: Fixed) -> list[FixesToWrite]:
    """Return the requests that write what fixes change.

    Raises:
        DaemonError: what belongs together is more than the daemon takes at once.
    """
    batches: list[list[FixesToWrite]] = []
    room = 0
    for notes in dict.fromkeys(changes.together[path] for path in sorted(changes.texts)):
        part = _request(changes, sorted(notes))
        size = len(msgspec.json.encode(part))
        if size > BODY_LIMIT:
            raise DaemonError(TOO_LARGE.format(notes=enumerated(sorted(notes))))
        if size > room:
            batches.append([])
            room = BODY_LIMIT
        batches[-1].append(part)
        room -= size
    return [_joined(batch) for batch in batches]


def _send(served: Served, requests: Iterable[FixesToWrite]) -> None:
    written = 0
    try:
        for request in requests:
            served.write(request)
            written += len(request.hashes)
    finally:
        _tell(written)


def _write_here(workspace: Workspace, changes: Fixed) -> None:
    try:
        workspace.write({path: NewText(text, changes.digest(path)) for path, text in changes.texts.items()})
    except WriteError as error:
        fail(str(error))
    _tell(len(changes.texts))


def _tell(written: int) -> None:
    if written:
        say(f"Mended {counted(written, 'note')}.")


def _request(changes: Fixed, paths: Iterable[str]) -> FixesToWrite:
    edits = tuple(_edit(path, changes.before[path], changes.texts[path]) for path in paths)
    return FixesToWrite(edits, {edit.path: changes.digest(edit.path) for edit in edits})


def _joined(parts: Sequence[FixesToWrite]) -> FixesToWrite:
    edits = tuple(edit for part in parts for edit in part.edits)
    return FixesToWrite(edits, {path: digest for part in parts for path, digest in part.hashes.items()})


def _edit(path: str, note: Note | None, text: str) -> EditFact:
    if note is None:
        return EditFact(path, START, text)
    change = difference(note.text, text)
    if with_line_ends_of(note.text, change.text) != change.text:
        # The daemon gives a piece the line ends of the note's first line. Where a note has several kinds, the whole text keeps them.
        change = Splice(Span(0, len(note.text)), text)
    return EditFact(path, Range.of(note, change.span), change.text)
