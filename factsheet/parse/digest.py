"""The sha256 of a file: what a version that is kept remembers of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable


class Digest:
    """The sha256 of bytes in hex, worked out when somebody first asks: a report does not need it.

    Holds on to the bytes until then. In another process it arrives worked out, without them.
    """

    def __init__(self, data: bytes) -> None:
        # The bytes, or what was worked out of them: one thing, so that two threads that ask never see half of it.
        self._known: bytes | str = data

    def __str__(self) -> str:
        known = self._known
        if isinstance(known, bytes):
            known = self._known = hashlib.sha256(known).hexdigest()
        return known

    def __reduce__(self) -> tuple[Callable[[str], Digest], tuple[str]]:
        return _worked_out, (str(self),)


def _worked_out(known: str) -> Digest:
    digest = Digest(b"")
    digest._known = known
    return digest
