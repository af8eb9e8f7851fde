"""What the sections say, and of whom: every way to tie a statement to a type, and what must not tie it."""

import pytest

from canvas.reading import said, venture_of
from venture_canvas.canvas.model import Statement, Venture

CUSTOMERS = "- 🟢 **Tenants** (user): rent a room\n- 🔵 **City council** (payer): owns the houses\n"


def canvas(jobs: str, customers: str = CUSTOMERS, heading: str = "Jobs to be Done") -> Venture:
    return venture_of(
        f"# Roof\n\n## Customers\n\n{customers}\n\n## {heading}\n\n{jobs}\n\n## Purpose\n\nDry rooms.\n"
    )


def jobs(text: str) -> list[Statement]:
    return [each for each in canvas(text).statements if each.section == "jobs-to-be-done"]


def tied(text: str) -> list[tuple[str, tuple[str, ...], str]]:
    return [(each.text, each.types, each.attribution) for each in jobs(text)]


TENANT, COUNCIL, BOTH = ("tenant",), ("city-council",), ("tenant", "city-council")
Told = list[tuple[str, tuple[str, ...], str]]

TIES: dict[str, tuple[str, Told]] = {
    "a bold label": ("- **Tenants**: stay dry", [("stay dry", TENANT, "label")]),
    "a plain label": ("- Tenants: stay dry", [("stay dry", TENANT, "label")]),
    "a label in the singular": ("- Tenant: stay dry", [("stay dry", TENANT, "label")]),
    "a label without case": ("- TENANTS: stay dry", [("stay dry", TENANT, "label")]),
    "a part of the name": ("- Council: keep the houses full", [("keep the houses full", COUNCIL, "label")]),
    "the subject of a sentence": ("- Tenants want to stay dry", [("Tenants want to stay dry", TENANT, "label")]),
    "the subject, with a determiner": ("- Our tenants want to stay dry", [("Our tenants want to stay dry", TENANT, "label")]),
    "for, with a comma": ("For tenants, a dry room.", [("For tenants, a dry room.", TENANT, "label")]),
    "for, with a colon": ("For tenants: a dry room.", [("a dry room.", TENANT, "label")]),
    "as a": ("- As a tenant I want to stay dry", [("As a tenant I want to stay dry", TENANT, "label")]),
    "brackets at the end": ("- stay dry (tenants)", [("stay dry (tenants)", TENANT, "label")]),
    "a compound label": ("- Tenants and city council: no damp", [("no damp", BOTH, "label")]),
    "both": ("- Both: no damp", [("no damp", BOTH, "label")]),
    "a colour": ("- 🟢 stay dry", [("stay dry", TENANT, "marker")]),
    "a colour at the end": ("- stay dry 🔵", [("stay dry", COUNCIL, "marker")]),
    "two colours": ("- 🟢🔵 no damp", [("no damp", BOTH, "marker")]),
    "a tag": ("- stay dry #tenants", [("stay dry", TENANT, "marker")]),
    "a tag of two words": ("- keep the houses full #city-council", [("keep the houses full", COUNCIL, "marker")]),
    "a heading": ("### Tenants\n\n- stay dry\n- stay warm", [("stay dry", TENANT, "label"), ("stay warm", TENANT, "label")]),
    "a heading and running text": ("### Tenants\n\nStay dry.", [("Stay dry.", TENANT, "label")]),
    "a bare label": ("**Tenants**\n- stay dry", [("stay dry", TENANT, "label")]),
    "an item with items": ("- Tenants\n  - stay dry", [("stay dry", TENANT, "label")]),
    "a colour above a list": ("🟢\n- stay dry", [("stay dry", TENANT, "marker")]),
    "a label below a heading comes first": ("### Tenants\n\n- Council: keep them full", [("keep them full", COUNCIL, "label")]),
    "a heading that names none frees": ("### Tenants\n- stay dry\n\n### Neighbours\n- quiet", [("stay dry", TENANT, "label"), ("quiet", (), "none")]),
    "a pronoun goes on": ("Tenants want to stay dry.\n\nThey also want to stay warm.", [("Tenants want to stay dry.", TENANT, "label"), ("They also want to stay warm.", TENANT, "label")]),
    "sentences of different types": (
        "Tenants want to stay dry. The city council wants full houses.",
        [("Tenants want to stay dry.", TENANT, "label"), ("The city council wants full houses.", COUNCIL, "label")],
    ),
    "a row": ("| Who | Job |\n|---|---|\n| Tenants | stay dry |", [("stay dry", TENANT, "label")]),
    "a column": ("| Tenants | City council |\n|---|---|\n| stay dry | full houses |", [("stay dry", TENANT, "label"), ("full houses", COUNCIL, "label")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), TIES.values(), ids=TIES.keys())
def test_a_statement_is_tied_to_the_types_it_names(text: str, wanted: Told) -> None:
    assert tied(text) == wanted


UNTIED = {
    "no name": "- stay dry",
    "another name": "- Neighbours: quiet nights",
    "a thing of theirs": "- The tenants' meeting starts on time",
    "a thing of one of them": "- A tenant's dog is let in",
    "a noun before a noun": "- Tenant portal that works",
    "a club": "- Tenants association gets a room",
    "a name in the middle": "- Find a room before other tenants do",
    "a word that contains it": "- Tenantless rooms are filled",
    "a tag that is no type": "- stay dry #winter",
    "a colour of no type": "- 🔴 stay dry",
    "a stop label": "- Example: stay dry",
}


@pytest.mark.parametrize("text", UNTIED.values(), ids=UNTIED.keys())
def test_a_statement_that_names_no_type_is_tied_to_none(text: str) -> None:
    (statement,) = jobs(text)
    assert (statement.types, statement.attribution) == ((), "none")


SILENT = {
    "a to-do": "- [ ] Tenants: ask again",
    "a done to-do": "- [x] Tenants: asked",
    "a comment": "%% Tenants: stay dry %%",
    "an HTML comment": "<!-- Tenants: stay dry -->",
    "a note to oneself": "- ask the tenants again",
    "a note to oneself in brackets": "- (not sure yet)",
    "an open question": "- Tenants: which ones??",
    "a blank": "- Tenants:",
    "a blank with dots": "- Tenants: …",
    "a blank to fill": "- Tenants: ???",
    "TBD": "- Tenants: TBD",
    "a placeholder": "- {{job}}",
    "struck out": "- ~~Tenants: stay dry~~",
    "a to-do tag": "- Tenants: ask again #todo",
    "a reminder": "> [!todo] Tenants\n> ask again",
    "links elsewhere": "See [[Solution]]",
    "tags": "#roof #winter",
    "an inline field": "status:: draft",
    "a fenced copy": "```yaml\njobs:\n  tenants: stay dry\n```",
    "an empty table": "| Who | Job |\n|---|---|\n| Tenants | |",
}


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT.keys())
def test_what_says_nothing_is_no_statement(text: str) -> None:
    assert jobs(text) == []


