"""Whatever is sent to the addresses of the API, the daemon answers as its own OpenAPI document says, and goes on."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import given
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance

from e2e.notes import CANVAS_PATH, write_all
from live_daemon import LiveDaemon, running_daemon
from proof.strength import tries
from venture_canvas.server.application import Access, application
from venture_canvas.server.places import places
from venture_canvas.server.vaults import Vaults

CHECKS = [not_a_server_error, content_type_conformance, response_schema_conformance]
ENDS_THE_DAEMON = "/v1/stop"
ADDS_A_VAULT = "/v1/vaults"


class Operation(NamedTuple):
    """An address, a method, and whether what is made up is to fit the schema."""

    method: str
    path: str
    mode: GenerationMode


def operations() -> Iterator[Operation]:
    """Yield every operation; with what does not fit, only those that take something which can be wrong."""
    document = application(Vaults(places()), Access(port=1, token="t" * 43)).openapi()
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            if path != ENDS_THE_DAEMON:
                yield Operation(method.upper(), path, GenerationMode.POSITIVE)
            if "requestBody" in told or any(each["in"] == "query" for each in told.get("parameters", ())):
                yield Operation(method.upper(), path, GenerationMode.NEGATIVE)


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_all(tmp_path_factory.mktemp("fuzz") / "vault")


@pytest.fixture(scope="module")
def daemon(vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveDaemon]:
    """A daemon of these tests alone; it must end as always, with nothing unforeseen in its log."""
    home = tmp_path_factory.mktemp("home")
    with running_daemon(home, vault) as running:
        yield running
        assert running.vault()
        assert running.end() == 0
    assert "Traceback" not in (home / "log" / "daemon.log").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def served(daemon: LiveDaemon) -> str:
    """The id of the vault that is served."""
    return daemon.vault().rpartition("/")[2]


@pytest.fixture(scope="module")
def schema(daemon: LiveDaemon) -> Any:
    return schemathesis.openapi.from_dict(daemon.get("/openapi.json"))


def name_the_vault(case: Any, served: str, vault: Path) -> None:
    """Let what is made up come as far as a route does: to the vault there is, which it may not take off the list, and no other folder."""
    if "vault" in case.path_parameters and case.method.upper() != "DELETE":
        case.path_parameters["vault"] = served
    if (
        case.operation.path == ADDS_A_VAULT
        and isinstance(case.body, dict)
        and isinstance(case.body.get("path"), str)
    ):
        case.body["path"] = str(vault)


def name_the_note(case: Any) -> None:
    """Let what is made up be about a note and a rule there are."""
    body: dict[str, Any] = case.body if isinstance(case.body, dict) else {}
    edits = body["edits"] if isinstance(body.get("edits"), list) else []
    for named in [body, *(edit for edit in edits if isinstance(edit, dict))]:
        if isinstance(named.get("path"), str):
            named["path"] = CANVAS_PATH
    if "path" in case.path_parameters:
        case.path_parameters["path"] = quote(CANVAS_PATH)
    if isinstance(body.get("code"), str):
        body["code"] = "type-without-job"


@pytest.mark.parametrize(
    "operation", [*operations()], ids=lambda each: f"{each.method} {each.path} {each.mode.value}"
)
def test_what_is_made_up_from_the_schema_is_answered_as_the_schema_says(
    daemon: LiveDaemon, served: str, vault: Path, schema: Any, operation: Operation
) -> None:
    made_up = schema[operation.path][operation.method].as_strategy(generation_mode=operation.mode)

    @tries(8)
    @given(made_up, st.booleans())
    def answered(case: Any, is_about_a_note: bool) -> None:
        if is_about_a_note:
            name_the_note(case)
        name_the_vault(case, served, vault)
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {daemon.token}"}
        answer = case.call(base_url=f"http://127.0.0.1:{daemon.port}")
        case.validate_response(answer, checks=CHECKS)

    answered()
