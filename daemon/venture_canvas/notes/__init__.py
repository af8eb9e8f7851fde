"""The text of one note → a Note: everything that can be said of it without knowing another note. Pure."""