def test_where_there_is_one_type_every_statement_is_about_it() -> None:
    venture = canvas("- stay dry\n- **Example**: a dry cellar\n", customers="- Tenants\n")
    assert [
        (each.types, each.attribution) for each in venture.statements if each.section == "jobs-to-be-done"
    ] == [
        (TENANT, "only-type"),
        (TENANT, "only-type"),
    ]


def test_without_types_statements_are_kept_and_tied_to_none() -> None:
    venture = canvas("- Tenants: stay dry\n", customers="To be found out.\n")
    assert [(each.types, each.label) for each in venture.statements if each.section == "jobs-to-be-done"] == [
        ((), "Tenants")
    ]


def test_a_name_that_two_types_could_bear_ties_nothing() -> None:
    venture = canvas(
        "- Tenants: stay dry\n- Council tenants: pay less\n",
        customers="- Council tenants\n- Private tenants\n",
    )
    assert said(venture, "jobs-to-be-done") == {"": ["Tenants: stay dry"], "council-tenant": ["pay less"]}


def test_the_same_head_with_another_word_before_it_is_somebody_else() -> None:
    venture = canvas("- Flat owners: sell\n", customers="- House owners\n- Tenants\n")
    assert list(said(venture, "jobs-to-be-done")) == [""]


def test_a_segment_ties_its_type_and_is_told() -> None:
    venture = canvas(
        "- Students: a quiet desk\n- Tenants: stay dry\n",
        customers="- **Tenants**: rent\n  - Students\n  - Pensioners\n- **City council**: owns\n",
    )
    assert [(each.types, each.segment) for each in venture.statements if each.section == "jobs-to-be-done"] == [
        (TENANT, "Students"),
        (TENANT, None),
    ]  # fmt: skip


