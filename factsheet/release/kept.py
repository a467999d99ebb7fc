"""What takes long and is asked for again and again, kept by what it was made of, in a bounded amount of memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Kept(Generic[Made]):
    """What was asked for last, as long as all of it together weighs no more than `most`. Threads may share it."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._lock = Lock()
        self._found: OrderedDict[Hashable, tuple[Made, int]] = OrderedDict()
        self._weight = 0

    def get(self, key: Hashable, make: Callable[[], Made], weight: int = 1) -> Made:
        """What belongs to this key. Made where it is not there; two that ask at the same moment both make it."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key][0]
        made = make()
        with self._lock:
            if key not in self._found:
                self._found[key] = made, weight
                self._weight += weight
            while self._weight > self.most:
                self._weight -= self._found.popitem(last=False)[1][1]
        return made
