"""The addresses that are about one vault. A route translates; what is true is asked of the workspace."""

from typing import Annotated

from fastapi import APIRouter, Query, Response, WebSocket

from venture_canvas.server.answers import answer, answers
from venture_canvas.server.guards import close_socket
from venture_canvas.server.live import NO_VAULT, Session
from venture_canvas.server.paths import note_path
from venture_canvas.server.problems import RefusedError
from venture_canvas.server.requests import AllVaults, Ready, Served
from venture_canvas.shapes.indexes import AliasList, NoteList, TagList, alias_list, note_list, tag_list
from venture_canvas.shapes.model import Model, model_of
from venture_canvas.shapes.note import NoteFacts, note_facts
from venture_canvas.shapes.vaults import Verification, verification
from venture_canvas.telling import State

SHAPES = (State, Model, TagList, NoteList, AliasList, NoteFacts, Verification)

Prefix = Annotated[str, Query(max_length=200, description="What the names start with, without case.")]

router = APIRouter(prefix="/vaults/{vault}")


@router.get("/state", responses=answers(State))
def state(vault: Served) -> Response:
    """Tell how the vault is, and what a person should know of it."""
    return answer(vault.state)


@router.get("/model", responses=answers(Model))
def model(workspace: Ready) -> Response:
    """Tell the customer model of every venture."""
    return answer(model_of(workspace))


@router.get("/tags", responses=answers(TagList))
def tags(workspace: Ready, prefix: Prefix = "") -> Response:
    """List the tags, with their counts and categories, and whether Obsidian sees them."""
    with workspace.reading() as index:
        found = tag_list(index, prefix)
    return answer(found)


@router.get("/tags/{tag:path}/notes", responses=answers(NoteList))
def notes_with_tag(workspace: Ready, tag: str) -> Response:
    """List the notes that have a tag or one nested below it."""
    with workspace.reading() as index:
        found = note_list(index, tag)
    return answer(found)


@router.get("/aliases", responses=answers(AliasList))
def aliases(workspace: Ready, prefix: Prefix = "") -> Response:
    """List the aliases and the notes that have them; more than one note is a collision."""
    with workspace.reading() as index:
        found = alias_list(index, prefix)
    return answer(found)


@router.get("/notes/{path:path}", responses=answers(NoteFacts))
def note(workspace: Ready, path: str) -> Response:
    """Tell what the indexes hold of a note."""
    with workspace.reading() as index:
        facts = note_facts(index, note_path(path))
    if facts is None:
        raise RefusedError(
            404,
            "The vault has no note at that path. Give its path from the vault's root, with .md at the end.",
        )
    return answer(facts)


@router.get("/verify", responses=answers(Verification))
def verify(workspace: Ready) -> Response:
    """Compare the live state with a fresh build."""
    return answer(verification(workspace.verify()))


@router.websocket("/live")
async def live(socket: WebSocket, vault: str, vaults: AllVaults) -> None:
    """Follow what is typed, and tell of every change."""
    try:
        served = vaults.get(vault)
    except RefusedError as refused:
        await close_socket(socket.scope, socket.receive, socket.send, NO_VAULT, refused.detail)
        return
    await Session(socket, served).run()
