"""Which ventures a vault holds, what they are called, and which notes belong to each."""

import msgspec
import pytest

from canvas.reading import said, venture_of, ventures_of

CUSTOMERS = "- Tenants: rent a room\n- City council: owns the houses\n"
JOBS = "- Tenants: stay dry\n- City council: full houses\n"
UVP = "For tenants, a dry room.\n"


def canvas(name: str) -> str:
    return f"# {name}\n\n## Customers\n{CUSTOMERS}\n## Jobs to be Done\n{JOBS}\n## UVP\n{UVP}"


def folder(path: str, **more: str) -> dict[str, str]:
    notes = {"Customers": CUSTOMERS, "Jobs to be Done": JOBS, "Unique Value Proposition": UVP, **more}
    return {f"{path}{name}.md": text for name, text in notes.items()}


def found(notes: dict[str, str], vault: str = "vault") -> list[tuple[str, str, str]]:
    return [(venture.id, venture.name, venture.root) for venture in ventures_of(notes, vault)]


VAULTS: dict[str, tuple[dict[str, str], list[tuple[str, str, str]]]] = {
    "nothing": ({}, []),
    "ordinary notes": ({"Bread.md": "# Bread\nrye", "2031-04-05.md": "## Customers\nAma"}, []),
    "one note": ({"Roof.md": canvas("Roof")}, [("Roof.md", "Roof", "Roof.md")]),
    "a folder": (folder("Roof/"), [("Roof/", "Roof", "Roof")]),
    "the vault itself": (folder(""), [("/", "vault", "")]),
    "one-note canvases side by side": (
        {"Roof.md": canvas("Roof"), "Oven.md": canvas("Oven")},
        [("Oven.md", "Oven", "Oven.md"), ("Roof.md", "Roof", "Roof.md")],
    ),
    "one-note canvases in one folder": (
        {"Ideas/Roof.md": canvas("Roof"), "Ideas/Oven.md": canvas("Oven")},
        [("Ideas/Oven.md", "Oven", "Ideas/Oven.md"), ("Ideas/Roof.md", "Roof", "Ideas/Roof.md")],
    ),
    "folders side by side": (
        {**folder("Roof/"), **folder("Oven/")},
        [("Oven/", "Oven", "Oven"), ("Roof/", "Roof", "Roof")],
    ),
    "a folder in a folder": (
        {**folder("Work/Roof/"), **folder("Work/Oven/")},
        [("Work/Oven/", "Oven", "Work/Oven"), ("Work/Roof/", "Roof", "Work/Roof")],
    ),
    "a folder and a one-note canvas": (
        {**folder("Roof/"), "Oven.md": canvas("Oven")},
        [("Oven.md", "Oven", "Oven.md"), ("Roof/", "Roof", "Roof")],
    ),
    "a folder that only sorts": (folder("Roof/Canvas/"), [("Roof/", "Roof", "Roof")]),
    "a folder named like a section": (
        {"Roof/Customers/Customers.md": CUSTOMERS, "Roof/Jobs/Jobs to be Done.md": JOBS},
        [("Roof/", "Roof", "Roof")],
    ),
    "parts in numbered folders": (
        {"Roof/1 Customer Model/Customers.md": CUSTOMERS, "Roof/2 Economic Model/Costs.md": "tin\n"},
        [("Roof/", "Roof", "Roof")],
    ),
    "one section alone": ({"Roof/Customers.md": CUSTOMERS}, []),
    "one section alone, tagged": (
        {"Roof/Customers.md": f"---\ntags: [canvas-section]\n---\n{CUSTOMERS}"},
        [("Roof/", "Roof", "Roof")],
    ),
    "sections that any plan has": ({"House/Costs.md": "tin\n", "House/Channels.md": "the market\n"}, []),
    "a lexicon": ({**folder("Roof/"), **folder("Lexicon/")}, [("Roof/", "Roof", "Roof")]),
    "a template": ({**folder("Roof/"), **folder("Templates/")}, [("Roof/", "Roof", "Roof")]),
    "an archive": ({**folder("Roof/"), **folder("Archive/Roof/")}, [("Roof/", "Roof", "Roof")]),
    "a conflict copy": (
        {"Roof.md": canvas("Roof"), "Roof (conflicted copy 2031-04-05).md": canvas("Roof")},
        [("Roof.md", "Roof", "Roof.md")],
    ),
    "a pitch beside section notes": (
        folder("Roof/", Pitch="## Problem\nIt rains in.\n## Customers\n- Tenants\n## Solution\nTar.\n"),
        [("Roof/", "Roof", "Roof")],
    ),
    "a list of links beside section notes": (
        folder("Roof/", Overview="## Customers\n[[Customers]]\n## Jobs\n[[Jobs to be Done]]\n"),
        [("Roof/", "Roof", "Roof")],
    ),
    "another canvas beside section notes": (
        folder("Roof/", Oven="# Oven\n## Customers\n- Bakers\n## Jobs\n- Bakers: bake\n"),
        [("Roof/", "Roof", "Roof"), ("Roof/Oven.md", "Oven", "Roof/Oven.md")],
    ),
    "a list of words beside section notes": (
        folder(
            "Roof/",
            Words="**Jobs**: what doc 04 has\n\n**UVP**: one line each\n\n**Alternatives**: what else\n",
        ),
        [("Roof/", "Roof", "Roof")],
    ),
    "a pitch of a canvas in one note": (
        {
            "Roof.md": canvas("Roof"),
            "Roof pitch.md": "## Customers\n- Tenants\n## Jobs\n- Tenants: stay dry\n",
        },
        [("Roof.md", "Roof", "Roof.md")],
    ),
    "a shorter canvas of another name": (
        {"Roof.md": canvas("Roof"), "Oven.md": "## Customers\n- Tenants\n## Jobs\n- Tenants: stay dry\n"},
        [("Oven.md", "Oven", "Oven.md"), ("Roof.md", "Roof", "Roof.md")],
    ),
    "a slug of a folder": (folder("dry-roof/"), [("dry-roof/", "Dry Roof", "dry-roof")]),
    "a folder with accents": (
        folder("Bäckerei Süd/"),
        [("Bäckerei Süd/", "Bäckerei Süd", "Bäckerei Süd")],
    ),
}