STOPS = ["Functional jobs", "Emotional jobs", "Social jobs", "Pains", "Notes", "Functional"]


@pytest.mark.parametrize("label", STOPS)
def test_a_label_that_sorts_jobs_names_nobody_and_keeps_the_type_above(label: str) -> None:
    text = f"### Tenants\n\n**{label}**\n- stay dry\n"
    assert [(each.text, each.types) for each in jobs(text)] == [("stay dry", TENANT)]


@pytest.mark.parametrize("label", STOPS)
def test_a_label_that_sorts_jobs_names_nobody_without_a_type_above(label: str) -> None:
    assert [(each.text, each.types) for each in jobs(f"**{label}**\n- stay dry\n")] == [("stay dry", ())]


LINKED = {
    "a label": "- [[Tenants]]: stay dry",
    "a label with another text": "- [[Tenants|Those who rent]]: stay dry",
    "a heading": "### [[Tenants]]\n\n- stay dry",
    "an item with items": "- [[Tenants]]\n  - stay dry",
}


@pytest.mark.parametrize("text", LINKED.values(), ids=LINKED.keys())
def test_a_link_to_the_note_of_a_type_ties(text: str) -> None:
    venture = venture_of(
        {
            "Roof/Customers.md": "- [[Tenants]]: rent\n- [[City council]]: owns\n",
            "Roof/Jobs to be Done.md": text,
            "Roof/types/Tenants.md": "---\nrole: user\n---\n",
            "Roof/types/City council.md": "---\nrole: payer\n---\n",
        }
    )
    assert [(each.text, each.types, each.attribution) for each in venture.statements] == [
        ("stay dry", TENANT, "link")
    ]


def test_what_stands_in_the_note_of_a_type_is_about_it() -> None:
    venture = venture_of(
        {
            "Roof/Customers.md": "- [[Tenants]]: rent\n- [[City council]]: owns\n",
            "Roof/Jobs to be Done.md": "- City council: full houses\n",
            "Roof/types/Tenants.md": "---\nrole: user\n---\n## Jobs to be Done\n- stay dry\n\n## Existing Alternatives\n- a bucket\n",
        }
    )
    assert said(venture, "jobs-to-be-done") == {"city-council": ["full houses"], "tenant": ["stay dry"]}
    assert said(venture, "existing-alternatives") == {"tenant": ["a bucket"]}


NUMBERED = "- (1) Tenants: rent\n- (2) City council: owns\n"


@pytest.mark.parametrize("text", ["- (2) full houses", "- full houses (2)"])
def test_a_number_ties_where_the_types_carry_numbers(text: str) -> None:
    assert said(canvas(text, customers=NUMBERED), "jobs-to-be-done") == {"city-council": ["full houses"]}


def test_a_number_of_no_type_ties_nothing() -> None:
    assert list(said(canvas("- (5) full houses", customers=NUMBERED), "jobs-to-be-done")) == [""]


