"""Where a link leads: the table of `vault/resolution.py`, row by row."""

import pytest

from venture_canvas.notes.parse import read_note
from venture_canvas.vault.index import VaultIndex
from venture_canvas.vault.snapshot import Resolution

FILES = (
    "Pricing.md",
    "v1.2.md",
    "Folder/Deep/Guide.md",
    "Folder/Deep/Only here.md",
    "Other/Deep/Guide.md",
    "Other/Budget.md",
    "Team/Home.md",
    "Team/Sub/Budget.md",
    "Clients/Home.md",
    "Pictures/Photo.PNG",
    "Pictures/Plan.png",
    "Pictures/Plan.png.md",
    "Café.md",
    "Twice.md.md",
    "no ending",
    "Case.md",
    "case.md",
    "Folder/Pricing.md",
)

ROOT, TEAM, DEEP = "Start.md", "Team/Start.md", "Folder/Deep/Start.md"

RESOLVED = [
    ("[[Pricing]]", ROOT, "Pricing.md"),
    ("[[pRICING]]", ROOT, "Pricing.md"),
    ("[[Pricing.md]]", ROOT, "Pricing.md"),
    ("[[Pricing#Plans|the plans]]", ROOT, "Pricing.md"),
    ("![[Pricing]]", ROOT, "Pricing.md"),
    ("[[v1.2]]", TEAM, "v1.2.md"),
    ("[[V1.2.MD]]", TEAM, "v1.2.md"),
    ("[[Only here]]", TEAM, "Folder/Deep/Only here.md"),
    ("[[Folder/Deep/Only here]]", TEAM, "Folder/Deep/Only here.md"),
    ("[[folder/deep/only HERE.md]]", TEAM, "Folder/Deep/Only here.md"),
    ("[[Deep/Only here]]", TEAM, "Folder/Deep/Only here.md"),
    ("[[Folder/Deep/Guide]]", TEAM, "Folder/Deep/Guide.md"),
    ("[[/Folder/Deep/Guide]]", TEAM, "Folder/Deep/Guide.md"),
    ("[[/Pricing]]", DEEP, "Pricing.md"),
    ("[[photo.png]]", ROOT, "Pictures/Photo.PNG"),
    ("![[Photo.png]]", TEAM, "Pictures/Photo.PNG"),
    ("[[Plan.png]]", ROOT, "Pictures/Plan.png"),
    ("[[Plan.png.md]]", ROOT, "Pictures/Plan.png.md"),
    ("[[Cafe\u0301]]", ROOT, "Café.md"),
    ("[[Folder/Deep/Only\u00a0here]]", ROOT, "Folder/Deep/Only here.md"),
    ("[[Twice.md]]", ROOT, "Twice.md.md"),
    # From the root wins over a note in the own folder; the own folder over any other.
    ("[[Pricing]]", "Folder/Start.md", "Pricing.md"),
    ("[[Home]]", TEAM, "Team/Home.md"),
    ("[[Guide]]", DEEP, "Folder/Deep/Guide.md"),
    ("[[Deep/Guide]]", DEEP, "Folder/Deep/Guide.md"),
    # From the note's folder.
    ("[[./Home]]", TEAM, "Team/Home.md"),
    ("[[../Pricing]]", TEAM, "Pricing.md"),
    ("[[../Other/Budget]]", TEAM, "Other/Budget.md"),
    ("[[../../Team/./Home.md]]", DEEP, "Team/Home.md"),
    ("[[Sub/../Home]]", TEAM, "Team/Home.md"),
    # Markdown links: the note's folder, then the vault's root, then like wiki links.
    ("[t](Home.md)", "Clients/Start.md", "Clients/Home.md"),
    ("[t](Pricing.md)", "Folder/Start.md", "Folder/Pricing.md"),
    ("[t](Sub/Budget.md)", TEAM, "Team/Sub/Budget.md"),
    ("[t](Team/Home.md)", "Clients/Start.md", "Team/Home.md"),
    ("[t](Only%20here.md#h)", ROOT, "Folder/Deep/Only here.md"),
    ("[t](<Folder/Deep/Only here.md>)", TEAM, "Folder/Deep/Only here.md"),
    ("[t](../Clients/Home.md)", TEAM, "Clients/Home.md"),
    ("[t](/Team/Home.md)", "Clients/Start.md", "Team/Home.md"),
    ("[t](Pricing)", TEAM, "Pricing.md"),
    ("![t](Pictures/Photo.PNG)", TEAM, "Pictures/Photo.PNG"),
    ("[t][r]\n\n[r]: Home.md", TEAM, "Team/Home.md"),
    # A link within the note leads to the note.
    ("[[#Plans]]", TEAM, TEAM),
    ("[t](#plans)", TEAM, TEAM),
    # A quoted link in the properties.
    ('---\nup: "[[Only here]]"\n---\n', ROOT, "Folder/Deep/Only here.md"),
]

