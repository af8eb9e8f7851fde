"""What is told to a client that cannot be served (RFC 9457): a sentence a person can act on, and never a path outside the vault."""

import msgspec

MEDIA_TYPE = "application/problem+json"


class Problem(msgspec.Struct, frozen=True):
    """The body of an error."""

    title: str
    status: int
    detail: str
    type: str = "about:blank"


class RefusedError(Exception):
    """A request that cannot be met.

    Arguments:
        status: the HTTP status.
        detail: what is wrong and what to do, in a sentence or two.
        retry_after: seconds after which to ask again, or None.
    """

    def __init__(self, status: int, detail: str, *, retry_after: int | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