@pytest.mark.parametrize(("notes", "wanted"), VAULTS.values(), ids=VAULTS.keys())
def test_a_vault_holds_the_ventures_that_its_notes_make(
    notes: dict[str, str], wanted: list[tuple[str, str, str]]
) -> None:
    assert found(notes) == wanted


AFFIXED = {
    "Work/RF - Customers.md": CUSTOMERS,
    "Work/RF - Jobs.md": JOBS,
    "Work/OV - Customers.md": "- Bakers\n",
    "Work/OV - Jobs.md": "- Bakers: bake\n",
}


def test_affixes_tell_the_ventures_of_one_folder_apart() -> None:
    ventures = ventures_of(AFFIXED)
    assert [venture.notes for venture in ventures] == [
        ("Work/OV - Customers.md", "Work/OV - Jobs.md"),
        ("Work/RF - Customers.md", "Work/RF - Jobs.md"),
    ]
    assert [len(venture.customer_types) for venture in ventures] == [1, 2]


MANY = {
    **AFFIXED,
    **folder("Mill.md/"),
    **folder("Roof/"),
    **folder("Oven/Canvas/"),
    "Roof.md": canvas("Roof"),
    "Mill.md": canvas("Mill"),
    "Roof/Other.md": canvas("Other"),
    "roof-.md": canvas("Roof again"),
}


def test_the_ids_of_ventures_do_not_depend_on_what_came_first() -> None:
    assert found(MANY) == found(dict(reversed(MANY.items())))


def test_an_id_stays_when_another_venture_comes() -> None:
    before = found({"Roof.md": canvas("Roof")})
    assert set(before) <= set(found({"Roof.md": canvas("Roof"), "Mill.md": canvas("Mill")}))


def test_an_id_stays_when_the_name_changes() -> None:
    assert [found({"Roof.md": canvas(name)})[0][0] for name in ("Roof", "Dry Roof")] == ["Roof.md", "Roof.md"]


NAMES = {
    "a title": ({"c.md": f"---\ntitle: Dry Roof\n---\n{canvas('Roof')}"}, "Dry Roof"),
    "the first heading": ({"c.md": canvas("Dry Roof")}, "Dry Roof"),
    "a heading with a word for canvas": ({"c.md": canvas("Dry Roof – Lean Canvas")}, "Dry Roof"),
    "a word for canvas first": ({"c.md": canvas("Canvas: Dry Roof")}, "Dry Roof"),
    "the file": ({"Dry Roof.md": canvas("Business Model Canvas")}, "Dry Roof"),
    "the file without a heading": (
        {"Dry Roof.md": f"## Customers\n{CUSTOMERS}\n## Jobs\n{JOBS}\n## UVP\n{UVP}"},
        "Dry Roof",
    ),
    "a numbered file": ({"03 Dry Roof.md": canvas("Canvas")}, "Dry Roof"),
    "a folder": (folder("Dry Roof/"), "Dry Roof"),
    "a map by its heading": (
        {**folder("x/"), "x/Map.md": "# Dry Roof\n[[Customers]] [[Jobs to be Done]] [[Unique Value Proposition]]"},
        "Dry Roof",
    ),
    "a map by its file": (
        {**folder("x/"), "x/Dry Roof.md": "[[Customers]] [[Jobs to be Done]] [[Unique Value Proposition]]"},
        "Dry Roof",
    ),
    "a map that has no name": (
        {**folder("Dry Roof/"), "Dry Roof/Index.md": "[[Customers]] [[Jobs to be Done]] [[Unique Value Proposition]]"},
        "Dry Roof",
    ),
    "a note with one link is no map": ({**folder("Dry Roof/"), "Dry Roof/Plan.md": "# Plan B\n[[Customers]]"}, "Dry Roof"),
}  # fmt: skip


@pytest.mark.parametrize(("notes", "name"), NAMES.values(), ids=NAMES.keys())
def test_a_venture_is_named_by_its_map_its_title_or_its_folder(notes: dict[str, str], name: str) -> None:
    assert venture_of(notes).name == name


