"""What a route may ask of the application that serves it."""

from typing import Annotated

from fastapi import Depends
from starlette.requests import HTTPConnection

from venture_canvas.server.served_vault import ServedVault
from venture_canvas.server.vaults import Vaults
from venture_canvas.workspace import Workspace


def all_vaults(connection: HTTPConnection) -> Vaults:
    """Return the vaults that are served."""
    vaults: Vaults = connection.app.state.vaults
    return vaults


def served_vault(vault: str, vaults: Annotated[Vaults, Depends(all_vaults)]) -> ServedVault:
    """Return the vault an address names, indexed or not."""
    return vaults.get(vault)


def ready_workspace(vault: Annotated[ServedVault, Depends(served_vault)]) -> Workspace:
    """Return the workspace of the vault an address names, once it is indexed."""
    return vault.workspace


AllVaults = Annotated[Vaults, Depends(all_vaults)]
Served = Annotated[ServedVault, Depends(served_vault)]
Ready = Annotated[Workspace, Depends(ready_workspace)]
