"""Whatever a venture is called, its folder has a name that every system takes and that is read as a venture."""

from pathlib import Path

import pytest

from setup.making import TODAY, hints_in, make, opened
from venture_canvas.setup.names import folder_name
from venture_canvas.setup.wish import Layout, Wish

NAMES = {
    "Night Garden": "Night Garden",
    "Night-Garden": "Night-Garden",
    "🌱 Night Garden": "🌱 Night Garden",
    "Büchereiße": "Büchereiße",
    'The "Night" Garden': "The Night Garden",
    "Night: a garden": "Night a garden",
    "Night/Garden\\Shed": "Night Garden Shed",
    "Night [Garden] #1 ^top|left": "Night Garden 1 top left",
    "../../Night": "Night",
    ".night": "night",
    "Night Garden. . ": "Night Garden",
    "Night\n  Garden\t": "Night Garden",
    "con": "con_",
    "NUL ": "NUL_",
    "Lexicon": "Lexicon venture",
    "Templates": "Templates venture",
    "Customers": "Customers venture",
    "People": "People venture",
    "": "My venture",
    "???": "My venture",
    "..": "My venture",
}


@pytest.mark.parametrize(("name", "folder"), NAMES.items())
def test_a_name_becomes_the_name_of_a_folder(name: str, folder: str) -> None:
    assert folder_name(name) == folder


@pytest.mark.parametrize("name", ["x" * 400, "🌱" * 100, "long " * 60, "a" * 99 + " b"])
def test_a_long_name_is_cut_between_characters(name: str) -> None:
    folder = folder_name(name)

    assert 0 < len(folder.encode("utf-8")) <= 100
    assert folder == folder.strip()
    assert name.startswith(folder)


HARD = (
    "🌱",
    "Nest: 'one' \"two\" # & * {%",
    "- [ ] true",
    "Night/Garden",
    "con",
    "Lexicon",
    "Customers",
    "x" * 400,
)


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("name", HARD)
def test_a_venture_of_any_name_is_a_vault_without_a_fault(tmp_path: Path, name: str, layout: Layout) -> None:
    make(tmp_path / "vault", Wish(TODAY, name, layout=layout))

    assert [hint.code for hint in hints_in(tmp_path / "vault")] == ["question-unanswered"]
    with opened(tmp_path / "vault") as workspace:
        (venture,) = workspace.ventures
    assert venture.root.split("/")[0] == folder_name(name)