def test_a_venture_in_the_root_is_named_after_the_vault() -> None:
    assert found(folder(""), "Dry Roof") == [("/", "Dry Roof", "")]


STAGES = {
    "a tag": ("---\ntags: [early-stage]\n---\n", "early-stage"),
    "a tag in categories": ("---\ntags:\n  stage: [growth-stage]\n---\n", "growth-stage"),
    "a tag in the text": ("#idea-stage\n", "idea-stage"),
    "a property": ("---\nstage: scale\n---\n", "scale-stage"),
    "a property as a tag": ("---\nstage: early-stage\n---\n", "early-stage"),
    "two ways to say one": ("---\nstage: early\ntags: [early-stage]\n---\n", "early-stage"),
    "two stages": ("---\ntags: [early-stage, growth-stage]\n---\n", "unknown"),
    "none": ("", "unknown"),
    "another word": ("---\nstage: thriving\n---\n", "unknown"),
}


@pytest.mark.parametrize(("head", "stage"), STAGES.values(), ids=STAGES.keys())
def test_a_venture_has_the_one_stage_its_notes_claim(head: str, stage: str) -> None:
    assert venture_of(head + canvas("Roof")).stage == stage


def test_the_notes_of_a_venture_are_those_it_was_read_from() -> None:
    notes = {
        **folder("Roof/"),
        "Roof/types/Tenants.md": "---\nrole: user\n---\nRent.\n",
        "Roof/Interview with a tenant.md": canvas("Interview"),
        "Roof/Bread.md": "# Bread\n",
        "Elsewhere/Bread.md": "# Bread\n",
    }
    assert set(venture_of(notes).notes) == {*folder("Roof/"), "Roof/types/Tenants.md"}


def test_a_section_note_beside_a_one_note_canvas_adds_to_it() -> None:
    venture = venture_of(
        {"Roof/Roof.md": canvas("Roof"), "Roof/Early Adopters.md": "- Tenants: the Lindenhof\n"}
    )
    assert said(venture, "early-adopters") == {"tenant": ["the Lindenhof"]}


def test_section_notes_say_more_of_the_canvas_beside_them() -> None:
    details = {
        "Roof/Customers.md": "- Tenants: rent a room\n  - students\n",
        "Roof/Jobs to be Done.md": "- Tenants: sleep\n",
    }
    venture = venture_of({"Roof/Roof.md": canvas("Roof"), **details})
    assert venture.root == "Roof/Roof.md"
    assert [segment.label for segment in venture.customer_types[0].segments] == ["students"]
    assert said(venture, "jobs-to-be-done") == {
        "tenant": ["stay dry", "sleep"],
        "city-council": ["full houses"],
    }


def test_a_note_that_tells_a_venture_once_more_adds_nothing_to_it() -> None:
    pitch = "## Problem\nIt rains in.\n## Customers\n- Tenants\n- The council of the city\n- Insurers\n## Solution\nTar.\n"
    venture = venture_of(folder("Roof/", Pitch=pitch))
    assert {**msgspec.structs.asdict(venture), "retellings": ()} == msgspec.structs.asdict(
        venture_of(folder("Roof/"))
    )
    assert [(told.label, told.types) for told in venture.retellings[0].types] == [
        ("Tenants", ("tenant",)),
        ("The council of the city", ("city-council",)),
        ("Insurers", ()),
    ]


def test_ventures_do_not_read_each_others_customers() -> None:
    roof, oven = ventures_of(
        {**folder("Roof/"), "Oven/Customers.md": "- Bakers\n", "Oven/Jobs.md": "- bake\n"}
    )[::-1]
    assert ([each.id for each in roof.customer_types], [each.id for each in oven.customer_types]) == (
        ["tenant", "city-council"],
        ["baker"],
    )


def test_sections_keep_their_whole_text() -> None:
    venture = venture_of(f"{canvas('Roof')}\n## Purpose\n\nNobody sleeps in the **rain**.\n\n- [ ] reword\n")
    assert {section.tag: section.text for section in venture.sections}[
        "purpose"
    ] == "Nobody sleeps in the rain."


def test_participants_are_the_types_they_name() -> None:
    text = f"{canvas('Roof')}\n## Impact Model\n\n### Participants\n- Tenants\n- Neighbours\n\n### Activities\nroofing\n"
    participants = venture_of(text).participants
    assert [(each.label, each.customer_types) for each in participants] == [
        ("Tenants", ("tenant",)),
        ("Neighbours", ()),
    ]


ENTRY = "---\ntags: [lexicon-entry]\n---\n## Definition\nWhom we must move.\n"


def test_beside_the_lexicon_entry_for_customers_section_names_are_entries_too() -> None:
    entries = {"jobs-to-be-done.md": "What they hire you for.\n", "early-adopters.md": "Who comes first.\n"}
    assert found({"Customers.md": ENTRY, **entries}) == []
    assert len(found({"What customers are.md": ENTRY, **entries, "Our customers.md": "- Bakers\n"})) == 1
