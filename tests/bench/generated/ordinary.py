"""The text of a note that has nothing to do with a venture: diary, reading, meeting, recipe, thought, person."""

import json
from collections.abc import Callable
from math import log
from random import Random

from bench.generated.links import Linker
from bench.generated.prose import Prose

MEDIAN_BYTES = 2600
SPREAD = 0.7
SMALLEST_BYTES = 150
LARGE_ONE_IN = 250
LARGE_BYTES = (40_000, 150_000)
CODE = "```python\ndef carry(load):\n    # not a #tag, not a [[link]]\n    return load * 2\n```"


def ordinary_note(title: str, prose: Prose, linker: Linker) -> str:
    """Return a note's text.

    Arguments:
        title: its first heading, and its `title` property where it has one.
        prose: the language it is written in.
        linker: writes its links.
    """
    blocks = [_front_matter(title, prose) + f"# {title}"]
    left = _size(prose.chance) - len(blocks[0].encode())
    while left > 0:
        write = prose.chance.choices(BLOCKS, WEIGHTS)[0]
        blocks.append(write(prose, linker))
        left -= len(blocks[-1].encode()) + 2
    return "\n\n".join(blocks) + "\n"


def _size(chance: Random) -> int:
    if chance.randrange(LARGE_ONE_IN) == 0:
        return chance.randint(*LARGE_BYTES)
    return max(SMALLEST_BYTES, round(chance.lognormvariate(log(MEDIAN_BYTES), SPREAD)))


def _front_matter(title: str, prose: Prose) -> str:
    """Return the properties as one of the two generations writes them, or nothing."""
    luck = prose.chance.random()
    if luck < 0.35:
        return ""
    aliases = json.dumps([prose.short() for _ in range(prose.chance.randint(0, 2))], ensure_ascii=False)
    tags = [prose.tag() for _ in range(prose.chance.randint(1, 3))]
    write = _flat if luck < 0.75 else _by_category
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n{write(aliases, tags)}---\n"


def _flat(aliases: str, tags: list[str]) -> str:
    listed = "".join(f"  - {tag}\n" for tag in tags)
    return f"aliases: {aliases}\ntags:\n{listed}created: 2024-03-09\nrating: {len(tags)}\n"


def _by_category(aliases: str, tags: list[str]) -> str:
    return (
        f"description: kept for later\nlast_updated: 2023-11-30\nsource:\naliases: {aliases}\n"
        f"tags:\n  topics: [{', '.join(tags)}]\n  content: [{tags[0]}]\n  people: []\n"
    )


def _paragraph(prose: Prose, linker: Linker) -> str:
    return f"{prose.paragraph()} {linker.link()}" if prose.chance.random() < 0.4 else prose.paragraph()


def _bullets(prose: Prose, linker: Linker) -> str:
    items = [f"- {prose.sentence()}" for _ in range(prose.chance.randint(2, 6))]
    return "\n".join([*items, f"    - {linker.link()}"])


def _tasks(prose: Prose, linker: Linker) -> str:
    items = [f"- [{prose.chance.choice(' x')}] {prose.sentence()}" for _ in range(prose.chance.randint(2, 5))]
    return "\n".join([*items, f"- [ ] {linker.link()}"])


def _table(prose: Prose, _linker: Linker) -> str:
    rows = [
        f"| {prose.short()} | {prose.sentence()} | {prose.chance.randint(1, 99)} |"
        for _ in range(prose.chance.randint(2, 7))
    ]
    return "\n".join([f"| {prose.heading()} | … | € |", "| --- | --- | ---: |", *rows])


def _quote(prose: Prose, linker: Linker) -> str:
    return f"> [!note] {prose.heading()}\n> {prose.sentence()}\n> **{prose.short()}**: {linker.link()}"


def _code(_prose: Prose, _linker: Linker) -> str:
    return CODE


def _heading(prose: Prose, linker: Linker) -> str:
    return f"{'#' * prose.chance.randint(2, 3)} {prose.heading()}\n\n{_paragraph(prose, linker)}"


Block = Callable[[Prose, Linker], str]
BLOCKS: tuple[Block, ...] = (_paragraph, _bullets, _tasks, _table, _quote, _code, _heading)
WEIGHTS = (12, 4, 2, 1, 1, 1, 3)
