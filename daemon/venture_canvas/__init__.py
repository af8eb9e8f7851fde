"""Venture Canvas: checks the business canvas in an Obsidian vault while a founder writes it.

Imports point downwards only: positions ← notes ← vault ← canvas ← hints ← workspace ← server ← setup ← service ← cli.
"""

__version__ = "0.1.0"
