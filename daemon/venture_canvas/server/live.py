"""One editor's connection: it sends what is typed, and hears of every change once and in order."""

import asyncio
import logging

import msgspec
from fastapi import WebSocket, WebSocketDisconnect
from starlette.concurrency import run_in_threadpool

from venture_canvas.notes.splices import OverlapError
from venture_canvas.server.buffers import apply_edits
from venture_canvas.server.guards import chosen_subprotocol
from venture_canvas.server.outbox import Outbox
from venture_canvas.server.paths import path_of_note
from venture_canvas.server.problems import RefusedError
from venture_canvas.server.protocol import (
    ChangeNote,
    ClientMessage,
    Close,
    HintsMessage,
    Open,
    ProblemMessage,
    change_messages,
    decode,
    encode,
    hints_message,
    state_message,
)
from venture_canvas.server.served_vault import ServedVault
from venture_canvas.shapes.hint import TextToCheck, buffer_hints
from venture_canvas.telling import Change

log = logging.getLogger(__name__)

NO_VAULT = 4404
"""The code with which a connection is closed whose vault is not served, or no longer."""


class Buffer(msgspec.Struct, frozen=True):
    """The text of an open note in this editor."""

    version: int
    text: str


class Session:
    """Serve one connection until it ends, then let go of the notes it had open.

    Arguments:
        socket: the connection, not yet accepted.
        vault: the vault it is about.
    """

    def __init__(self, socket: WebSocket, vault: ServedVault) -> None:
        self.socket = socket
        self.vault = vault
        self.outbox = Outbox()
        self.buffers: dict[str, Buffer] = {}
        self.writing: str | None = None
        self.missed = 0
        self.answered: dict[str, int] = {}
        self.hinting: set[asyncio.Task[None]] = set()
        self.indexed = asyncio.Event()
        self.told: int | None = None
        self.early: list[Change] = []
        self.loop = asyncio.get_running_loop()

    async def run(self) -> None:
        """Accept, tell the state, and pass messages both ways until the client leaves."""
        await self.socket.accept(chosen_subprotocol(self.socket.scope))
        unsubscribe = self.vault.subscribe(self._hear)
        sending = asyncio.create_task(self._send_all())
        try:
            await self._tell_state()
            await self._receive_all()
        except WebSocketDisconnect:
            log.debug("An editor left.")
        finally:
            unsubscribe()
            for task in (sending, *self.hinting):
                task.cancel()
            await run_in_threadpool(self.vault.buffers.close_all, self)

    def _hear(self, change: Change) -> None:
        self.loop.call_soon_threadsafe(self._hear_in_loop, change)

    async def _tell_state(self) -> None:
        state = await run_in_threadpool(lambda: self.vault.state)
        self.told = state.generation
        self._tell(Change(state.generation, state=state))
        for change in self.early:
            self._hear_in_loop(change)

    def _hear_in_loop(self, change: Change) -> None:
        if self.told is None:
            self.early.append(change)
        elif change.generation > self.told or change.state is not None:
            self._tell(change)

    def _tell(self, change: Change) -> None:
        if change.state is not None and change.state.status != "indexing":
            self.indexed.set()
        for message in change_messages(change):
            self.outbox.put(message)
        for path in self.buffers.keys() & set(change.hints):
            # What this editor just wrote is answered by the write itself, unless this came after that was worked out.
            if path == self.writing:
                self.missed = change.generation
            else:
                self._hint_soon(path)

    def _hint_soon(self, path: str) -> None:
        task = self.loop.create_task(self._hint(path))
        self.hinting.add(task)
        task.add_done_callback(self.hinting.discard)

    async def _hint(self, path: str) -> None:
        buffer = self.buffers.get(path)
        if buffer is not None:
            self._put_hints(path, buffer, await run_in_threadpool(self._hints_of, path, buffer))

    def _hints_of(self, path: str, buffer: Buffer) -> HintsMessage | None:
        found = buffer_hints(self.vault.live, TextToCheck(path, buffer.text, buffer.version))
        return hints_message(found) if found else None

    def _put_hints(self, path: str, buffer: Buffer, message: HintsMessage | None) -> None:
        """Send hints, unless the editor has moved on from their text or has newer ones: answers overtake each other."""
        if message and self.buffers.get(path) is buffer and message.generation >= self.answered.get(path, 0):
            self.answered[path] = message.generation
            self.outbox.put(message)

    async def _send_all(self) -> None:
        try:
            while True:
                message = await self.outbox.get()
                if message is None:
                    message = state_message(await run_in_threadpool(lambda: self.vault.state), resync=True)
                await self.socket.send_text(encode(message))
                if self.vault.stopped:
                    await self.socket.close(NO_VAULT, "This vault is served no longer.")
                    return
        except (WebSocketDisconnect, RuntimeError):
            # The client left between two messages; what receives from it hears of that too, and ends the session.
            log.debug("A message found its editor gone.")

    async def _receive_all(self) -> None:
        while True:
            frame = await self.socket.receive()
            if frame["type"] == "websocket.disconnect":
                return
            await self._receive(frame.get("text"))

    async def _receive(self, text: str | None) -> None:
        path = None
        try:
            message = _message(text)
            path = message.path
            await self._follow(path_of_note(path), message)
        except RefusedError as refused:
            self.outbox.put(ProblemMessage(refused.detail, path))

    async def _follow(self, path: str, message: ClientMessage) -> None:
        await self.indexed.wait()
        match message:
            case Open():
                await self._write(path, Buffer(message.version, message.text))
            case ChangeNote():
                await self._write(path, self._changed(path, message))
            case Close():
                self.buffers.pop(path, None)
                self.answered.pop(path, None)
                await run_in_threadpool(self.vault.buffers.close, self, path)

    async def _write(self, path: str, buffer: Buffer) -> None:
        self.buffers[path], self.writing, self.missed = buffer, path, 0
        try:
            message = await run_in_threadpool(self._written, path, buffer)
        finally:
            self.writing = None
        self._put_hints(path, buffer, message)
        if self.missed > (message.generation if message else 0):
            self._hint_soon(path)

    def _written(self, path: str, buffer: Buffer) -> HintsMessage | None:
        self.vault.buffers.write(self, path, buffer.text)
        return None if self.vault.stopped else self._hints_of(path, buffer)

    def _changed(self, path: str, change: ChangeNote) -> Buffer:
        former = self.buffers.get(path)
        if former is None:
            raise RefusedError(409, f"{path} is not open. Send an open message with its text first.")
        if change.version <= former.version:
            raise RefusedError(
                409, f"Version {change.version} of {path} is not newer than version {former.version}."
            )
        return Buffer(change.version, _changed_text(former.text, change))


def _changed_text(former: str, change: ChangeNote) -> str:
    match change.text, change.edits:
        case str(text), None:
            return text
        case None, tuple(edits):
            try:
                return apply_edits(former, edits)
            except OverlapError as overlap:
                raise RefusedError(422, f"{overlap} Send the whole text.") from overlap
        case _:
            raise RefusedError(422, "Change a note by its whole text or by edits: one of the two.")


def _message(text: str | None) -> ClientMessage:
    if text is None:
        raise RefusedError(415, "Send text frames with JSON, not binary ones.")
    try:
        return decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise RefusedError(422, f"That message was not understood: {error}.") from error
