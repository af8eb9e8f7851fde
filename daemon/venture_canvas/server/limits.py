"""How much a client may send. The commands know it too, and do not wait for the web framework to learn it."""

BODY_LIMIT = 1024 * 1024
"""Bytes of one request's body."""
