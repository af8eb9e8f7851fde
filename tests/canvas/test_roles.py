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
    ("use it and never pay", ("user",)),
    ("use it, they won't have to pay anything", ("user",)),
    ("do not only use it but pay", ("payer", "user")),
    ("do not pay much", ("payer",)),
    ("pay no rent", ()),
    ("pay no more than £5", ("payer",)),
    ("use it for nothing", ("user",)),
    ("nutzen den Raum und zahlen nichts", ("user",)),
    ("nutzen den Raum und müssen keine Miete zahlen", ("user",)),
    ("gebruiken de zaal en betalen niet", ("user",)),
    ("gebruiken de zaal, hoeven er niets voor te betalen", ("user",)),
    ("utilisent la salle et ne paient pas", ("user",)),
    ("ne paient que 5 € la séance", ("payer",)),
    ("usan la sala y no pagan nada, vale 30 €", ("user",)),
    ("usano la sala, non la pagano", ("user",)),
    ("usam a sala e não pagam", ("user",)),
    ("supply what nobody uses any more", ("supplier",)),
    ("supply the tools they have stopped using", ("supplier",)),
    ("supply the herd, we pay £9 a head", ("supplier",)),
    ("fornecem o que sobra, a gente paga por quilo", ("supplier",)),
    ("use it, the health board pays £5 a visit", ("user",)),
    ("use it, and their schools pay", ("user",)),
    ("pay less than a broker takes", ("payer",)),
    ("nutzen es, die Stadt zahlt", ("user",)),
    ("gebruiken het, de gemeente betaalt", ("user",)),
    ("l'utilisent, et la ville paie", ("user",)),
    ("use it on a monthly subscription", ("payer", "user")),
    ("families in the park use it and pay", ("payer", "user")),
    ("every household pays £9", ("payer",)),
    ("in each town the mayor pays", ("payer",)),
    ("subsidieert de wasserij", ("funder",)),
    ("bezuschusst den Betrieb", ("funder",)),
    ("sovvenziona la lavanderia", ("funder",)),
    ("subvenciona la lavandería", ("funder",)),
    ("sponsor the roof, £300 a year", ("sponsor",)),
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


def test_what_a_part_of_a_type_does_the_type_does() -> None:
    told = "They use the app; the practice pays per quarter"
    assert roles_told(told) == ("user",)
    assert roles_told(told, "GP practices") == ("payer", "user")


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
