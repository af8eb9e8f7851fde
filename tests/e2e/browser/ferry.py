"""The vault of these tests: a canvas with a note for each section, about which there is nothing to say."""

from pathlib import Path

from e2e.notes import write

CUSTOMERS = "Ferry/Customers.md"
JOBS = "Ferry/Jobs to be Done.md"
SOLUTION = "Ferry/Solution.md"

NOTES = {
    CUSTOMERS: """\
# Customers

1. **Islanders** (payer): families who live on the island all year
   - Early adopters: pupils who miss the first lesson when the boat is late
2. **Councils** (funder): councils that pay for a crossing by the season
""",
    JOBS: """\
# Jobs to be Done

1. **Islanders**: get to school dry
2. **Councils**: keep families from moving away
""",
    "Ferry/Existing Alternatives.md": """\
# Existing Alternatives

1. **Islanders**: an uncle's fishing boat
2. **Councils**: a bus round the bay
""",
    "Ferry/Unique Value Proposition.md": """\
# Unique Value Proposition

1. **Islanders**: never miss the first lesson
2. **Councils**: a crossing for less than the bus costs
""",
    "Ferry/Purpose.md": """\
# Purpose

No child on the islands misses school because the boat is late.
""",
    SOLUTION: """\
---
title: The night ferry
aliases: [The Lantern]
---
# Solution

An electric ferry 🛶 that waits for the last class.
""",
}

WITHOUT_THE_COUNCILS_JOB = NOTES[JOBS].replace("2. **Councils**: keep families from moving away\n", "")
"""What another process makes of the jobs; in the customers, a hint at the councils follows."""


def write_ferry(vault: Path, **changed: str) -> Path:
    """Write the notes; some of them otherwise, by their name."""
    for path, text in NOTES.items():
        write(vault, path, changed.get(Path(path).stem, text))
    return vault


def utf16(text: str) -> int:
    """How many units an editor counts in a text."""
    return len(text.encode("utf-16-le")) // 2
