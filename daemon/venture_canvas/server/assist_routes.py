"""The addresses that help while a note is written."""

from typing import Annotated

import msgspec
from fastapi import APIRouter, Response

from venture_canvas.server.answers import answer, answers, body_as, takes
from venture_canvas.server.paths import path_of_note
from venture_canvas.server.requests import Ready
from venture_canvas.shapes.assist import CompletionList, HoverAnswer, TextAndPosition, completions, hovered

SHAPES = (TextAndPosition, CompletionList, HoverAnswer)

Asked = Annotated[TextAndPosition, body_as(TextAndPosition)]

router = APIRouter(prefix="/vaults/{vault}")


@router.post("/complete", responses=answers(CompletionList), openapi_extra=takes(TextAndPosition))
def complete(workspace: Ready, asked: Asked) -> Response:
    """List what could be put at a position of a text; the vault stays as it is."""
    return answer(completions(workspace, _checked(asked)))


@router.post("/hover", responses=answers(HoverAnswer), openapi_extra=takes(TextAndPosition))
def hover(workspace: Ready, asked: Asked) -> Response:
    """Tell what stands at a position of a text; the vault stays as it is."""
    return answer(hovered(workspace, _checked(asked)))


def _checked(asked: TextAndPosition) -> TextAndPosition:
    return msgspec.structs.replace(asked, path=path_of_note(asked.path))
