"""JSON answers written by msgspec, and their schemas in the OpenAPI document."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import msgspec
from fastapi import Depends, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi

from venture_canvas.server.problems import MEDIA_TYPE, Problem, RefusedError

Kind = TypeVar("Kind", bound=msgspec.Struct)

REFERENCES = "#/components/schemas/{name}"


def answer(content: msgspec.Struct, status: int = 200) -> Response:
    """Return a structure as a JSON response."""
    return Response(msgspec.json.encode(content), status, media_type="application/json")


def answers(kind: type[msgspec.Struct], status: int = 200) -> dict[int | str, dict[str, Any]]:
    """Say in the OpenAPI document what a route answers; for a route's `responses`."""
    return {
        status: {"description": _summary(kind), "content": _content("application/json", kind)},
        "default": {"description": _summary(Problem), "content": _content(MEDIA_TYPE, Problem)},
    }


def takes(kind: type[msgspec.Struct]) -> dict[str, Any]:
    """Say in the OpenAPI document which body a route takes; for a route's `openapi_extra`."""
    return {"requestBody": {"required": True, "content": _content("application/json", kind)}}


def body_as(kind: type[Kind]) -> Any:
    """Return the dependency that reads a request's body as a structure, or refuses it with 422."""

    async def read(request: Request) -> Kind:
        try:
            return msgspec.json.decode(await request.body(), type=kind)
        except (msgspec.DecodeError, RecursionError) as error:
            raise RefusedError(422, f"The body does not have the expected form: {error}.") from error

    return Depends(read)


def openapi_of(app: FastAPI, kinds: Sequence[type[msgspec.Struct]]) -> Callable[[], dict[str, Any]]:
    """Return what builds an application's OpenAPI document, with the schemas of the structures its routes name."""

    def build() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = get_openapi(title=app.title, version=app.version, routes=app.routes)
            _, schemas = msgspec.json.schema_components([*kinds, Problem], ref_template=REFERENCES)
            document.setdefault("components", {}).setdefault("schemas", {}).update(schemas)
            app.openapi_schema = document
        return app.openapi_schema

    return build


def _content(media_type: str, kind: type[msgspec.Struct]) -> dict[str, Any]:
    return {media_type: {"schema": {"$ref": REFERENCES.format(name=kind.__name__)}}}


def _summary(kind: type[msgspec.Struct]) -> str:
    return (kind.__doc__ or "").partition("\n")[0]
