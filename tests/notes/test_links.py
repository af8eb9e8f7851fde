"""The links of a note: where they lead, what they show, and where they stand."""

from typing import Any

import pytest

from venture_canvas.notes.note import Link
from venture_canvas.notes.parse import parse_note


def links_of(text: str) -> tuple[Link, ...]:
    return parse_note("Note.md", text).links


ROWS: list[tuple[str, dict[str, Any]]] = [
    ("[[Bees]]", {"target": "Bees"}),
    ("[[ Bees ]]", {"target": "Bees"}),
    ("[[Bees|the hive]]", {"target": "Bees", "text": "the hive"}),
    ("[[Bees|a|b]]", {"target": "Bees", "text": "a|b"}),
    ("[[Bees|]]", {"target": "Bees", "text": ""}),
    ("[[a/../Bees.md]]", {"target": "a/../Bees.md"}),
    ("[[Bees#One#Two]]", {"target": "Bees", "fragment": "One#Two"}),
    ("[[Bees#^id|x]]", {"target": "Bees", "fragment": "^id", "text": "x"}),
    ("[[#One]]", {"target": "", "fragment": "One"}),
    ("![[Bees]]", {"target": "Bees", "embed": True}),
    ("![[hive.png|100]]", {"target": "hive.png", "text": "100", "embed": True}),
    ("[[https://a.b/#c]]", {"target": "https://a.b/#c"}),
    ("[[客户 🙂|é]]", {"target": "客户 🙂", "text": "é"}),
    ("| a |\n|--|\n| [[Bees\\|the hive]] |", {"target": "Bees", "text": "the hive"}),
    ("| a |\n|--|\n| ![[hive.png\\|100]] |", {"target": "hive.png", "text": "100", "embed": True}),
    ("> [!note]\n> - [[Bees]]", {"target": "Bees"}),
    ("# About [[Bees]]", {"target": "Bees"}),
    ("%% [[Bees]] %%", {"target": "Bees"}),
    ("==[[Bees]]== and $5-$10", {"target": "Bees"}),
    ("$5 [[Bees]]-$10", {"target": "Bees"}),
    ("[^1]\n\n[^1]: see [[Bees]]", {"target": "Bees"}),
    (
        "[t](path%20x.md#Head%20ing)",
        {"kind": "markdown", "target": "path x.md", "fragment": "Head ing", "text": "t"},
    ),
    ("[t](<a b.md>)", {"kind": "markdown", "target": "a b.md", "text": "t"}),
    ('[t](a.md "title")', {"kind": "markdown", "target": "a.md", "text": "t"}),
    ("[t](a(b).md)", {"kind": "markdown", "target": "a(b).md", "text": "t"}),
    ("[t](a\\(b.md)", {"kind": "markdown", "target": "a(b.md", "text": "t"}),
    ("[t](a&amp;b.md)", {"kind": "markdown", "target": "a&b.md", "text": "t"}),
    ("[t](a%23b.md)", {"kind": "markdown", "target": "a#b.md", "text": "t"}),
    ("[t](price-$5.md)", {"kind": "markdown", "target": "price-$5.md", "text": "t"}),
    ("[t](#One)", {"kind": "markdown", "target": "", "fragment": "One", "text": "t"}),
    ("[a *b* `]` c](x.md)", {"kind": "markdown", "target": "x.md", "text": "a *b* `]` c"}),
    ("[](x.md)", {"kind": "markdown", "target": "x.md", "text": ""}),
    ("![alt](i.png)", {"kind": "markdown", "target": "i.png", "text": "alt", "embed": True}),
    (
        "[t][Ref]\n\n[ref]: a%20b.md#c 'x'",
        {"kind": "reference", "target": "a b.md", "fragment": "c", "text": "t"},
    ),
    ("[ref]\n\n[ref]: <a b.md>", {"kind": "reference", "target": "a b.md", "text": "ref"}),
    ("[ref][]\n\n[ref]:\na.md", {"kind": "reference", "target": "a.md", "text": "ref"}),
    ('---\nx: "[[Bees#a|b]]"\n---\n', {"kind": "property", "target": "Bees", "fragment": "a", "text": "b"}),
    ("---\nx: {y: ['see ![[Bees]]']}\n---\n", {"kind": "property", "target": "Bees", "embed": True}),
    ("---\nx: |\n  one\n  [[Bees]]\n---\n", {"kind": "property", "target": "Bees"}),
]


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_a_link_is_read(text: str, expected: dict[str, Any]) -> None:
    (link,) = links_of(text)
    told = {
        "kind": link.kind,
        "target": link.target,
        "fragment": link.fragment,
        "text": link.text,
        "embed": link.embed,
    }
    assert told == {"kind": "wiki", "fragment": "", "text": None, "embed": False} | expected


