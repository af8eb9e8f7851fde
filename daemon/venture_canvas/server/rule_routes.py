"""The addresses that are about the rules of one vault."""

from typing import Annotated

from fastapi import APIRouter, Response

from venture_canvas.server.answers import answer, answers, body_as, takes
from venture_canvas.server.hint_routes import check_code, refusal_of
from venture_canvas.server.requests import Ready
from venture_canvas.shapes.rule import RuleSwitch, VaultRules, vault_rules
from venture_canvas.vault.planning import WriteError

SHAPES = (VaultRules, RuleSwitch)

router = APIRouter(prefix="/vaults/{vault}")


@router.get("/rules", responses=answers(VaultRules))
def rules(workspace: Ready) -> Response:
    """List the rules with their severity, and whether they are on, as the vault's settings have it."""
    return answer(vault_rules(workspace.settings.settings))


@router.post("/rules", responses=answers(VaultRules), openapi_extra=takes(RuleSwitch))
def switch_rule(workspace: Ready, wanted: Annotated[RuleSwitch, body_as(RuleSwitch)]) -> Response:
    """Turn a rule on or off in the vault's settings file, and list the rules as they hold then."""
    check_code(wanted.code)
    try:
        workspace.switch_rule(wanted.code, on=wanted.on)
    except WriteError as error:
        raise refusal_of(error) from error
    return answer(vault_rules(workspace.settings.settings))
