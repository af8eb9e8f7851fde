"""The invariant of the product, on ventures: kept by difference = read from scratch, and a step names all that changed."""

from collections.abc import Mapping

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, rule

from venture_canvas.hints.registry import all_rules
from venture_canvas.hints.settings import Settings
from venture_canvas.live_state import LiveState
from venture_canvas.notes.note import Note
from venture_canvas.notes.parse import parse_note

FOLDERS = ("", "Roof/", "Roof/Canvas/", "Roof/types/", "Oven/")
NAMES = (
    "Customers.md",
    "Jobs to be Done.md",
    "RF - Customers.md",
    "OV - Jobs.md",
    "Tenants.md",
    "Bakers.md",
    "Map.md",
    "Interview.md",
    "Roof pitch.md",
)
PATHS = tuple(folder + name for folder in FOLDERS for name in NAMES)

CANVAS = "# Roof\n\n## Customers\n- [[Tenants]]: rent\n- Bakers\n\n## Jobs\n- Tenants: stay dry\n\n## UVP\nFor bakers, heat.\n"
TEXTS = (
    "",
    "- Tenants: rent\n- Bakers: bake\n",
    "- [[Tenants]]: rent\n- [[Bakers|Those who bake]] (payer)\n",
    "- [[Roof/types/Tenants]]\n- [[Landlords]]\n",
    "- Tenants: stay dry\n- [[Bakers]]: get up later\n",
    "## Customers\n- Tenants\n",
    "> [!user] **Tenants**\n> They rent.\n\n> [!user] 🥖 Bakers\n",
    "> Ama: who is it?\n\n> [!warning] Tenants\n> - stay dry\n\n> Bakers: heat\n\n🥖 sleep\n",
    "## Jobs\n- Tenants: stay dry\n\n## Early Adopters\n- Bakers: Osei\n",
    CANVAS,
    CANVAS.replace("Roof", "Oven").replace("Tenants", "Landlords"),
    f"---\ntitle: Dry Roof\ntags: [early-stage]\npattern: niche\n---\n{CANVAS}",
    "---\ntags: [canvas, growth-stage]\n---\n## Customers\n- Bakers\n",
    "---\ntags: [lexicon-entry]\n---\n## Customers\n- Bakers\n",
    "---\nrole: payer\naliases: [Landlords, Oven folk]\nnumber: 2\n---\nRise at three.\n",
    "---\ntitle: Tenants\nrole: user\n---\n## Jobs\n- stay warm\n\n## Alternatives\n- a bucket\n",
    "---\naliases: [Tenants]\n---\n# Bakers\n",
    "## Problem\nIt rains in.\n\n## Customers\n- Tenants\n- Insurers\n",
    "# Dry Roof\n[[Customers]] [[Jobs to be Done]] [[Tenants]]\n",
    "# Oven\n[[Roof/Customers]] [[RF - Customers]] [[OV - Jobs]]\n",
    "tea\n",
)

paths, texts = st.sampled_from(PATHS), st.sampled_from(TEXTS)
QUIET = Settings(off=frozenset(all_rules()))
"""No hints: they have tests of their own."""
NAME = "vault"


class Vault(RuleBasedStateMachine):
    """A vault that changes step by step, with the notes that should be in it written down next to it."""

    held = Bundle("held")

    def __init__(self) -> None:
        super().__init__()
        self.notes: dict[str, Note] = {}
        self.live = LiveState(NAME, QUIET)

    @initialize(written=st.dictionaries(paths, texts, max_size=8))
    def a_vault_is_opened(self, written: dict[str, str]) -> None:
        self.change(dict(written))

    @rule(target=held, path=paths, text=texts)
    def a_note_is_written(self, path: str, text: str) -> str:
        self.change({path: text})
        return path

    @rule(path=held, text=texts)
    def a_note_is_rewritten(self, path: str, text: str) -> None:
        self.change({path: text})

    @rule(path=held, more=st.sampled_from(("\n- Grocers: sell\n", "\n", "\n## Costs\ntin\n")))
    def a_note_is_added_to(self, path: str, more: str) -> None:
        if path in self.notes:
            self.change({path: self.notes[path].text + more})

    @rule(path=consumes(held))
    def a_note_is_deleted(self, path: str) -> None:
        self.change({path: None})

    @rule(target=held, old=consumes(held), new=paths)
    def a_note_is_renamed(self, old: str, new: str) -> str:
        if old in self.notes and old != new:
            self.change({old: None, new: self.notes[old].text})
        return new

    @rule(folder=st.sampled_from(FOLDERS[1:]), new=st.sampled_from(("Mill/", "Mill/Canvas/", "Archive/")))
    def a_folder_is_moved(self, folder: str, new: str) -> None:
        moved = {path: note.text for path, note in self.notes.items() if path.startswith(folder)}
        self.change(
            {
                **dict.fromkeys(moved),
                **{new + path.removeprefix(folder): text for path, text in moved.items()},
            }
        )

    @rule(changes=st.dictionaries(paths, st.none() | texts, max_size=5))
    def many_things_change_at_once(self, changes: dict[str, str | None]) -> None:
        self.change(changes)

    @rule()
    def everything_goes_and_comes_back(self) -> None:
        texts: dict[str, str | None] = {path: note.text for path, note in self.notes.items()}
        before = self.live.dump()
        self.change(dict.fromkeys(texts))
        assert self.live.ventures.all == ()
        self.change(texts)
        assert self.live.dump() == before

    def change(self, texts: Mapping[str, str | None]) -> None:
        notes = {path: None if text is None else parse_note(path, text) for path, text in texts.items()}
        before = dumps(self.live)
        step = self.live.apply(notes, {})
        self.notes = {path: note for path, note in {**self.notes, **notes}.items() if note}
        assert self.live.dump() == self.fresh().dump()
        after = dumps(self.live)
        changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
        assert set(step.ventures) == changed

    def fresh(self) -> LiveState:
        fresh = LiveState(NAME, QUIET)
        fresh.apply(dict(sorted(self.notes.items(), reverse=True)), {})
        return fresh


def dumps(live: LiveState) -> dict[str, list[object]]:
    """Return what is told of each venture, by its id."""
    found: dict[str, list[object]] = {}
    for venture in live.ventures.all:
        found.setdefault(venture.id, []).append(venture)
    return found


TestVault = Vault.TestCase
TestVault.settings = settings(max_examples=40, stateful_step_count=15, deadline=None)
