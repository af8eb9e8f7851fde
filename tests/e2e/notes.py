"""The notes of the vaults that are served from end to end: a lexicon entry, its neighbours, and a filled canvas."""

from pathlib import Path

LEXICON = """\
---
title: Customers
description: Who has to say yes before a venture can live, sorted first by role and then by likeness
last_updated: 2026-02-11
source:
aliases: [who we serve, buyer groups, people to win over, customers explained]
tags:
  canvas-sections: [customer-model, customers]
  content: [lexicon-entry, canvas-sections]
  venture-stage: [idea-stage, early-stage, growth-stage, scale-stage]
  venture-type: []
---

# Customers

## What it means

Somebody is a **customer** when the plan stops working without them. Sort them twice: by **customer type**, then by **customer segment**.

## Type or segment?

### Customer Types
One type for each part that somebody plays, such as:
- Riders (who sit on the ferry)
- Councils (who pay for the quiet roads)
- Shopkeepers (who buy the space on the sails)

### Customer Segments
Groups within one part. For instance:
- Among the riders, those who work nights
- Among the councils, those with an island school

## Rules of thumb

1. **As few as can be**: leave out whoever the plan can do without
2. **One mark each**: give every type a number and keep to it

## How to write it down


## Where it goes wrong


## Read on

- [[Early Adopters]]: who comes first
- [[Jobs to be Done]]: what they need done
- [[Unique Value Proposition]]: why they come to you
- [[../../../../../attic/handbook/solution]]: what they get
"""

NEIGHBOURS = {
    "Lexicon/first-to-come.md": "---\ntitle: Early Adopters\ntags:\n  content: [lexicon-entry]\n---\n# Who comes first\n",
    "Lexicon/hired-for.md": "---\ntitle: Jobs to be Done\ntags:\n  content: [lexicon-entry]\n---\n# Hired for what\n",
    "Lexicon/the-promise.md": "---\ntitle: Unique Value Proposition\ntags:\n  content: [lexicon-entry]\n---\n# The promise\n",
}

CANVAS = """\
---
title: Lantern Ferry
aliases: [The night boat]
tags: [canvas, venture/ferry]
---
# Lantern Ferry

## Purpose
Nobody on the islands should have to sleep on the mainland because the last boat left at six.

## Customers
- **Night workers** (user): people on the islands whose shift ends after the last boat
  - Hospital cleaners
  - Harbour pilots
  - Early adopters: cleaners of the children's ward who share a taxi today
- **Island councils** (payer): councils that pay for a crossing by the season

## Jobs to be Done
- **Night workers**: get home before the children wake
- **Island councils**: keep families from moving away

## Existing Alternatives
- **Night workers**: a camp bed in the changing room
- **Island councils**: a bus round the bay

## Unique Value Proposition
- **Night workers**: a boat that waits for the end of the shift
- **Island councils**: a crossing for less than the bus costs

## Solution
An electric ferry that sails when the last shift has signed in. #boat
"""

LEXICON_PATH = "Lexicon/Customers.md"
CANVAS_PATH = "Lantern Ferry.md"


def write(vault: Path, path: str, text: str | bytes) -> Path:
    """Write a note as an editor does that makes no temporary file, and its folders."""
    note = vault / path
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return note


def write_all(vault: Path, *, neighbours: bool = True) -> Path:
    """Write the lexicon entry, its neighbours and the canvas."""
    for path, text in NEIGHBOURS.items() if neighbours else ():
        write(vault, path, text)
    write(vault, LEXICON_PATH, LEXICON)
    write(vault, CANVAS_PATH, CANVAS)
    return vault
