"""The FastAPI application: the routes, and around them the guards."""

from collections.abc import Collection

import msgspec
from fastapi import FastAPI

from venture_canvas import __version__
from venture_canvas.server import assist_routes, daemon_routes, hint_routes, rule_routes, vault_routes
from venture_canvas.server.answers import openapi_of
from venture_canvas.server.bodies import BoundedBody
from venture_canvas.server.guards import (
    OBSIDIAN_ORIGIN,
    Guard,
    Guarded,
    HostGuard,
    OriginGuard,
    TokenGuard,
    demand_json,
)
from venture_canvas.server.problem_responses import install_problems
from venture_canvas.server.vaults import Vaults


class Access(msgspec.Struct, frozen=True):
    """Who may talk to the daemon, and where.

    Arguments:
        port: the one the daemon listens on.
        token: the user's.
        origins: the ones whose pages may send requests.
    """

    port: int
    token: str
    origins: Collection[str] = (OBSIDIAN_ORIGIN,)


def application(vaults: Vaults, access: Access) -> FastAPI:
    """Return the application; who runs it sets `state.ask_to_stop` to what ends it.

    Arguments:
        vaults: what it serves.
        access: who may ask.
    """
    app = FastAPI(
        title="Venture Canvas",
        version=__version__,
        openapi_url="/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.vaults = vaults
    app.state.token = access.token
    groups = (daemon_routes, vault_routes, hint_routes, rule_routes, assist_routes)
    for group in groups:
        app.include_router(group.router, prefix="/v1")
    app.openapi = openapi_of(app, [shape for group in groups for shape in group.SHAPES])  # type: ignore[method-assign]  # FastAPI's documented way
    install_problems(app)
    _guard(app, access)
    return app


def _guard(app: FastAPI, access: Access) -> None:
    guards: list[Guard] = [
        HostGuard(access.port),
        OriginGuard(access.origins),
        TokenGuard(access.token),
        demand_json,
    ]
    # What is added last runs first: the guards, then the body, then the routes.
    app.add_middleware(BoundedBody)
    app.add_middleware(Guarded, guards=guards)