UVPS = {
    "we help": ("We help tenants stay dry.", TENANT),
    "a closing for": ("Dry rooms for tenants.", TENANT),
    "to … we say": ("To tenants we say: stay dry.", TENANT),
    "for": ("For the city council, full houses.", COUNCIL),
    "we promise that": ("We promise tenants that they will stay dry.", TENANT),
    "we promise a thing": ("We promise tenants a dry room, from a council that pays.", TENANT),
    "what we promise": ("What we promise tenants is a dry room.", TENANT),
    "our promise to": ("Our promise to the tenants is a dry room.", TENANT),
    "we promise somebody determined": ("We can guarantee every tenant a dry room.", TENANT),
    "we offer": ("We offer tenants one dry room.", TENANT),
    "we give": ("We give the city council twelve full houses.", COUNCIL),
    "we bring": ("We bring tenants peace of mind.", TENANT),
    "we promise to help": ("We promise to help tenants stay dry.", TENANT),
    "they are what is offered": ("We offer tenants for every house.", ()),
    "they are what is promised": ("We promise tenants who stay.", ()),
    "they are what is guaranteed": ("We guarantee tenants.", ()),
    "they are what is brought": ("We bring tenants to every house.", ()),
    "a thing of theirs": ("We promise tenants' meetings and tenant portals.", ()),
    "German": ("Wir versprechen Tenants, dass sie trocken bleiben.", TENANT),
    "German, determined": ("Wir bieten den Tenants ein trockenes Zimmer.", TENANT),
    "Dutch": ("Wij beloven tenants dat ze droog blijven.", TENANT),
    "French": ("Nous promettons aux tenants un toit.", TENANT),
    "Spanish": ("Prometemos a los tenants un techo.", TENANT),
    "Italian": ("Promettiamo ai tenants un tetto.", TENANT),
    "Portuguese": ("Oferecemos aos tenants um teto.", TENANT),
    "French, what is offered": ("Nous offrons des tenants fidèles.", ()),
    "nobody": ("Dry rooms, full houses.", ()),
    "somebody else": ("Dry rooms for travellers.", ()),
}


@pytest.mark.parametrize(("text", "wanted"), UVPS.values(), ids=UVPS.keys())
def test_a_value_proposition_is_tied_to_whom_it_speaks_to(text: str, wanted: tuple[str, ...]) -> None:
    venture = canvas(text, heading="Unique Value Proposition")
    assert [each.types for each in venture.statements if each.section == "unique-value-proposition"] == [
        wanted
    ]


FIRST = {
    "we begin with": ("We begin with the tenants of Lind Street.", TENANT),
    "we are starting with": ("We are starting with the tenants of Lind Street.", TENANT),
    "we start somewhere with": ("We will start in Lind Street with the tenants of number nine.", TENANT),
    "we go first to": ("We go first to the tenants of Lind Street.", TENANT),
    "the first will be": ("The first will be the tenants of Lind Street.", TENANT),
    "the first to join": ("The first to join are tenants of Lind Street.", TENANT),
    "among": ("Among the tenants it will be the Lindenhof, because it leaks.", TENANT),
    "a clause between": ("We begin where it rains, with a look at tenants' roofs.", ()),
    "German": ("Wir fangen mit den Tenants der Lindenstraße an.", TENANT),
    "German, among": ("Unter den Tenants wird es der Lindenhof sein.", TENANT),
    "Dutch": ("We beginnen met de tenants van de Lindestraat.", TENANT),
    "French": ("Nous commençons par les tenants de la rue basse.", TENANT),
    "French, among": ("Parmi les tenants, ce sera le Tilleul.", TENANT),
    "Spanish": ("Empezamos con los tenants de la calle.", TENANT),
    "Italian": ("Cominciamo con i tenants della via.", TENANT),
    "Portuguese": ("Começamos com os tenants da rua.", TENANT),
}


@pytest.mark.parametrize(("text", "wanted"), FIRST.values(), ids=FIRST.keys())
def test_early_adopters_are_tied_to_whom_the_sentence_begins_with(text: str, wanted: tuple[str, ...]) -> None:
    venture = canvas(text, heading="Early Adopters")
    assert [each.types for each in venture.statements if each.section == "early-adopters"] == [wanted]


def test_an_authors_word_on_the_writing_is_no_statement() -> None:
    text = "- Tenants: stay dry all year\n\n*Ana finds “dry all year” too much. I have left it in.*\n"
    assert said(canvas(text), "jobs-to-be-done") == {"tenant": ["stay dry all year"]}


