"""What can go wrong while a vault is set up."""


class SetupError(Exception):
    """Something cannot be put into a vault; the message says why, and what to do about it."""
