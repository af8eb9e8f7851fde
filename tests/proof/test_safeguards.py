"""The safeguards that `mutation.py` takes away stand where it looks for them, so that it cannot go out of date unnoticed."""

import ast

import pytest

from proof.mutation import PACKAGE, ROOT, taken_away
from proof.safeguards import SAFEGUARDS, Safeguard


@pytest.mark.parametrize("safeguard", SAFEGUARDS, ids=lambda each: each.name)
def test_a_safeguard_can_be_taken_away_and_its_tests_are_there(safeguard: Safeguard) -> None:
    source = (PACKAGE / safeguard.file).read_text(encoding="utf-8")
    without = taken_away(safeguard, source)

    assert ast.dump(ast.parse(without)) != ast.dump(ast.parse(source))
    assert safeguard.tests
    assert all((ROOT / test).is_file() for test in safeguard.tests)


def test_every_safeguard_has_a_name_of_its_own() -> None:
    assert len({each.name for each in SAFEGUARDS}) == len(SAFEGUARDS)
