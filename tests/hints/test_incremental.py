"""Hints kept by difference equal hints of a fresh run, whatever happens to the notes, and only what changed is looked at."""

from collections.abc import Mapping

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from hints.good_venture import by_section, one_note
from hints.running import TODAY
from venture_canvas.hints.settings import DEFAULTS
from venture_canvas.live_state import LiveState
from venture_canvas.notes.parse import parse_note

GOOD = {**by_section(), **one_note()}
PATHS = [*GOOD, "TinyNight/Canvas/Customers.md", "Customers.md", "Jobs to be Done.md", "Lexicon/Customers.md"]
PIECES = [
    *GOOD.values(),
    "## Customers\n- **Parents** (payer)\n- **Everyone**\n\n## Jobs\n- Parents: sleep\n\n## UVP\n[[Customers]] [[Nobody]] #purpos\n",
    "---\ntags: [customers]\naliases: [Customers, Parents]\n---\n[[TinyNight]] [[../../out]]\n",
    "---\ntitle: Jobs to be Done\ntags:\n  canvas-sections: [early-adopters]\n  content: [lexicon-entry, canvas-sections]\n---\n## Definition\n\n## Notes\n",
    "",
]
texts = st.sampled_from(PIECES) | st.tuples(st.sampled_from(PIECES), st.integers(0, 400)).map(
    lambda cut: cut[0][cut[1] :]
)


class Vault(RuleBasedStateMachine):
    """A vault under changes."""

    @initialize()
    def a_good_vault_is_opened(self) -> None:
        self.texts: dict[str, str] = {}
        self.live = LiveState("vault", DEFAULTS, TODAY)
        self.change(dict(GOOD))

    @rule(path=st.sampled_from(PATHS), text=texts)
    def a_note_is_written(self, path: str, text: str) -> None:
        self.change({path: text})

    @rule(path=st.sampled_from(PATHS))
    def a_note_is_deleted(self, path: str) -> None:
        self.change({path: None})

    @rule(old=st.sampled_from(PATHS), new=st.sampled_from(PATHS))
    def a_note_is_renamed(self, old: str, new: str) -> None:
        if old in self.texts and old != new:
            self.change({old: None, new: self.texts[old]})

    @rule(
        path=st.sampled_from(PATHS),
        cut=st.integers(0, 300),
        piece=st.sampled_from(["x", "\n", "🟢 ", "**", "- ", "%% "]),
    )
    def somebody_types(self, path: str, cut: int, piece: str) -> None:
        if path in self.texts:
            text = self.texts[path]
            self.change({path: text[:cut] + piece + text[cut:]})

    def change(self, changes: Mapping[str, str | None]) -> None:
        for path, text in changes.items():
            if text is None:
                self.texts.pop(path, None)
            else:
                self.texts[path] = text
        step = self.live.apply(
            {path: None if text is None else parse_note(path, text) for path, text in changes.items()}, {}
        )
        fresh = LiveState("vault", DEFAULTS, TODAY)
        fresh.apply({path: parse_note(path, text) for path, text in self.texts.items()}, {})
        assert self.live.hints.failures == ()
        assert self.live.hints.dump() == fresh.hints.dump()
        assert set(step.hints) <= {*PATHS}


TestVault = Vault.TestCase
TestVault.settings = settings(max_examples=15, stateful_step_count=8, deadline=None)


def test_a_change_to_one_note_runs_only_the_rules_that_it_can_concern() -> None:
    notes = {
        f"Other {number}.md": f"# Other {number}\n\n[[Other {number + 1}]]\n" for number in range(200)
    } | GOOD
    live = LiveState("vault", DEFAULTS, TODAY)
    live.apply({path: parse_note(path, text) for path, text in notes.items()}, {})
    whole = live.hints.runs
    live.apply({"Other 7.md": parse_note("Other 7.md", "# Other 7\n\nNo link any more.\n")}, {})
    assert live.hints.runs - whole < whole / 50
