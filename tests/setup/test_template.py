"""The template: a vault that is right in every form in which it can be asked for."""

import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from setup.making import NAME, TODAY, WISHES, hints_in, make, opened, texts_in
from venture_canvas.canvas.sections import ADDRESSED
from venture_canvas.canvas.vocabulary import KEYS
from venture_canvas.setup.errors import SetupError
from venture_canvas.setup.plan import planned
from venture_canvas.setup.properties import parted
from venture_canvas.setup.template import EXAMPLE, OWN, read_template
from venture_canvas.setup.wish import Layout, Tags, Wish
from venture_canvas.shapes.hint import hint_list
from venture_canvas.workspace import Workspace

TEMPLATE = Path(__file__).parents[2] / "vault_template"
WORDS_OF_THE_METHOD = ("Customer Type", "Segment", "Five Tests", "Five Patterns")
STRAY = (
    ".DS_Store",
    "My venture/.DS_Store",
    "My venture/Thumbs.db",
    "My venture/._01 Purpose.md",
    "My venture/.01 Purpose.md.swp",
    "My venture/photo.png",
    ".obsidian/workspace.json",
    ".obsidian/workspace-mobile.json",
    ".obsidian/plugins/venture-canvas/manifest.json",
    ".trash/Old.md",
)
PLUGINS_OF_OTHERS = ("dataview", "templater", "tp.")


class New(NamedTuple):
    """A new vault, what was wished for, and the vault as it is read."""

    root: Path
    wish: Wish
    workspace: Workspace


@pytest.fixture(scope="module", params=list(WISHES.values()), ids=list(WISHES))
def new(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[New]:
    root = tmp_path_factory.mktemp("new") / "vault"
    make(root, request.param)
    with opened(root) as workspace:
        yield New(root, request.param, workspace)


def test_a_new_vault_says_what_comes_next_and_nothing_else(new: New) -> None:
    (hint,) = hint_list(new.workspace).hints

    assert (hint.code, hint.severity) == ("question-unanswered", "hint")
    assert hint.path.startswith(f"{NAME}/")
    assert hint.message.startswith("Next: Purpose. Why")
    assert hint.lexicon == "Lexicon/Purpose.md"


def test_the_template_itself_is_such_a_vault() -> None:
    found = [(hint.code, hint.path) for hint in hints_in(TEMPLATE)]
    assert found == [("question-unanswered", f"{OWN}/01 Purpose.md")]


def test_the_vault_holds_one_venture_with_nothing_said_and_the_example_only_when_asked(new: New) -> None:
    ventures = {venture.root.split("/")[0]: venture for venture in new.workspace.ventures}
    own = ventures.pop(NAME)

    assert (own.name, own.stage) == (NAME, f"{new.wish.stage}-stage")
    assert (own.customer_types, own.statements, own.sections) == ((), (), ())
    assert set(ventures) == ({EXAMPLE} if new.wish.example else set())
    for example in ventures.values():
        assert [each.label for each in example.customer_types] == ["Home bakers", "Canteens", "Offices"]
        assert [each.marker.number for each in example.customer_types] == [1, 2, 4]
        assert example.pattern.inferred == example.pattern.declared == "multi-sided"
        assert [each for each in example.statements if each.section in ADDRESSED and not each.types] == []


def test_every_link_leads_to_one_file_and_to_a_heading_that_is_there(new: New) -> None:
    with new.workspace.reading() as index:
        links = [(path, *each) for path in index.notes for each in index.links(path)]
        assert len(links) > 100
        for path, link, resolution in links:
            assert resolution.state == "resolved", f"{path}: {link.target}"
            if link.fragment:
                headings = [heading.text for heading in index.notes[resolution.paths[0]].headings]
                assert link.fragment in headings, f"{path}: {link.target}#{link.fragment}"


def test_every_section_of_the_canvas_and_every_word_of_the_method_has_an_entry(tmp_path: Path) -> None:
    notes = [text for path, text in read_template().items() if path.startswith(f"{OWN}/")]
    tags = {tag for text in notes for tag in parted(text)[0]["tags"]} - {"canvas"}
    assert len(tags) > 20
    make(tmp_path / "vault")
    with opened(tmp_path / "vault") as workspace:
        entries = {tag: workspace.lexicon_entry(tag) for tag in tags}

    assert {tag for tag, path in entries.items() if not (path or "").startswith("Lexicon/")} == set()
    for name in WORDS_OF_THE_METHOD:
        assert (tmp_path / "vault" / "Lexicon" / f"{name}.md").is_file()


def test_the_settings_of_obsidian_parse_and_fit_each_other(tmp_path: Path) -> None:
    make(tmp_path / "vault")
    folder = tmp_path / "vault" / ".obsidian"
    found = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in folder.glob("*.json")}

    assert found["community-plugins"] == ["venture-canvas"]
    assert found["core-plugins"]["templates"] is found["core-plugins"]["bases"] is True
    assert (tmp_path / "vault" / found["templates"]["folder"]).is_dir()
    for snippet in found["appearance"]["enabledCssSnippets"]:
        assert (folder / "snippets" / f"{snippet}.css").is_file()


