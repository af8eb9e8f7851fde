"""The addresses that are about the daemon: that it is there, which vaults it serves, and its end."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from venture_canvas import __version__
from venture_canvas.server.answers import answer, answers, body_as, takes
from venture_canvas.server.requests import AllVaults, Served
from venture_canvas.server.runtime import proof
from venture_canvas.server.served_vault import ServedVault
from venture_canvas.shapes.vaults import Health, NewVault, VaultFact, VaultList

Nonce = Annotated[str | None, Query(min_length=1, max_length=200)]
SHAPES = (Health, VaultList, VaultFact, NewVault)

router = APIRouter()


@router.get("/health", responses=answers(Health))
async def health(request: Request, nonce: Nonce = None) -> Response:
    """Say that the daemon is there, and prove it to a client that sends a nonce. Needs no token."""
    token: str = request.app.state.token
    return answer(Health("venture-canvas", __version__, None if nonce is None else proof(token, nonce)))


@router.post("/stop", status_code=202)
async def stop(request: Request) -> Response:
    """End the daemon."""
    ask_to_stop: Callable[[], None] = request.app.state.ask_to_stop
    ask_to_stop()
    return Response(status_code=202)


@router.get("/vaults", responses=answers(VaultList))
def list_vaults(vaults: AllVaults) -> Response:
    """List the vaults that are served."""
    return answer(VaultList(tuple(_fact(vault) for vault in vaults.all())))


@router.post("/vaults", status_code=201, responses=answers(VaultFact, 201), openapi_extra=takes(NewVault))
def add_vault(vaults: AllVaults, new: Annotated[NewVault, body_as(NewVault)]) -> Response:
    """Serve a vault, in this run and in later ones."""
    return answer(_fact(vaults.add(new.path)), 201)


@router.get("/vaults/{vault}", responses=answers(VaultFact))
def show_vault(vault: Served) -> Response:
    """Tell which folder a vault is, and how it is."""
    return answer(_fact(vault))


@router.delete("/vaults/{vault}", status_code=204)
def remove_vault(vault: str, vaults: AllVaults) -> Response:
    """Serve a vault no longer. Its notes stay as they are."""
    vaults.remove(vault)
    return Response(status_code=204)


def _fact(vault: ServedVault) -> VaultFact:
    return VaultFact(vault.id, vault.root.name, str(vault.root), vault.state)
