"""What can go wrong while a vault is set up."""


class SetupError(Exception):
    """A vault cannot be set up; the message says why, and what to do about it."""