def test_every_property_has_a_type(tmp_path: Path) -> None:
    make(tmp_path / "vault", Wish(TODAY, example=True))
    types = json.loads((tmp_path / "vault/.obsidian/types.json").read_text(encoding="utf-8"))["types"]
    notes = [text for path, text in texts_in(tmp_path / "vault").items() if path.endswith(".md")]

    assert {key for text in notes for key in parted(text)[0]} <= types.keys()


def test_the_snippet_has_a_colour_for_each_of_the_six_numbers() -> None:
    snippet = read_template()[".obsidian/snippets/venture-canvas-types.css"]
    assert re.findall(r"^\.customer-type-(\d) ", snippet, re.MULTILINE) == list("123456")


def test_the_dashboards_are_tables_over_properties_that_notes_have() -> None:
    template = read_template()
    bases = {path: yaml.safe_load(text) for path, text in template.items() if path.endswith(".base")}
    types = json.loads(template[".obsidian/types.json"])["types"]

    assert len(bases) == 3
    for base in bases.values():
        shown = {name for view in base["views"] for name in view["order"]}
        assert {name for name in shown if not name.startswith("file.")} <= types.keys()


@pytest.mark.parametrize("tags", Tags)
def test_the_settings_say_how_tags_are_written(tmp_path: Path, tags: Tags) -> None:
    make(tmp_path / "vault", Wish(TODAY, tags=tags))
    settings = (tmp_path / "vault/venture-canvas.toml").read_text(encoding="utf-8")

    assert tomllib.loads(settings)["tags"] == {"profile": tags.value}


def test_what_the_settings_offer_is_right_when_it_is_switched_on(tmp_path: Path) -> None:
    make(tmp_path / "vault")
    file = tmp_path / "vault/venture-canvas.toml"
    offered = re.sub(r"^# (?=[\w-]+ = )", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    file.write_text(offered, encoding="utf-8")

    assert len(tomllib.loads(offered)) == 6
    assert hints_in(tmp_path / "vault") == ()  # the settings switch the one hint off


def test_notes_bear_the_day_and_write_their_tags_as_asked(new: New) -> None:
    notes = {path: parted(text)[0] for path, text in texts_in(new.root).items() if path.endswith(".md")}
    for path, properties in notes.items():
        tags = properties["tags"]
        assert properties["last_updated"] == ("{{date}}" if path.startswith("Templates/") else TODAY)
        assert isinstance(tags, list) if new.wish.tags is Tags.LIST else list(tags)[: len(KEYS)] == list(KEYS)


def test_both_layouts_say_the_same() -> None:
    sections, one_note = (_words_of_the_ventures(layout) for layout in Layout)
    assert sections == one_note


def _words_of_the_ventures(layout: Layout) -> list[str]:
    """Every line that is no heading, without what its links lead to."""
    files = planned(read_template(), Wish(TODAY, layout=layout, example=True))
    bodies = [parted(text)[1] for path, text in files.items() if path.startswith((OWN, EXAMPLE))]
    lines = (re.sub(r"\[\[[^|\]]*\|", "", line) for body in bodies for line in body.splitlines())
    return sorted(line for line in lines if line.strip() and not line.startswith("#"))


def test_no_note_needs_a_plugin_of_somebody_else() -> None:
    for path, text in read_template().items():
        assert not any(name in text.casefold() for name in PLUGINS_OF_OTHERS), path


def test_what_the_system_and_obsidian_leave_in_the_template_gets_into_no_vault(tmp_path: Path) -> None:
    package = tmp_path / "daemon" / "venture_canvas"
    shutil.copytree(TEMPLATE, tmp_path / "vault_template")
    for path in STRAY:
        (tmp_path / "vault_template" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "vault_template" / path).write_bytes(b"\x00\x00\x00\x01Bud1\x80\xff")

    assert read_template(package) == read_template()


def test_without_a_template_it_is_told_where_it_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match="vault_template"):
        read_template(tmp_path / "src" / "venture_canvas")


def test_the_template_in_a_wheel_comes_before_one_that_happens_to_lie_about(tmp_path: Path) -> None:
    for place in ("lib/venture_canvas/bundled/vault_template", "vault_template"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "venture-canvas.toml").write_text(f"# {place}", encoding="utf-8")

    found = read_template(tmp_path / "lib" / "venture_canvas")
    assert found == {"venture-canvas.toml": "# lib/venture_canvas/bundled/vault_template"}