@pytest.mark.parametrize(
    "text",
    [
        "[[]]",
        "[[|x]]",
        "[[ ]]",
        "[[#]]",
        "[[a\nb]]",
        "\\[[Bees]]",
        "\\[\\[Bees\\]\\]",
        "`[[Bees]]`",
        "```\n[[Bees]]\n```",
        "~~~dataview\n[[Bees]]\n~~~",
        "$[[Bees]]$",
        "<!-- [[Bees]] -->",
        "<div>\n[[Bees]]\n</div>",
        "[t]()",
        "[t](https://a.b)",
        "[t](mailto:a@b.c)",
        "[t](obsidian://open)",
        "[t](//a.b/c)",
        "<https://a.b>",
        "<a@b.c>",
        "[t][nowhere]",
        "[t][r]\n\n[r]: https://a.b",
        "- [ ] task",
        "text[^1]\n\n[^1]: note",
        "---\nx: [[Bees]]\n---\n",
        "---\nx: '[[]]'\n---\n",
    ],
)
def test_what_obsidian_takes_for_text_or_the_web_is_no_link(text: str) -> None:
    assert links_of(text) == ()


SPANS = [
    ("é [[ Bees #a|b]] x", "[[ Bees #a|b]]", "Bees"),
    ("🙂 ![[i.png|9]] x", "![[i.png|9]]", "i.png"),
    ("é [t](a%20b.md#c 'x') y", "[t](a%20b.md#c 'x')", "a%20b.md"),
    ("é [t](<a b.md>) y", "[t](<a b.md>)", "a b.md"),
    ("é [t](#c) y", "[t](#c)", ""),
    ("é [[#c]] y", "[[#c]]", ""),
    ("é [t][r] y\n\n[r]: ab.md#c", "[t][r]", "ab.md"),
    ('---\né: "a ![[Bees|b]] c"\n---\n', "![[Bees|b]]", "Bees"),
    ('---\nx: "[[a \\" b]]"\n---\n', '"[[a \\" b]]"', '"[[a \\" b]]"'),
]


@pytest.mark.parametrize(("text", "whole", "target"), SPANS, ids=[row[0] for row in SPANS])
def test_a_link_and_its_target_have_spans(text: str, whole: str, target: str) -> None:
    (link,) = links_of(text)
    assert text[slice(*link.span)] == whole
    assert text[slice(*link.target_span)] == target


def test_links_come_in_the_order_of_the_text() -> None:
    text = "---\nx: '[[p]] [[p]]'\n---\n[[a]] [![alt](i.png)](n.md) [b](c.md) [[d]]"
    links = links_of(text)
    assert [link.target for link in links] == ["p", "p", "a", "n.md", "i.png", "c.md", "d"]
    assert [link.span for link in links] == sorted(link.span for link in links)
    assert links[3].text == "![alt](i.png)"


def test_only_a_plain_blank_ends_the_destination_of_a_markdown_link() -> None:
    (link,) = parse_note("Note.md", "[crew](our\u00a0crew.md)").links
    assert link.target == "our\u00a0crew.md"