AMBIGUOUS = [
    ("[[Home]]", ROOT, ("Team/Home.md", "Clients/Home.md")),
    ("[[Budget]]", ROOT, ("Other/Budget.md", "Team/Sub/Budget.md")),
    ("[[Budget]]", TEAM, ("Other/Budget.md", "Team/Sub/Budget.md")),
    ("[[Deep/Guide]]", ROOT, ("Other/Deep/Guide.md", "Folder/Deep/Guide.md")),
    ("[t](Home.md)", ROOT, ("Team/Home.md", "Clients/Home.md")),
    ("[[CASE]]", TEAM, ("Case.md", "case.md")),
]

UNRESOLVED = [
    ("[[Nowhere]]", ROOT, ()),
    ("[[Photo]]", ROOT, ()),
    ("[[no ending]]", ROOT, ()),
    ("[[eep/Guide]]", ROOT, ("Folder/Deep/Guide.md", "Other/Deep/Guide.md")),
    ("[[Elsewhere/Pricing]]", ROOT, ("Folder/Pricing.md", "Pricing.md")),
    ("[[./Pricing]]", TEAM, ("Folder/Pricing.md", "Pricing.md")),
    ("[[/Home]]", TEAM, ("Clients/Home.md", "Team/Home.md")),
    ("[[Folder/]]", ROOT, ()),
    ("[[..]]", TEAM, ()),
    ("[[https://example.com/Pricing]]", ROOT, ()),
]

OUTSIDE = [
    ("[[../Pricing]]", ROOT, ("Folder/Pricing.md", "Pricing.md")),
    ("[[../../Pricing]]", TEAM, ("Folder/Pricing.md", "Pricing.md")),
    ("[[../../../archive/Only here.md]]", TEAM, ("Folder/Deep/Only here.md",)),
    ("[[../../gone]]", TEAM, ()),
    ("[t](../../Home.md)", TEAM, ("Clients/Home.md", "Team/Home.md")),
    ("[[/../Pricing]]", TEAM, ("Folder/Pricing.md", "Pricing.md")),
    ("[[..]]", ROOT, ()),
]

ROWS = [
    *((text, source, Resolution("resolved", (path,))) for text, source, path in RESOLVED),
    *((text, source, Resolution("ambiguous", paths)) for text, source, paths in AMBIGUOUS),
    *((text, source, Resolution("unresolved", named=named)) for text, source, named in UNRESOLVED),
    *((text, source, Resolution("outside", named=named)) for text, source, named in OUTSIDE),
]


def resolve(text: str, source: str, others: dict[str, str]) -> Resolution:
    notes = {path: read_note(path, content.encode()) for path, content in {**others, source: text}.items()}
    vault = VaultIndex()
    vault.apply(notes, dict.fromkeys((path for path in FILES if not path.endswith(".md")), True))
    [(_, resolution)] = vault.links(source)
    return resolution


@pytest.mark.parametrize(("text", "source", "expected"), ROWS)
def test_a_link_leads_where_obsidian_follows_it(text: str, source: str, expected: Resolution) -> None:
    others = {path: "" for path in FILES if path.endswith(".md")}
    assert resolve(text, source, others) == expected


@pytest.mark.parametrize(
    ("target", "other"),
    [
        ("early backers", "---\naliases: [Early Backers]\n---\n"),
        ("Early Backers", "---\ntitle: Early backers\n---\n"),
        ("Early Backers", "# Early backers\n\ntext\n\n# Later"),
        ("early-backers", "# Early backers!\n"),
        ("../x/Early Backers", "# Early backers\n"),
        ("People/Early Backers.md", "# Early backers\n"),
        ("Input/Output", "# Input/Output\n"),
    ],
)
def test_a_title_alias_heading_or_slug_leads_nowhere_but_is_told(target: str, other: str) -> None:
    resolution = resolve(f"[[{target}]]", "Notes/Start.md", {"a/backers.md": other, "b/else.md": "# Else\n"})
    assert resolution == Resolution("unresolved", named=("a/backers.md",))


def test_the_second_heading_names_nothing() -> None:
    assert resolve("[[Later]]", ROOT, {"a.md": "# First\n\n# Later\n"}).named == ()
