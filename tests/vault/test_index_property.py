"""The invariant of the product, on the indexes: kept by difference = built from scratch, and a delta tells all that differs."""

from collections.abc import Mapping

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, invariant, multiple, rule

from venture_canvas.notes.note import Note
from venture_canvas.notes.parse import read_note
from venture_canvas.vault.delta import Delta
from venture_canvas.vault.index import VaultIndex
from venture_canvas.vault.names import key_of

FOLDERS = ("", "x/", "x/y/", "Y/")
NAMES = ("Plan.md", "plan.md", "Way out.md", "way-out.md", "v1.2.md", "Café.md", "plan.pdf", "v1.2")
PATHS = tuple(folder + name for folder in FOLDERS for name in NAMES)
WORDS = ("Plan", "PLAN", "Way out", "way-out", "Café", "Plan.pdf", "Input/Output")
TARGETS = (*WORDS, "v1.2", "x/Plan", "y/plan", "./Plan", "../Plan", "../../Plan", "/Way out", "Nowhere", "#h")
TAGS = ("risk", "Risk", "risk/Money", "RISK/money/cash", "other")

words, targets, tags = st.sampled_from(WORDS), st.sampled_from(TARGETS), st.sampled_from(TAGS)
paths = st.sampled_from(PATHS)


def front_matter(
    title: str | None, aliases: list[str], categories: dict[str, list[str]], listed: list[str]
) -> str:
    lines = [f"title: {title}"] if title else []
    lines += [f"aliases: [{', '.join(aliases)}]"]
    lines += (
        ["tags:", *(f"  {category}: [{', '.join(names)}]" for category, names in categories.items())]
        if categories
        else []
    )
    lines += [f"tags: [{', '.join(listed)}]"] if listed and not categories else []
    return "\n".join(["---", *lines, "---", ""])


def body(heading: str | None, wiki: list[str], markdown: list[str], inline: list[str]) -> str:
    links = [f"[[{target}]]" for target in wiki] + [
        f"[t]({target.replace(' ', '%20')})" for target in markdown
    ]
    return "\n\n".join([f"# {heading}"] * bool(heading) + links + [f"#{tag}" for tag in inline])


few_tags = st.lists(tags, max_size=3)
categories = st.dictionaries(st.sampled_from(("part", "phase")), few_tags, max_size=2)
front_matters = st.builds(front_matter, st.none() | words, st.lists(words, max_size=2), categories, few_tags)
few_targets = st.lists(targets, max_size=3)
bodies = st.builds(body, st.none() | words, few_targets, few_targets, few_tags)
texts = st.builds(str.__add__, st.just("") | front_matters, bodies)
changes = st.dictionaries(paths, st.none() | texts, max_size=4)


def note_of(path: str, text: str) -> Note:
    return read_note(path, text.encode())


def differing(before: object, after: object) -> set[str]:
    """Return the keys of which two dumped tables, mappings or lists of key and value, tell different things."""
    one, other = table(before), table(after)
    return {key for key in {*one, *other} if one.get(key) != other.get(key)}


def table(dumped: object) -> Mapping[str, object]:
    if isinstance(dumped, Mapping):
        return dumped
    assert isinstance(dumped, list)
    return {entry[0]: entry[1] for entry in dumped}


def part(dump: object, *keys: str) -> object:
    for key in keys:
        assert isinstance(dump, Mapping)
        dump = dump[key]
    return dump


