"""Which roles a text tells of, read as a name, as a list of roles, or as a description."""

import pytest

from venture_canvas.canvas.roles import roles_in_label, roles_named, roles_told

NAMED = [
    ("payer", ("payer",)),
    ("Payers", ("payer",)),
    ("the buyer", ("payer",)),
    ("user", ("user",)),
    ("end users", ("user",)),
    ("funder", ("funder",)),
    ("donors", ("funder",)),
    ("sponsor", ("sponsor",)),
    ("advertisers", ("advertiser",)),
    ("reseller", ("reseller",)),
    ("licensee", ("licensee",)),
    ("suppliers", ("supplier",)),
    ("commissioner", ("public buyer",)),
    ("public buyer", ("public buyer",)),
    ("beneficiaries", ("beneficiary",)),
    ("volunteers", ("volunteer",)),
    ("Zahler", ("payer",)),
    ("Utilisateur", ("user",)),
    ("user, payer", ("user", "payer")),
    ("user and payer", ("user", "payer")),
    ("payer / user", ("payer", "user")),
    ("user + volunteer", ("user", "volunteer")),
    ("payer (per month)", ("payer",)),
    ("pays per month", ("payer",)),
    ("uses it, funds it", ("user", "funder")),
    ("about ninety", ()),
    ("", ()),
]


@pytest.mark.parametrize(("text", "wanted"), NAMED)
def test_a_text_that_should_name_roles_names_each_of_them(text: str, wanted: tuple[str, ...]) -> None:
    assert roles_named(text) == wanted


TOLD = [
    ("payer, mostly small firms", ("payer",)),
    ("as users, they come by night", ("user",)),
    ("they pay by the hour", ("payer",)),
    ("use the room and pay for it", ("payer", "user")),
    ("€12 a night", ("payer",)),
    ("12 CHF", ("payer",)),
    ("rooms at £9/week", ("payer",)),
    ("nobody pays", ()),
    ("they pay nothing", ()),
    ("use it for free", ("user",)),
    ("get it at no cost, worth €30", ()),
    ("fund the roof", ("funder",)),
    ("give their time", ("volunteer",)),
    ("pay-as-you-go phones in every pocket", ()),
    ("reusers of old beams", ()),
    ("rise at three", ()),
    ("", ()),
]


@pytest.mark.parametrize(("text", "wanted"), TOLD)
def test_a_description_tells_roles_by_its_first_words_its_verbs_and_its_prices(
    text: str, wanted: tuple[str, ...]
) -> None:
    assert roles_told(text) == wanted


LABELS = [
    ("Funders", ("funder",)),
    ("Corporate sponsors", ("sponsor",)),
    ("Paying customers", ("payer",)),
    ("Volunteer drivers", ("volunteer",)),
    ("Tenants", ()),
    ("User groups of the library", ("user",)),
    ("Tenants of our funders", ()),
]


@pytest.mark.parametrize(("label", "wanted"), LABELS)
def test_a_name_may_be_a_word_for_a_role(label: str, wanted: tuple[str, ...]) -> None:
    assert roles_in_label(label) == wanted
