"""Who may talk to the daemon, over HTTP, on the real port."""

import hashlib
import hmac
import socket
import sys
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from live_daemon import OBSIDIAN, LiveDaemon, read_response, status_of
from server.here import daemon_here

MEGABYTE = 1024 * 1024


def head(daemon: LiveDaemon, *lines: str, method: str = "GET", path: str = "/v1/vaults") -> bytes:
    sent = [
        f"{method} {path} HTTP/1.1",
        *lines,
        f"Authorization: Bearer {daemon.token}",
        "Connection: close",
        "",
        "",
    ]
    return "\r\n".join(sent).encode("latin-1")


def operations(schema: dict[str, Any]) -> list[tuple[str, str]]:
    return [(method.upper(), path) for path, methods in schema["paths"].items() for method in methods]


def test_the_daemon_listens_on_loopback_only(daemon: LiveDaemon) -> None:
    listening = [
        each for each in psutil.Process(daemon.process.pid).net_connections() if each.status == "LISTEN"
    ]

    assert {each.laddr.ip for each in listening} == {"127.0.0.1"}


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "LOCALHOST"])
def test_a_loopback_name_with_our_port_is_served(daemon: LiveDaemon, name: str) -> None:
    assert status_of(daemon.raw(head(daemon, f"Host: {name}:{daemon.port}"))) == 200


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1.evil.example:{port}",
        "evil.example:{port}",
        "evil.example",
        "localhost.:{port}",
        "0.0.0.0:{port}",
        "127.0.0.1:1",
        "127.0.0.1",
        "localhost",
        "127.1:{port}",
        "[::1]:{port}",
        "user@127.0.0.1:{port}",
        "",
    ],
)
def test_every_other_host_is_misdirected(daemon: LiveDaemon, host: str) -> None:
    answer = daemon.raw(head(daemon, f"Host: {host.format(port=daemon.port)}"))

    assert status_of(answer) == 421
    assert b"application/problem+json" in answer


def test_two_hosts_are_refused(daemon: LiveDaemon) -> None:
    own = f"Host: 127.0.0.1:{daemon.port}"

    assert status_of(daemon.raw(head(daemon, own, own))) in {400, 421}
    assert status_of(daemon.raw(head(daemon, own, "Host: evil.example"))) in {400, 421}


def test_a_request_without_a_host_is_refused(daemon: LiveDaemon) -> None:
    request = f"GET /v1/vaults HTTP/1.0\r\nAuthorization: Bearer {daemon.token}\r\n\r\n"

    assert status_of(daemon.raw(request.encode("ascii"))) == 421


def test_obsidian_and_programs_without_an_origin_are_served(daemon: LiveDaemon) -> None:
    with daemon.http(Origin=OBSIDIAN) as obsidian, daemon.http() as program:
        assert obsidian.get("/vaults").status_code == 200
        assert program.get("/vaults").status_code == 200


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "",
        "*",
        "app://obsidian.md.evil.example",
        "http://127.0.0.1",
        "app://OBSIDIAN.md",
    ],
)
def test_every_other_origin_is_refused_and_never_reflected(daemon: LiveDaemon, origin: str) -> None:
    with daemon.http(Origin=origin) as client:
        for answer in (
            client.get("/vaults"),
            client.get("/health"),
            client.post("/vaults", json={"path": "/"}),
        ):
            assert answer.status_code == 403
            assert not [name for name in answer.headers if name.startswith("access-control-")]
            assert not origin or origin == "*" or origin not in answer.text


def test_an_allowed_origin_beside_a_foreign_one_is_refused(daemon: LiveDaemon) -> None:
    lines = (f"Host: 127.0.0.1:{daemon.port}", f"Origin: {OBSIDIAN}", "Origin: https://evil.example")

    assert status_of(daemon.raw(head(daemon, *lines))) == 403


def test_what_a_foreign_page_sends_has_no_effect(daemon: LiveDaemon, tmp_path: Path) -> None:
    with daemon.http(Origin="https://evil.example") as page:
        page.post("/vaults", json={"path": str(tmp_path)})
        page.post("/stop", json={})
        page.delete(daemon.vault())

    served = daemon.get("/vaults")["vaults"]
    assert [vault["name"] for vault in served] == ["ferry vault"]


