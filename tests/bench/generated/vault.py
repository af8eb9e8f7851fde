"""A vault that looks like those people have: mostly ordinary notes, and a venture for every 200 of them."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench.generated.links import PICTURES_LOST, Linker, picture, pictures
from bench.generated.ordinary import ordinary_note
from bench.generated.prose import Prose, languages
from bench.generated.ventures import Written, venture_notes

NOTES_PER_VENTURE = 200
FEWEST_VENTURES = 2
FIRST_DAY = date(2004, 2, 28)


class Planned(NamedTuple):
    """An ordinary note that is to be written, and in which language."""

    path: str
    language: str


class Size(NamedTuple):
    """How large a vault is."""

    notes: int
    bytes: int


def write_vault(root: Path, notes: int, seed: int = 1) -> Size:
    """Write a vault into a folder.

    Arguments:
        root: the folder, made when it is missing.
        notes: how many, 40 at the least.
        seed: decides everything else; the same seed and number give the same bytes.
    """
    total = 0
    for written in vault_notes(notes, seed):
        path = root / written.path
        path.parent.mkdir(parents=True, exist_ok=True)
        content = written.text.encode("utf-8")
        path.write_bytes(content)
        total += len(content)
    _write_pictures(root / "Pictures", notes)
    return Size(notes, total)


def _write_pictures(folder: Path, notes: int) -> None:
    folder.mkdir()
    for number in range(round(pictures(notes) * (1 - PICTURES_LOST))):
        (folder / picture(number)).write_bytes(b"\xff\xd8\xff")


def vault_notes(notes: int, seed: int = 1) -> Iterator[Written]:
    """Yield every note of a vault."""
    ventures = [note for number in range(ventures_in(notes)) for note in venture_notes(number, seed)]
    plan = list(islice(_plan(seed), notes - len(ventures)))
    paths = [planned.path for planned in plan] + [note.path for note in ventures]
    for here, planned in enumerate(plan):
        chance = Random(f"{seed} note {here}")
        prose = Prose(languages()[planned.language], chance)
        yield Written(planned.path, ordinary_note(_name(planned.path), prose, Linker(paths, here, chance)))
    yield from ventures


def ventures_in(notes: int) -> int:
    """Return how many ventures a vault of a size holds."""
    return max(FEWEST_VENTURES, notes // NOTES_PER_VENTURE)


def _plan(seed: int) -> Iterator[Planned]:
    """Yield ordinary notes without end, no two with one path."""
    chance = Random(f"{seed} plan")
    codes = list(languages())
    shares = [language.share for language in languages().values()]
    taken: Counter[str] = Counter()
    for number, code in enumerate(iter(lambda: chance.choices(codes, shares)[0], None)):
        path = chance.choices(PLACES, SHARES)[0](Prose(languages()[code], chance), number)
        taken[path] += 1
        suffix = f" {taken[path]}" if taken[path] > 1 else ""
        yield Planned(f"{path}{suffix}.md", code)


def _name(path: str) -> str:
    return path.rpartition("/")[2].removesuffix(".md")


def _day(number: int) -> date:
    return FIRST_DAY + timedelta(days=number // 3)


def _diary(_prose: Prose, number: int) -> str:
    day = _day(number)
    return f"Diary/{day:%Y}/{day:%Y-%m}/{day}"


def _reading(prose: Prose, _number: int) -> str:
    return f"Reading/{prose.chance.choice(prose.language.topics)}/{prose.title()}"


def _meeting(prose: Prose, number: int) -> str:
    day = _day(number)
    return f"Meetings/{day:%Y}/{day} {prose.chance.choice(prose.language.what)}"


def _recipe(prose: Prose, _number: int) -> str:
    return f"Recipes/{prose.title()}"


def _thought(prose: Prose, _number: int) -> str:
    pick = prose.chance.choice
    return f"Thoughts/{pick(prose.language.topics)}/{pick(prose.language.headings)}/{prose.title()}"


def _person(prose: Prose, number: int) -> str:
    return f"People/{prose.chance.choice(prose.language.who)} {number}"


Place = Callable[[Prose, int], str]
PLACES: tuple[Place, ...] = (_diary, _reading, _meeting, _recipe, _thought, _person)
SHARES = (6, 4, 3, 2, 4, 1)
