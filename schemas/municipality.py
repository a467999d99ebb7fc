"""What a schema needs to know of a municipality: passed in, so that schemas depend on nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Place(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def naam(self) -> str: ...


class Klasse(Protocol):
    @property
    def naam(self) -> str: ...
    @property
    def van(self) -> float: ...
    @property
    def tot(self) -> float | None: ...
    @property
    def intensief(self) -> bool: ...


class Vorm(Protocol):
    @property
    def sleutel(self) -> str: ...
    @property
    def eenheid(self) -> str: ...
    @property
    def klassen(self) -> Sequence[Klasse]: ...


class Municipality(Protocol):
    """What a schema needs to know of a municipality; passed in, so that schemas depend on nothing."""

    @property
    def gemeente(self) -> Place: ...
    @property
    def wijken(self) -> Sequence[Place]: ...
    @property
    def lagen(self) -> Sequence[str]: ...
    @property
    def lagen_verplicht(self) -> Sequence[str]: ...
    @property
    def vormen(self) -> Sequence[Vorm]: ...
