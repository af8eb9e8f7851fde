"""The addresses that are about the rules of one vault."""

from fastapi import APIRouter, Response

from venture_canvas.server.answers import answer, answers
from venture_canvas.server.requests import Ready
from venture_canvas.shapes.rule import VaultRules, vault_rules

SHAPES = (VaultRules,)

router = APIRouter(prefix="/vaults/{vault}")


@router.get("/rules", responses=answers(VaultRules))
def rules(workspace: Ready) -> Response:
    """List the rules with their severity, and whether they are on, as the vault's settings have it."""
    return answer(vault_rules(workspace.settings.settings))
