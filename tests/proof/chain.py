"""The whole chain, from the texts of a vault to its hints, with every rule on."""

from collections.abc import Iterator, Mapping

from hints.running import TODAY
from venture_canvas.hints.hint import Finding, Hint
from venture_canvas.hints.registry import all_rules
from venture_canvas.hints.settings import Settings
from venture_canvas.live_state import LiveState
from venture_canvas.notes.parse import parse_note
from venture_canvas.positions import Span

EVERY_RULE = Settings(on=frozenset(all_rules()))


def read(texts: Mapping[str, str]) -> LiveState:
    """Return a vault as it is known after its notes were read."""
    live = LiveState("vault", EVERY_RULE, TODAY)
    live.apply({path: parse_note(path, text) for path, text in texts.items()}, {})
    assert live.hints.failures == ()
    return live


def texts_of(live: LiveState) -> dict[str, str]:
    """Return the texts as they were read: where somebody left half a character, there is a sign for it."""
    return {path: note.text for path, note in live.index.notes.items()}


def places_of(finding: Finding) -> Iterator[tuple[str, Span]]:
    """Yield every place that a finding names."""
    yield finding.path, finding.span
    yield from ((related.path, related.span) for related in finding.related)
    yield from ((edit.path, edit.span) for fix in finding.fixes for edit in fix.edits)


def assert_inside(texts: Mapping[str, str], hints: tuple[Hint, ...]) -> None:
    """Make sure that every place lies in its note; one that a fix makes anew is empty before."""
    for hint in hints:
        for path, (start, end) in places_of(hint.finding):
            assert 0 <= start <= end <= len(texts.get(path, "")), (hint, path)
