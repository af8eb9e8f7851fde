"""Which section a heading, a label or a note's name stands for."""

import pytest

from venture_canvas.canvas import sections

NAMES = [
    ("Customers", "customers"),
    ("customer segments", "customers"),
    ("Who we serve", "customers"),
    ("Early Adopters", "early-adopters"),
    ("Beachhead", "early-adopters"),
    ("Jobs to be Done", "jobs-to-be-done"),
    ("Jobs-to-be-done", "jobs-to-be-done"),
    ("JTBD", "jobs-to-be-done"),
    ("Existing Alternatives", "existing-alternatives"),
    ("Competitors", "existing-alternatives"),
    ("Unique Value Proposition", "unique-value-proposition"),
    ("UVP", "unique-value-proposition"),
    ("Value Propositions", "unique-value-proposition"),
    ("Solution", "solution"),
    ("Purpose", "purpose"),
    ("Channels", "channels"),
    ("Revenue Streams", "revenue"),
    ("Cost Structure", "costs"),
    ("Unfair Advantage", "advantage"),
    ("Key Metrics", "key-metrics"),
    ("KPIs", "key-metrics"),
    ("Key Partners", "key-partners"),
    ("Impact Model", "impact-model"),
    ("Theory of Change", "impact-model"),
    ("Economic Model", "economic-model"),
    ("Customer Model", "customer-model"),
    ("Unrelated", None),
    ("Customs", None),
    ("", None),
]


@pytest.mark.parametrize(("name", "tag"), NAMES)
def test_a_section_is_known_by_each_of_its_names(name: str, tag: str | None) -> None:
    assert sections.of_name(name) == tag
    assert sections.of_heading(name) == tag


DRESSES = [
    "CUSTOMERS",
    "customers",
    "Customer",
    "Customers:",
    "Customers?",
    "Our customers",
    "The customers",
    "1. Customers",
    "1 Customers",
    "01 – Customers",
    "2) Customers",
    "2.1 Customers",
    "2.1. Customers",
    "ii. Customers",
    "b) Customers",
    "(3) Customers",
    "**Customers**",
    "*Customers*",
    "__Customers__:",
    "==Customers==",
    "**3. Customers:**",
    "👥 Customers",
    "👥 **Customers**",
    "🟢 2. Customers",
    "Customers 👥",
    "1️⃣ Customers",
    "[[Customers]]",
    "[[Canvas/Customers|Customers]]",
    "[Customers](Customers.md)",
    "— Customers —",
    "Customers & Segments",
    "Customers and segments",
    "customer-segments",
]


@pytest.mark.parametrize("name", DRESSES)
def test_numbers_emoji_and_marks_change_nothing(name: str) -> None:
    assert sections.of_name(name) == "customers"


LANGUAGES = [
    ("Kunden", "customers"),
    ("Zielgruppen", "customers"),
    ("Clientèle", "customers"),
    ("Clientele", "customers"),
    ("Segmentos de clientes", "customers"),
    ("Klanten", "customers"),
    ("Clienti", "customers"),
    ("Erste Kunden", "early-adopters"),
    ("Primeros clientes", "early-adopters"),
    ("Aufgaben", "jobs-to-be-done"),
    ("Bedürfnisse", "jobs-to-be-done"),
    ("Travaux à accomplir", "jobs-to-be-done"),
    ("Nutzenversprechen", "unique-value-proposition"),
    ("Propuesta de valor", "unique-value-proposition"),
    ("Waardepropositie", "unique-value-proposition"),
    ("Lösung", "solution"),
    ("Loesung", None),
    ("Kanäle", "channels"),
    ("Einnahmequellen", "revenue"),
    ("Coûts", "costs"),
    ("Kennzahlen", "key-metrics"),
]


@pytest.mark.parametrize(("name", "tag"), LANGUAGES)
def test_a_section_is_known_in_other_languages(name: str, tag: str | None) -> None:
    assert sections.of_name(name) == tag


HALVES = [
    ("Kunden (Customers)", "customers"),
    ("Customers / Kunden", "customers"),
    ("Publikum / Customers", "customers"),
    ("Customers – who they are", "customers"),
    ("Part two: Customers", "customers"),
    ("Customers (draft)", "customers"),
    ("Customers for year one", "customers"),
    ("Value proposition by customer", "unique-value-proposition"),
    ("Jobs to be done of the bakers", "jobs-to-be-done"),
    ("Bakers and their ovens", None),
    ("How customers found the bakery", None),
    ("Customers love bread", None),
    ("Not our customers", None),
]


@pytest.mark.parametrize(("heading", "tag"), HALVES)
def test_a_heading_may_name_a_section_in_one_of_its_halves(heading: str, tag: str | None) -> None:
    assert sections.of_heading(heading) == tag


@pytest.mark.parametrize("text", ["Kunden (Customers)", "Customers – who they are", "Customers for year one"])
def test_a_name_has_no_halves(text: str) -> None:
    assert sections.of_name(text) is None


def test_a_heading_as_long_as_a_paragraph_names_no_section() -> None:
    assert sections.of_heading(f"Customers: {'bread ' * 50}") is None


PLACES = [
    ("Problem", None, "problem"),
    ("Problem", "customer-model", "problem"),
    ("Problem", "impact-model", "issue"),
    ("Problem", "issue", "issue"),
    ("Impact", None, "impact-model"),
    ("Impact", "customers", "impact-model"),
    ("Impact", "impact-model", "impact"),
    ("Impact", "long-term-outcomes", "impact"),
    ("Zielgruppe", None, "customers"),
    ("Zielgruppe", "impact-model", "participants"),
]


@pytest.mark.parametrize(("name", "current", "tag"), PLACES)
def test_what_a_name_means_depends_on_where_it_stands(name: str, current: str | None, tag: str) -> None:
    assert sections.of_name(name, current) == tag


LABELS = [
    ("Early adopters", "customers", "early-adopters"),
    ("Early adopters", "jobs-to-be-done", "early-adopters"),
    ("Existing alternatives", "jobs-to-be-done", "existing-alternatives"),
    ("Jobs", "customers", "jobs-to-be-done"),
    ("UVP", "customers", "unique-value-proposition"),
    ("Channels", "customers", None),
    ("Solution", "unique-value-proposition", None),
    ("Customers", "customers", None),
    ("Customers", "solution", None),
    ("Customers", "channels", None),
    ("Early adopters", "channels", None),
    ("Costs", "revenue", None),
    ("Activities", "impact-model", "activities"),
    ("Outputs", "activities", "outputs"),
    ("Customers", "activities", None),
    ("Customers", None, "customers"),
    ("Customers", "customer-model", "customers"),
    ("Channels", "economic-model", "channels"),
    ("Short-term", "impact-model", "short-term-outcomes"),
    ("Bakers", "customers", None),
]


@pytest.mark.parametrize(("label", "current", "tag"), LABELS)
def test_inside_a_section_a_label_starts_only_a_section_that_may_stand_there(
    label: str, current: str | None, tag: str | None
) -> None:
    assert sections.of_label(label, current) == tag