def test_every_route_of_the_schema_but_health_needs_the_token(daemon: LiveDaemon) -> None:
    schema = daemon.get("/openapi.json")
    walked = operations(schema)

    with httpx.Client(base_url=f"http://127.0.0.1:{daemon.port}", trust_env=False) as client:
        answers = {(method, path): client.request(method, path).status_code for method, path in walked}

    assert len(walked) >= 10
    assert answers.pop(("GET", "/v1/health")) == 200
    assert set(answers.values()) == {401}


def test_the_schema_itself_and_unknown_addresses_need_the_token(daemon: LiveDaemon) -> None:
    with httpx.Client(base_url=f"http://127.0.0.1:{daemon.port}", trust_env=False) as client:
        for path in ("/v1/openapi.json", "/docs", "/redoc", "/", "/v1/health/", "/v1/healthy", "/v1//health"):
            assert client.get(path).status_code == 401, path


@pytest.mark.parametrize(
    "authorization",
    [
        b"Bearer wrong",
        b"Bearer ",
        b"Bearer",
        b"",
        b"Basic dTpw",
        b"Bearer \xff\xfe\xe9",
        "Bearer ключ".encode(),
        b"Bearer " + b"a" * 8000,
    ],
)
def test_a_wrong_token_is_unauthorised_whatever_its_bytes(daemon: LiveDaemon, authorization: bytes) -> None:
    request = b"GET /v1/vaults HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAuthorization: %s\r\n\r\n" % (
        daemon.port,
        authorization,
    )

    assert status_of(daemon.raw(request)) == 401


def test_a_token_in_the_address_opens_nothing(daemon: LiveDaemon) -> None:
    with httpx.Client(trust_env=False) as client:
        answer = client.get(f"http://127.0.0.1:{daemon.port}/v1/vaults", params={"token": daemon.token})

    assert answer.status_code == 401


@pytest.mark.parametrize("other", ["other", "{token}"])
def test_two_authorizations_are_refused(daemon: LiveDaemon, other: str) -> None:
    lines = (f"Host: 127.0.0.1:{daemon.port}", f"Authorization: Bearer {other.format(token=daemon.token)}")

    assert status_of(daemon.raw(head(daemon, *lines))) == 401


def test_health_proves_that_the_daemon_knows_the_token_without_saying_it(daemon: LiveDaemon) -> None:
    answer = httpx.get(
        f"http://127.0.0.1:{daemon.port}/v1/health", params={"nonce": "a nonce"}, trust_env=False
    )

    assert answer.json()["proof"] == hmac.new(daemon.token.encode(), b"a nonce", hashlib.sha256).hexdigest()
    assert answer.json()["version"] == daemon.runtime.version
    assert daemon.token not in answer.text
    assert "/" not in answer.text


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/jsonp",
        "",
    ],
)
def test_a_body_that_does_not_say_it_is_json_is_refused(
    daemon: LiveDaemon, tmp_path: Path, kind: str
) -> None:
    with daemon.http() as client:
        answer = client.post(
            "/vaults", content=b'{"path": "%s"}' % str(tmp_path).encode(), headers={"Content-Type": kind}
        )

    assert answer.status_code == 415


def test_json_may_name_its_character_set(daemon: LiveDaemon) -> None:
    with daemon.http() as client:
        answer = client.post(
            "/vaults", content=b"{}", headers={"Content-Type": "Application/JSON; charset=utf-8"}
        )

    assert answer.status_code == 422


def test_a_declared_body_over_the_limit_is_refused_before_it_is_sent(daemon: LiveDaemon) -> None:
    own = (f"Host: 127.0.0.1:{daemon.port}", "Content-Type: application/json")
    for length in (MEGABYTE + 1, 10**18):
        answer = daemon.raw(head(daemon, *own, f"Content-Length: {length}", method="POST"))

        assert status_of(answer) == 413
        assert b"application/problem+json" in answer


def test_a_body_of_exactly_the_limit_is_read(daemon: LiveDaemon) -> None:
    with daemon.http() as client:
        answer = client.post("/vaults", content=b" " * MEGABYTE, headers={"Content-Type": "application/json"})

    assert answer.status_code == 422


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows drops the answer when the rest of a body is still on its way"
)
def test_an_endless_chunked_body_is_cut_off_while_memory_stays_flat(daemon: LiveDaemon) -> None:
    process = psutil.Process(daemon.process.pid)
    before = process.memory_info().rss
    lines = (f"Host: 127.0.0.1:{daemon.port}", "Content-Type: application/json", "Transfer-Encoding: chunked")
    chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
    sent = 0

    with socket.create_connection(("127.0.0.1", daemon.port), timeout=10) as connection:
        connection.sendall(head(daemon, *lines, method="POST"))
        try:
            while sent < 64 * MEGABYTE:
                connection.sendall(chunk)
                sent += len(chunk)
        except OSError:
            pass  # the daemon closed the connection
        answer = read_response(connection)

    assert status_of(answer) == 413
    assert sent < 16 * MEGABYTE
    assert process.memory_info().rss - before < 16 * MEGABYTE


