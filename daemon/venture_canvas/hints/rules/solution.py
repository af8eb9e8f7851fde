"""The solution: what is provided."""

from collections.abc import Iterator

from venture_canvas.canvas.phrases import word_list
from venture_canvas.hints.hint import Finding
from venture_canvas.hints.rule import rule
from venture_canvas.hints.views import VentureView

SOLUTION = "solution"
MOST_LINES = 7
MOST_WORDS = 100
BEFORE = "## Customers\n- **Parents** (payer): two-job homes\n\n## Unique Value Proposition\nThe same face at breakfast\n\n"


@rule(
    severity="hint",
    reads="venture",
    source="The sections: a solution is short; common mistake: a feature list",
    fix="Keep on the canvas what makes the promise come true; put the rest into a note of its own and link it.",
    bad=(
        BEFORE
        + "## Solution\n- ⟦beds⟧\n- breakfast\n- a rota\n- a night nurse\n- a bus\n- a text in the morning\n- a photo\n- a drying room\n",
    ),
    good=(
        BEFORE + "## Solution\nBeds and breakfast, a night nurse, a bus to school.\n",
        {
            "Nest/Customers.md": "- **Parents**: two-job homes\n",
            "Nest/Jobs to be Done.md": "- sleep\n",
            "Nest/Solution.md": "".join(f"- part {number} of the house\n" for number in range(12)),
        },
    ),
)
def solution_feature_list(venture: VentureView) -> Iterator[Finding]:
    """The solution has more detail than a canvas can carry.

    A canvas is read at a glance. The few parts that make the promise come true get lost among the others.
    """
    found = venture.statements(SOLUTION)
    if not found or not _is_on_a_canvas(venture, found[0].source.path):
        return
    length = sum(len(word_list(statement.text)) for statement in found)
    if len(found) > MOST_LINES or length > MOST_WORDS:
        size = f"{len(found)} lines" if len(found) > MOST_LINES else f"{length} words"
        yield Finding(
            path=found[0].source.path,
            span=found[0].source.span,
            message=f"The solution has {size}. Which three parts make your promise come true? The rest fits into a note of its own.",
            section=SOLUTION,
        )


def _is_on_a_canvas(venture: VentureView, path: str) -> bool:
    """Say whether a note holds several sections; in a note of its own a section may be as long as it likes."""
    return venture.around.ventures.outlook(venture.notes[path]).kind == "canvas"
