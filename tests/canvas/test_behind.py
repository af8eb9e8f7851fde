"""What stands behind a line and says whom it is for: a link, a coloured dot."""

import pytest

from canvas.reading import said, venture_of

HOMES = {
    "Sea/Customers.md": "- [[Crews]]: rent the ice\n- [[Market women]]: buy the fish\n",
    "Sea/types/Crews.md": "---\nrole: payer\n---\nTwelve boats.\n",
    "Sea/types/Market women.md": "---\nrole: payer\n---\nThirty stalls.\n",
    "Sea/Alternatives.md": "- salt\n",
}


@pytest.mark.parametrize(
    "jobs",
    [
        "- stay out one more tide — [[Crews]]\n- hold the price — [[Market women]]\n",
        "- Stay out one more tide. [[Crews]]\n- Hold the price past eleven. [[Market women]]\n",
        "- stay out one more tide ([[Crews]])\n- hold the price ([[Market women]])\n",
        "Stay out one more tide. [[Crews]]\n\nHold the price past eleven. [[Market women]]\n- [ ] ask [[Crews]]\n",
        "At sea: [[Crews|the boats]], who go out at two\n\nAt noon: [[Market women]], who stand in the sun\n",
    ],
)
def test_a_link_set_off_says_whom_a_line_is_for(jobs: str) -> None:
    told = said(venture_of({**HOMES, "Sea/Jobs.md": jobs}), "jobs-to-be-done")
    assert {who: len(texts) for who, texts in told.items()} == {"crew": 1, "market-woman": 1}


def test_a_link_within_a_sentence_ties_nothing() -> None:
    jobs = {"Sea/Jobs.md": "- sell what [[Crews]] bring at noon\n"}
    assert said(venture_of({**HOMES, **jobs}), "jobs-to-be-done") == {
        "": ["sell what [[Crews]] bring at noon"]
    }


def test_a_line_that_ends_with_a_mark_is_not_wrapped() -> None:
    text = """\
## Customers
🟥 Theatres
🟦 Schools

## Early Adopters
the three small theatres sharing a loading dock in Brunswick 🟥
drama teachers who have already borrowed the ute once or twice 🟦
"""
    assert {who: len(texts) for who, texts in said(venture_of(text), "early-adopters").items()} == {
        "theatre": 1,
        "school": 1,
    }


def test_a_compound_word_begins_with_no_verb() -> None:
    venture = venture_of(
        "## Customers\nDomestic workers.\n1. cleaners\n2. live-in carers\n\n## Jobs\n- prove the nights\n\n## UVP\nEvery hour.\n"
    )
    assert [segment.label for segment in venture.customer_types[0].segments] == ["cleaners", "live-in carers"]