@pytest.mark.parametrize(
    "text", ["*Stay dry.*", "*Stay “dry all year”, they say.*", "Ana finds “stay dry” weak."]
)
def test_italics_alone_and_quotes_alone_are_statements(text: str) -> None:
    (first, second) = jobs(f"Tenants want to stay dry.\n\n{text}\n")
    assert (first.text, second.text) == ("Tenants want to stay dry.", text)


def test_early_adopters_below_a_type_are_of_that_type() -> None:
    venture = canvas("- Tenants: stay dry", customers=f"{CUSTOMERS}  - Early adopters: the Lindenhof\n")
    assert said(venture, "early-adopters") == {"city-council": ["the Lindenhof"]}


def test_alternatives_below_the_jobs_of_a_type_are_of_that_type() -> None:
    venture = canvas("### Tenants\n\n- stay dry\n\n**Existing alternatives**\n- a bucket\n")
    assert said(venture, "existing-alternatives") == {"tenant": ["a bucket"]}


def test_a_section_that_stands_twice_is_read_twice_and_kept_in_order() -> None:
    text = "- Tenants: stay dry\n\n## Jobs to be Done\n\n- City council: full houses\n"
    assert [each.text for each in jobs(text)] == ["stay dry", "full houses"]


def test_a_closing_remark_is_no_statement() -> None:
    venture = venture_of(
        f"# Roof\n\n## Customers\n\n{CUSTOMERS}\n\n## Solution\n\nA roof.\n\n## Jobs to be Done\n\n"
        "- Tenants: stay dry\n\n---\n\nTenants hold no right to anything on this page.\n"
    )
    assert said(venture, "jobs-to-be-done") == {"tenant": ["stay dry"]}


def test_problem_stands_for_jobs_where_there_are_none() -> None:
    venture = canvas("- Tenants: damp walls\n", heading="Problem")
    assert said(venture, "jobs-to-be-done") == {"tenant": ["damp walls"]}


def test_problem_stays_a_problem_where_there_are_jobs() -> None:
    venture = canvas("- Tenants: stay dry\n\n## Problem\n\n- damp walls\n")
    assert said(venture, "jobs-to-be-done") == {"tenant": ["stay dry"]}
    assert said(venture, "problem") == {"": ["damp walls"]}


STATUSES = [
    ("- Tenants: stay dry (assumption)", "assumption"),
    ("- Tenants: stay dry [tested]", "validated"),
    ("- Tenants: stay dry (in winter)", None),
    ("- Tenants: stay dry", None),
]


@pytest.mark.parametrize(("text", "status"), STATUSES)
def test_a_status_is_told_when_it_is_written(text: str, status: str | None) -> None:
    assert [each.status for each in jobs(text)] == [status]


def test_the_links_of_a_statement_are_its_evidence() -> None:
    (statement,) = jobs("- Tenants: stay dry, see [[Visit to the Lindenhof|the visit]] and [[Damp survey]]")
    assert statement.evidence == ("Visit to the Lindenhof", "Damp survey")


@pytest.mark.parametrize("text", [row[0] for row in TIES.values()], ids=TIES.keys())
def test_the_source_of_a_statement_holds_its_text(text: str) -> None:
    whole = (
        f"# Roof\n\n## Customers\n\n{CUSTOMERS}\n\n## Jobs to be Done\n\n{text}\n\n## Purpose\n\nDry rooms.\n"
    )
    found = [each for each in venture_of(whole).statements if each.section == "jobs-to-be-done"]
    assert found
    for each in found:
        span = each.source.span
        assert each.source.path == "Canvas.md"
        assert each.source.headings[:2] == ("Roof", "Jobs to be Done")
        assert each.text in whole[span.start : span.end]


def test_a_statement_keeps_the_markers_of_its_own_line() -> None:
    dotted, numbered, plain = jobs("- 🟢 stay dry\n- (2) keep the houses full\n- pay less")
    assert (dotted.colours, dotted.numbers) == ((4,), ())
    assert (numbered.colours, numbered.numbers) == ((), (2,))
    assert (plain.colours, plain.numbers) == ((), ())


def test_a_marker_above_a_list_is_not_the_marker_of_its_lines() -> None:
    (below,) = jobs("🟢\n- stay dry")
    assert below.types == TENANT
    assert below.colours == ()
