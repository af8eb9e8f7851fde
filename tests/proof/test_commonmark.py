"""The examples of the CommonMark specification (version 0.31.2, as its own package has them) are read as they are rendered there.

What Obsidian adds (front matter, `[[links]]`) is left out: the specification says nothing of it.
"""

import html
import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

import pytest

from proof.chain import assert_inside, read
from venture_canvas.notes.parse import parse_note

SPECIFICATION = (
    Path(__file__).parents[2] / "obsidian-plugin" / "node_modules" / "commonmark-spec" / "spec.txt"
)
EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"<pre>.*?</pre>|<code>.*?</code>", re.DOTALL)
MARKUP = re.compile(r"<[^>]*>")
ADDRESS = re.compile(r'<(?:a href|img src)="(.*?)"')
WITHIN_AN_IMAGE = {"![foo ![bar](/url)](/url2)\n", "![foo [bar](/url)](/url2)\n"}
"""The description of an image is rendered as plain text; Obsidian makes a link of what stands in it, and so do we."""


class Example(NamedTuple):
    """Markdown, and the HTML that the specification says it is."""

    markdown: str
    rendered: str


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    text = SPECIFICATION.read_text(encoding="utf-8").replace("→", "\t")
    return [Example(*found) for found in EXAMPLE.findall(text)]


def test_all_examples_are_there(examples: list[Example]) -> None:
    assert len(examples) == 652


def test_headings_are_those_of_the_specification(examples: list[Example]) -> None:
    for markdown, rendered in examples:
        if not markdown.startswith("---"):
            levels = [int(level) for level in re.findall(r"<h([1-6])>", rendered)]
            assert [heading.level for heading in parse_note("S.md", markdown).headings] == levels, markdown


def test_what_is_code_or_html_there_is_no_link_and_no_tag(examples: list[Example]) -> None:
    for markdown, rendered in examples:
        note = parse_note("S.md", markdown)
        shown = html.unescape(MARKUP.sub("", CODE.sub("", rendered)))
        assert all(f"#{tag.name}" in shown for tag in note.tags), markdown
        if "[[" not in markdown and markdown not in WITHIN_AN_IMAGE:
            addresses = {unquote(html.unescape(found)) for found in ADDRESS.findall(rendered)}
            written = {
                f"{link.target}#{link.fragment}" if link.fragment else link.target for link in note.links
            }
            assert written <= addresses, markdown


def test_every_example_comes_through_the_whole_chain(examples: list[Example]) -> None:
    texts = {f"{number}.md": example.markdown for number, example in enumerate(examples)}
    assert_inside(texts, read(texts).hints.all())
