"""The messages of `WS live`: JSON text frames, told apart by their `type`.

The client sends `open`, `change` and `close`; the server `state`, `index`, `model`, `hints` and `problem`. Fields may be added, never changed;
a reader passes over the fields it does not know.
"""

import msgspec

from venture_canvas.server.buffers import TextEdit
from venture_canvas.shapes.hint import HintFact, NoteHints
from venture_canvas.telling import Change, State
from venture_canvas.vault.trouble import Trouble


class Open(msgspec.Struct, frozen=True, tag="open"):
    """A note was opened in the editor; from now on its text there counts, not the one on the disk."""

    path: str
    text: str
    version: int


class ChangeNote(msgspec.Struct, frozen=True, tag="change"):
    """The text in the editor changed: the whole new text, or edits that were all made for the text of the former version.

    `version` must be greater than the one before.
    """

    path: str
    version: int
    text: str | None = None
    edits: tuple[TextEdit, ...] | None = None


class Close(msgspec.Struct, frozen=True, tag="close"):
    """A note was closed in the editor; the disk counts again."""

    path: str


ClientMessage = Open | ChangeNote | Close
"""What the client may send."""


class StateMessage(msgspec.Struct, frozen=True, tag="state"):
    """How the vault is: sent at once after connecting, and when it changes.

    `resync` is true when messages were dropped because the client did not read them: it should ask for all it shows again.
    """

    status: str
    watching: str
    generation: int
    notes: int
    buffers: int
    troubles: tuple[Trouble, ...]
    resync: bool = False


class IndexMessage(msgspec.Struct, frozen=True, tag="index"):
    """What the indexes changed in: the paths of notes, and the names of tags and aliases, that came, went or changed."""

    generation: int
    notes: tuple[str, ...]
    tags: tuple[str, ...]
    aliases: tuple[str, ...]


class ModelMessage(msgspec.Struct, frozen=True, tag="model"):
    """The ids of the ventures whose customer model changed, came or went."""

    generation: int
    ventures: tuple[str, ...]


class HintsMessage(msgspec.Struct, frozen=True, tag="hints"):
    """The hints of a note that is open in the editor, for the version of its text that the editor sent.

    Sent after each `open` and `change`, and when something elsewhere changes them. `hints` are the ones to show, `more` counts the
    others; `hashes` names the versions of the notes that fixes edit.
    """

    path: str
    version: int
    generation: int
    hints: tuple[HintFact, ...]
    more: int
    hashes: dict[str, str]


class ProblemMessage(msgspec.Struct, frozen=True, tag="problem"):
    """A message of the client that had no effect, and what to do about it."""

    detail: str
    path: str | None = None


ServerMessage = StateMessage | IndexMessage | ModelMessage | HintsMessage | ProblemMessage
"""What the server sends."""

DECODER = msgspec.json.Decoder(ClientMessage)


def decode(text: str) -> ClientMessage:
    """Read a message of the client.

    Raises:
        msgspec.DecodeError: when it is none.
        RecursionError: when it is nested without end.
    """
    message: ClientMessage = DECODER.decode(text)
    return message


def encode(message: ServerMessage) -> str:
    """Write a message of the server."""
    return msgspec.json.encode(message).decode("utf-8")


def state_message(state: State, *, resync: bool = False) -> StateMessage:
    """Tell how a vault is."""
    return StateMessage(
        status=state.status,
        watching=state.watching,
        generation=state.generation,
        notes=state.notes,
        buffers=state.buffers,
        troubles=state.troubles,
        resync=resync,
    )


def hints_message(found: NoteHints) -> HintsMessage:
    """Tell the hints of an open note."""
    return HintsMessage(found.path, found.version, found.generation, found.hints, found.more, found.hashes)


def change_messages(change: Change) -> list[ServerMessage]:
    """Tell what one change did: the state first, then the indexes, then the models."""
    messages: list[ServerMessage] = []
    if change.state is not None:
        messages.append(state_message(change.state))
    if change.notes or change.tags or change.aliases:
        messages.append(IndexMessage(change.generation, change.notes, change.tags, change.aliases))
    if change.ventures:
        messages.append(ModelMessage(change.generation, change.ventures))
    return messages
