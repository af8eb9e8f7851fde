"""Sentences, titles and tags in several languages and scripts, by a seeded chance."""

from functools import cache
from pathlib import Path
from random import Random

import msgspec

WORDS = Path(__file__).with_name("languages.yaml")
NOTES_WITH_EMOJI = 0.2
EMOJI = ("🌧️", "🧵", "🐝", "👩‍🍳", "🇵🇹", "✅", "🛶", "📚")


class Language(msgspec.Struct, frozen=True):
    """What a language's sentences, titles and tags are put together from; see `languages.yaml`."""

    share: int
    gap: str
    sentence: str
    title: str
    who: tuple[str, ...]
    did: tuple[str, ...]
    what: tuple[str, ...]
    where: tuple[str, ...]
    topics: tuple[str, ...]
    tags: tuple[str, ...]
    headings: tuple[str, ...]


@cache
def languages() -> dict[str, Language]:
    """Return the languages by their code."""
    return msgspec.yaml.decode(WORDS.read_bytes(), type=dict[str, Language])


class Prose:
    """Writes in one language.

    Arguments:
        language: its words.
        chance: decides which of them are taken.
    """

    def __init__(self, language: Language, chance: Random) -> None:
        self.language = language
        self.chance = chance
        # One emoji makes Python keep a whole text at four bytes a character, so how many notes have some decides on the memory.
        self._uses_emoji = chance.random() < NOTES_WITH_EMOJI

    def sentence(self) -> str:
        """Return a sentence; some have a tag or an emoji."""
        pick, words = self.chance.choice, self.language
        text = words.sentence.format(
            who=pick(words.who), did=pick(words.did), what=pick(words.what), where=pick(words.where)
        )
        luck = self.chance.random()
        if luck < 0.03:
            # Where no gap follows, the tag would go on into the next sentence.
            return f"{text} #{self.tag()}{'' if words.gap else ' '}"
        return f"{text} {pick(EMOJI)}" if self._uses_emoji and luck < 0.2 else text

    def paragraph(self, most: int = 6) -> str:
        """Return one sentence, or up to `most`."""
        return self.language.gap.join(self.sentence() for _ in range(self.chance.randint(1, most)))

    def title(self) -> str:
        """Return a title that can name a file."""
        pick, words = self.chance.choice, self.language
        return words.title.format(topic=pick(words.topics), what=pick(words.what), where=pick(words.where))

    def short(self) -> str:
        """Return a few words."""
        return f"{self.chance.choice(self.language.topics)} {self.chance.randint(1, 400)}"

    def tag(self) -> str:
        """Return a tag without its `#`."""
        return self.chance.choice(self.language.tags)

    def heading(self) -> str:
        """Return the text of a heading."""
        return self.chance.choice(self.language.headings)
