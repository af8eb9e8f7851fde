"""Who may talk to the daemon over a WebSocket."""

import base64
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from live_daemon import OBSIDIAN, OWN_PROTOCOL, PATIENCE_SECONDS, LiveDaemon, bearer


def close_code(
    daemon: LiveDaemon, address: str, *protocols: str, origin: str | None = OBSIDIAN
) -> int | None:
    """The code with which the daemon closes a connection that it accepted; None when it speaks instead."""
    url = f"ws://127.0.0.1:{daemon.port}/v1{address}/live"
    offered = [Subprotocol(name) for name in protocols]
    sent_origin = None if origin is None else Origin(origin)
    with connect(
        url, subprotocols=offered or None, origin=sent_origin, proxy=None, close_timeout=1
    ) as connection:
        assert connection.subprotocol == (OWN_PROTOCOL if OWN_PROTOCOL in protocols else None)
        try:
            connection.recv(timeout=PATIENCE_SECONDS)
        except ConnectionClosed:
            return connection.close_code
        return None


def test_the_token_as_a_sub_protocol_opens_the_connection_and_is_not_answered(
    daemon: LiveDaemon, address: str
) -> None:
    assert close_code(daemon, address, OWN_PROTOCOL, bearer(daemon.token)) is None
    assert close_code(daemon, address, bearer(daemon.token), OWN_PROTOCOL) is None
    assert close_code(daemon, address, bearer(daemon.token)) is None


def test_a_program_without_an_origin_may_connect(daemon: LiveDaemon, address: str) -> None:
    assert close_code(daemon, address, OWN_PROTOCOL, bearer(daemon.token), origin=None) is None


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost", "app://obsidian.md.evil.example"]
)
def test_another_origin_is_accepted_and_closed(daemon: LiveDaemon, address: str, origin: str) -> None:
    assert close_code(daemon, address, OWN_PROTOCOL, bearer(daemon.token), origin=origin) == 4401


@pytest.mark.parametrize(
    "protocol",
    [
        bearer("wrong"),
        bearer("ключ"),
        bearer(""),
        "bearer.",
        "bearer.!!!",
        "bearer.a",
        "bearer." + "a" * 5000,
        "other",
    ],
)
def test_a_wrong_token_is_accepted_and_closed(daemon: LiveDaemon, address: str, protocol: str) -> None:
    assert close_code(daemon, address, OWN_PROTOCOL, protocol) == 4401


def test_no_token_and_two_tokens_are_accepted_and_closed(daemon: LiveDaemon, address: str) -> None:
    assert close_code(daemon, address) == 4401
    assert close_code(daemon, address, OWN_PROTOCOL) == 4401
    assert close_code(daemon, address, OWN_PROTOCOL, bearer("wrong"), bearer(daemon.token)) == 4401


def test_the_token_itself_is_no_sub_protocol(daemon: LiveDaemon, address: str) -> None:
    assert close_code(daemon, address, OWN_PROTOCOL, f"bearer.{daemon.token}") == 4401


def test_padding_of_the_encoded_token_is_not_asked_for(daemon: LiveDaemon, address: str) -> None:
    padded = base64.urlsafe_b64encode(daemon.token.encode()).decode()

    assert padded.rstrip("=") == bearer(daemon.token).removeprefix("bearer.")


def test_a_token_in_the_address_opens_nothing(daemon: LiveDaemon, address: str) -> None:
    assert close_code(daemon, f"{address}/live?token={daemon.token}&x=", OWN_PROTOCOL) == 4401


def test_an_unknown_vault_is_accepted_and_closed(daemon: LiveDaemon) -> None:
    assert close_code(daemon, "/vaults/unknown", OWN_PROTOCOL, bearer(daemon.token)) == 4404


def test_a_foreign_host_is_accepted_and_closed(daemon: LiveDaemon, address: str) -> None:
    handshake = "\r\n".join(
        [
            f"GET /v1{address}/live HTTP/1.1",
            f"Host: evil.example:{daemon.port}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Protocol: {OWN_PROTOCOL}, {bearer(daemon.token)}",
            "",
            "",
        ]
    )
    frames = daemon.raw_socket(handshake.encode("ascii"))

    head, _, body = frames.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 101")
    assert body[0] == 0x88
    assert int.from_bytes(body[2:4], "big") == 4401


def test_a_refused_connection_changes_nothing(daemon: LiveDaemon, address: str, shared_vault: Path) -> None:
    before = daemon.get(f"{address}/state")
    protocols = [Subprotocol(OWN_PROTOCOL), bearer("wrong")]
    with connect(
        f"ws://127.0.0.1:{daemon.port}/v1{address}/live", subprotocols=protocols, proxy=None, close_timeout=1
    ) as connection:
        try:
            connection.send('{"type": "open", "path": "Ferry Club.md", "text": "#mine", "version": 1}')
            connection.recv(timeout=PATIENCE_SECONDS)
        except ConnectionClosed:
            pass

    assert daemon.get(f"{address}/state") == before
