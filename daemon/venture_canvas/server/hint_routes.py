"""The addresses that are about the hints of one vault."""

from typing import Annotated

from fastapi import APIRouter, Query, Response

from venture_canvas.hints.did_you_mean import did_you_mean
from venture_canvas.hints.hint import Severity
from venture_canvas.hints.registry import all_rules
from venture_canvas.server.answers import answer, answers, body_as, takes
from venture_canvas.server.paths import note_path, path_of_note
from venture_canvas.server.problems import RefusedError
from venture_canvas.server.requests import Ready
from venture_canvas.shapes.fixes import FixesToWrite, UnguardedError, WrittenNotes, write_fixes
from venture_canvas.shapes.hint import HintList, NoteHints, TextToCheck, checked, hint_list
from venture_canvas.shapes.hint_filter import HintFilter, UnknownVentureError
from venture_canvas.vault.planning import Reason, WriteError

SHAPES = (HintList, NoteHints, TextToCheck, FixesToWrite, WrittenNotes)

STATUSES: dict[Reason, int] = {"stale": 412, "open": 409, "refused": 422, "half-written": 500}

Path = Annotated[str | None, Query(description="A note's path; without it, the hints of all notes.")]
Venture = Annotated[
    str | None,
    Query(description="The id of a venture; without it, the hints of all ventures and of other notes."),
]
Code = Annotated[list[str] | None, Query(description="Only hints of this code; may be given more than once.")]
Gravity = Annotated[Severity, Query(description="Only hints of this severity or a graver one.")]

router = APIRouter(prefix="/vaults/{vault}")


@router.get("/hints", responses=answers(HintList))
def hints(
    workspace: Ready,
    path: Path = None,
    venture: Venture = None,
    code: Code = None,
    severity: Gravity = "hint",
) -> Response:
    """List the hints of a note, of a venture's notes or of the vault."""
    for each in code or []:
        check_code(each)
    given = None if path is None else note_path(path)
    wanted = HintFilter(given, venture, frozenset(code or ()), severity)
    try:
        return answer(hint_list(workspace, wanted))
    except UnknownVentureError as error:
        raise RefusedError(
            404, f"{error} GET /v1/vaults/{{vault}}/model lists the ones there are."
        ) from error


@router.post("/check", responses=answers(NoteHints), openapi_extra=takes(TextToCheck))
def check(workspace: Ready, asked: Annotated[TextToCheck, body_as(TextToCheck)]) -> Response:
    """List the hints that a note would have with some text; the vault stays as it is."""
    path = path_of_note(asked.path)
    return answer(checked(workspace, TextToCheck(path, asked.text, asked.version)))


@router.post("/fixes", responses=answers(WrittenNotes), openapi_extra=takes(FixesToWrite))
def fixes(workspace: Ready, wanted: Annotated[FixesToWrite, body_as(FixesToWrite)]) -> Response:
    """Write the edits of fixes to the disk: all of them, or none when a note is not as it was when they were made."""
    for edit in wanted.edits:
        path_of_note(edit.path)
    try:
        return answer(write_fixes(workspace, wanted))
    except UnguardedError as error:
        raise RefusedError(428, str(error)) from error
    except WriteError as error:
        raise refusal_of(error) from error


def check_code(code: str) -> None:
    """Make sure that there is a rule of a code.

    Raises:
        RefusedError: when there is none; it says what was probably meant.
    """
    if code not in all_rules():
        raise RefusedError(422, f"There is no rule {code}.{did_you_mean(code, all_rules())}")


def refusal_of(error: WriteError) -> RefusedError:
    """Return what a client is told when something was not written, or not as a whole."""
    return RefusedError(STATUSES[error.reason], str(error))
