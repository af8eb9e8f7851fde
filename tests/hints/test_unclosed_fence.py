"""A block of code that is never closed is closed where the canvas seems to go on."""

import pytest

from hints.running import applied, hints_of

WRITTEN = {
    "before a heading that stands apart": (
        "# Log\n\n```\nx = 1\n\n## Costs\nRent.\n",
        "# Log\n\n```\nx = 1\n```\n\n## Costs\nRent.\n",
    ),
    "at the end, past a comment": (
        "# Log\n\n```sh\n\n# first\nls\n## second\nls\n",
        "# Log\n\n```sh\n\n# first\nls\n## second\nls\n```\n",
    ),
    "with nothing in it": ("# Log\n\n~~~\n\n\n## Costs\n", "# Log\n\n~~~\n~~~\n\n\n## Costs\n"),
}


@pytest.mark.parametrize(("before", "after"), WRITTEN.values(), ids=WRITTEN.keys())
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_block_of_code_is_closed(before: str, after: str, end: str) -> None:
    notes = {"Log.md": before.replace("\n", end)}
    (hint,) = hints_of(notes, ["fence-unclosed"])

    assert applied(notes, hint.finding.fixes[0])["Log.md"] == after.replace("\n", end)
