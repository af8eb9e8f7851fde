"""What is bounded: messages that wait, bodies, paths."""

import asyncio
import unicodedata

import pytest
from starlette.types import Message, Receive, Scope, Send

from venture_canvas.server.bodies import BoundedBody
from venture_canvas.server.outbox import Outbox
from venture_canvas.server.paths import note_path
from venture_canvas.server.problems import RefusedError
from venture_canvas.server.protocol import ModelMessage

SCOPE: Scope = {"type": "http", "method": "POST", "path": "/", "headers": []}


def message(generation: int) -> ModelMessage:
    return ModelMessage(generation, ())


async def drain(outbox: Outbox, count: int) -> list[int | None]:
    found = [await outbox.get() for _ in range(count)]
    return [each.generation if isinstance(each, ModelMessage) else None for each in found]


def test_messages_come_out_in_order() -> None:
    async def run() -> list[int | None]:
        outbox = Outbox(limit=3)
        for generation in range(3):
            outbox.put(message(generation))
        return await drain(outbox, 3)

    assert asyncio.run(run()) == [0, 1, 2]


def test_too_many_messages_become_one_notice_and_later_ones_follow_it() -> None:
    async def run() -> list[int | None]:
        outbox = Outbox(limit=3)
        for generation in range(10):
            outbox.put(message(generation))
        lost = await drain(outbox, 1)
        outbox.put(message(11))
        return lost + await drain(outbox, 1)

    assert asyncio.run(run()) == [None, 11]


async def echo(_: Scope, receive: Receive, send: Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": (await receive())["body"]})


def sent_through(app: BoundedBody, messages: list[Message]) -> list[Message]:
    async def run() -> list[Message]:
        sent: list[Message] = []
        waiting = iter(messages)

        async def receive() -> Message:
            if (found := next(waiting, None)) is None:
                await asyncio.Event().wait()
            return found or {}

        async def send(each: Message) -> None:
            sent.append(each)

        await app(SCOPE, receive, send)
        return sent

    return asyncio.run(run())


def piece(body: bytes, *, more: bool) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_body_in_pieces_reaches_the_application_whole() -> None:
    sent = sent_through(BoundedBody(echo), [piece(b"one ", more=True), piece(b"two", more=False)])

    assert sent[1]["body"] == b"one two"


def test_a_body_over_the_limit_is_too_large() -> None:
    sent = sent_through(BoundedBody(echo, limit=4), [piece(b"123", more=True), piece(b"45", more=True)])

    assert sent[0]["status"] == 413
    assert (b"connection", b"close") in sent[0]["headers"]


def test_a_body_that_stops_arriving_is_answered() -> None:
    sent = sent_through(BoundedBody(echo, seconds=0.01), [piece(b"123", more=True)])

    assert sent[0]["status"] == 408
    assert (b"connection", b"close") in sent[0]["headers"]


def test_a_client_that_leaves_gets_no_answer() -> None:
    assert sent_through(BoundedBody(echo), [piece(b"1", more=True), {"type": "http.disconnect"}]) == []


@pytest.mark.parametrize("path", ["Note.md", "A/B/C d.md", "Ünïcode 🛶.md", "a..b.md", "v1.2.md"])
def test_a_path_inside_the_vault_is_taken(path: str) -> None:
    assert note_path(path) == unicodedata.normalize("NFC", path)


def test_a_path_is_compared_composed() -> None:
    assert note_path(unicodedata.normalize("NFD", "Café.md")) == unicodedata.normalize("NFC", "Café.md")


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/a.md",
        "a//b.md",
        "a/",
        "..",
        "../a.md",
        "a/../b.md",
        "./a.md",
        ".hidden/a.md",
        "a\\b.md",
        "C:/a.md",
        "c:a.md",
        "a\0.md",
        "a" * 2000,
    ],
)
def test_a_path_that_is_none_of_a_note_in_the_vault_is_refused(path: str) -> None:
    with pytest.raises(RefusedError):
        note_path(path)