def test_a_body_that_never_comes_holds_nobody_else_up(daemon: LiveDaemon) -> None:
    lines = (f"Host: 127.0.0.1:{daemon.port}", "Content-Type: application/json", "Content-Length: 100")
    with socket.create_connection(("127.0.0.1", daemon.port), timeout=20) as slow:
        slow.sendall(head(daemon, *lines, method="POST") + b'{"path"')

        assert len(daemon.get("/vaults")["vaults"]) == 1


def test_every_answer_says_that_its_type_is_not_to_be_guessed_and_that_it_is_not_to_be_kept(
    daemon: LiveDaemon, address: str
) -> None:
    with daemon.http() as client:
        for path in ("/health", "/vaults", f"{address}/tags", "/nothing", f"{address}/notes/../x"):
            answer = client.get(path)
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["cache-control"] == "no-store"
            assert "server" not in answer.headers
    for answer in (httpx.get(f"http://127.0.0.1:{daemon.port}/v1/vaults", trust_env=False),):
        assert answer.headers["cache-control"] == "no-store"


def test_even_a_failure_says_so(home: Path, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object) -> None:
        raise RuntimeError("no such luck")

    monkeypatch.setattr("venture_canvas.server.vault_routes.model_of", fails)
    with daemon_here(home, vault) as daemon, daemon.http() as client:
        answer = client.get(f"{daemon.vault()}/model")

    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "..%2F..%2Fetc%2Fpasswd",
        "%2E%2E/secret.md",
        "People/../../secret.md",
        "../ferry%20vault2/n.md",
        "%2Fetc%2Fpasswd",
        "//etc/passwd",
        "C:%5Csecret.md",
        "C:/secret.md",
        "People%5C..%5Csecret.md",
        "Note.md%00.txt",
        ".obsidian/app.json",
        "People/.hidden/x.md",
    ],
)
def test_a_path_does_not_leave_the_vault(daemon: LiveDaemon, address: str, path: str) -> None:
    request = head(daemon, f"Host: 127.0.0.1:{daemon.port}", path=f"/v1{address}/notes/{path}")

    answer = daemon.raw(request)

    assert status_of(answer) in {400, 404}
    assert b"application/problem+json" in answer


def test_errors_tell_no_absolute_path(daemon: LiveDaemon, address: str, shared_vault: Path) -> None:
    missing = str(shared_vault.parent / "missing")
    with daemon.http() as client:
        answers = [
            client.get(f"{address}/notes/Missing.md"),
            client.get(f"{address}/notes/..%2Fx.md"),
            client.post("/vaults", json={"path": missing}),
            client.post("/vaults", json={"path": "relative"}),
            client.post("/vaults", json={"path": "a\0b"}),
            client.post("/vaults", json={"path": 7}),
            client.post("/vaults", content=b"{", headers={"Content-Type": "application/json"}),
            client.post("/vaults", content=b"[" * 100_000, headers={"Content-Type": "application/json"}),
            client.get("/vaults/unknown/model"),
            client.delete("/vaults/unknown"),
            client.put("/vaults", json={}),
            client.get(f"{address}/tags", params={"prefix": "x" * 1000}),
        ]

    for answer in answers:
        assert 400 <= answer.status_code < 500
        assert answer.headers["content-type"] == "application/problem+json"
        assert set(answer.json()) == {"type", "title", "status", "detail"}
        assert str(shared_vault.parent) not in answer.text
        assert answer.json()["detail"].endswith(".")


def test_the_token_is_in_no_log_and_in_no_vault(daemon: LiveDaemon, shared_vault: Path) -> None:
    with daemon.http() as client:
        client.get("/vaults")
    files = [
        path for folder in (daemon.home / "log", shared_vault) for path in folder.rglob("*") if path.is_file()
    ]

    assert files
    assert not [path for path in files if daemon.token.encode() in path.read_bytes()]
