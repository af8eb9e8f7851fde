"""Every error as an `application/problem+json` response."""

import logging
from http import HTTPStatus

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from venture_canvas.server.problems import MEDIA_TYPE, Problem, RefusedError

log = logging.getLogger(__name__)

SENTENCES = {
    404: "There is nothing at this address. The addresses of version 1 are listed at /v1/openapi.json.",
    405: "This address does not take that method. See /v1/openapi.json for the ones it takes.",
    500: "The daemon failed on this request. The reason is in its log; please report it.",
}


def problem_response(status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    """Return an error as a response."""
    problem = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail)
    return Response(msgspec.json.encode(problem), status, headers, media_type=MEDIA_TYPE)


def install_problems(app: FastAPI) -> None:
    """Make an application answer every error with a problem."""
    app.add_exception_handler(RefusedError, _refused)
    app.add_exception_handler(HTTPException, _http_exception)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _failed)


def _refused(_: Request, refused: Exception) -> Response:
    assert isinstance(refused, RefusedError)  # noqa: S101  Starlette's handlers take any Exception; it calls this one for no other
    return problem_response(refused.status, refused.detail, refused.headers)


def _http_exception(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  as above
    detail = SENTENCES.get(error.status_code, str(error.detail))
    return problem_response(error.status_code, detail, dict(error.headers or {}))


def _invalid(_: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101  as above
    wrong = "; ".join(f"{'.'.join(map(str, part['loc']))}: {part['msg']}" for part in error.errors())
    return problem_response(422, f"The request does not have the expected form. {wrong}.")


def _failed(_: Request, error: Exception) -> Response:
    log.error("A request failed.", exc_info=error)
    return problem_response(500, SENTENCES[500])