class Vault(RuleBasedStateMachine):
    """A vault that changes step by step, with the notes that should be in it written down next to it."""

    held = Bundle("held")

    def __init__(self) -> None:
        super().__init__()
        self.notes: dict[str, Note] = {}
        self.others: set[str] = set()
        self.live = VaultIndex()

    @initialize(written=st.dictionaries(paths, texts, max_size=6))
    def a_vault_is_opened(self, written: dict[str, str]) -> None:
        self.change(dict(written))

    @rule(target=held, path=paths, text=texts)
    def a_note_is_written(self, path: str, text: str) -> str:
        self.change({path: text})
        return path

    @rule(path=held, text=texts)
    def a_note_is_rewritten(self, path: str, text: str) -> None:
        self.change({path: text})

    @rule(path=held)
    def a_note_is_read_again(self, path: str) -> None:
        if path in self.notes:
            self.change({path: self.notes[path].text})

    @rule(path=consumes(held))
    def a_note_is_deleted(self, path: str) -> None:
        self.change({path: None})

    @rule(target=held, old=consumes(held), new=paths)
    def a_note_is_renamed(self, old: str, new: str) -> str:
        if old in self.notes and old != new:
            self.change({old: None, new: self.notes[old].text})
        return new

    @rule(target=held, old=consumes(held))
    def a_note_is_renamed_in_case_only(self, old: str) -> str:
        new = old.swapcase().replace(".MD", ".md")
        if old in self.notes:
            self.change({old: None, new: self.notes[old].text})
        return new

    @rule(target=held, one=held, other=held)
    def two_notes_are_swapped(self, one: str, other: str) -> object:
        if one in self.notes and other in self.notes:
            self.change({one: self.notes[other].text, other: self.notes[one].text})
        return multiple()

    @rule(changes=changes, files=st.dictionaries(paths, st.booleans(), max_size=3))
    def many_things_change_at_once(self, changes: dict[str, str | None], files: dict[str, bool]) -> None:
        self.change(changes, files)

    @rule(path=paths, there=st.booleans())
    def another_file_comes_or_goes(self, path: str, there: bool) -> None:
        self.change({}, {path: there})

    @rule()
    def everything_goes_and_comes_back(self) -> None:
        texts: dict[str, str | None] = {path: note.text for path, note in self.notes.items()}
        before = self.live.dump()
        self.change(dict.fromkeys(texts))
        self.change(texts)
        assert self.live.dump() == before

    @invariant()
    def backlinks_are_the_links_that_resolve(self) -> None:
        for path in self.live.files:
            linking = {
                source
                for source in self.live.notes
                for _, found in self.live.links(source)
                if (found.state, found.paths) == ("resolved", (path,))
            }
            assert self.live.backlinks(path) == tuple(sorted(linking))

    @invariant()
    def unresolved_targets_are_those_of_the_links_that_find_nothing(self) -> None:
        waiting: dict[str, set[str]] = {}
        for source in self.live.notes:
            for link, found in self.live.links(source):
                if found.state == "unresolved":
                    waiting.setdefault(key_of(link.target), set()).add(source)
        assert self.live.unresolved() == {key: tuple(sorted(sources)) for key, sources in waiting.items()}

    @invariant()
    def tags_count_the_notes_that_have_them(self) -> None:
        for entry in self.live.tags():
            having = self.live.notes_with_tag(entry.key)
            assert [tagged.path for tagged in having] == sorted({tagged.path for tagged in having})
            assert all(tagged.spans for tagged in having)
            assert len(having) == entry.count
            assert len(self.live.notes_with_tag(entry.key, nested=False)) == entry.own

    def change(self, texts: Mapping[str, str | None], files: Mapping[str, bool] | None = None) -> None:
        notes = {path: None if text is None else note_of(path, text) for path, text in texts.items()}
        before = self.live.dump()
        delta = self.live.apply(notes, files or {})
        self.write_down(notes, files or {})
        assert self.live.dump() == self.fresh().dump()
        self.check_that_it_tells_all(delta, before, self.live.dump())

    def write_down(self, notes: Mapping[str, Note | None], files: Mapping[str, bool]) -> None:
        self.notes = {path: note for path, note in {**self.notes, **notes}.items() if note}
        self.others = {path for path in {*self.others, *files} if files.get(path, True)}

    def fresh(self) -> VaultIndex:
        index = VaultIndex()
        index.apply(dict(sorted(self.notes.items(), reverse=True)), dict.fromkeys(self.others, True))
        return index

    def check_that_it_tells_all(self, delta: Delta, before: object, after: object) -> None:
        assert set(delta.notes) == differing(part(before, "notes"), part(after, "notes"))
        assert set(delta.names) == differing(part(before, "names"), part(after, "names")) | {
            name
            for full in differing(part(before, "file_names", "by_name"), part(after, "file_names", "by_name"))
            for name in (full, full.removesuffix(".md"))
        }
        assert set(delta.tags) == differing(part(before, "tags"), part(after, "tags"))
        assert {key_of(text) for text in delta.aliases} >= {
            *differing(part(before, "aliases", "texts"), part(after, "aliases", "texts")),
            *differing(part(before, "aliases", "shadows"), part(after, "aliases", "shadows")),
        }
        linked = differing(part(before, "links"), part(after, "links"))
        assert set(delta.links) >= {
            path for path in linked if self.had_links(path, before) or self.had_links(path, after)
        }

    def had_links(self, path: str, dump: object) -> bool:
        return any(target[0] for target in table(part(dump, "links")).get(path, ()))  # type: ignore[attr-defined]


TestVault = Vault.TestCase
TestVault.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)
