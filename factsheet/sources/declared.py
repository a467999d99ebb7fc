"""The sources as `schemas/sources/*.toml` declares them, read strictly: a slip in a file is found when it is read."""

from __future__ import annotations

import functools
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError, with_config

import schemas
from factsheet.sources.formula import Formula
from schemas import SCHEMAS

FOLDER = Path(schemas.__file__).parent / "sources"
STRICT = ConfigDict(extra="forbid", strict=True)
FILLED = frozenset({"{bron}", "{periode}", "{definitief}"})
Text = Annotated[str, Field(min_length=1)]
Ways = Annotated[tuple[Text, ...], Field(min_length=1)]  # every name that a column or a value has in files


@with_config(STRICT)
@dataclass(frozen=True)
class Tabel:
    """A table of the publisher by its code, and the year that it is about where its rows do not tell."""

    code: Annotated[str, Field(pattern=r"^[0-9]{5}NED$")]
    jaar: int | None = None


@with_config(STRICT)
@dataclass(frozen=True)
class Alleen:
    """Only rows with one of these values in this column."""

    kolom: Ways
    waarden: Ways


@with_config(STRICT)
@dataclass(frozen=True)
class Rij:
    """A row of one of our datasets for every area: its fixed values, and a formula (or some) per figure.

    `schatting` names the figures that are no more than an estimate.
    """

    cijfers: Mapping[str, Ways]
    als: Mapping[str, str] = field(default_factory=dict)
    schatting: tuple[str, ...] = ()

    @property
    def formulas(self) -> dict[str, tuple[Formula, ...]]:
        return {column: tuple(map(Formula, texts)) for column, texts in self.cijfers.items()}


@with_config(STRICT)
@dataclass(frozen=True)
class Doel:
    """A dataset of ours and its rows. `elders`: of areas that are not ours; `aanvullen`: what is kept stays beside."""

    naam: str
    rijen: Annotated[tuple[Rij, ...], Field(min_length=1)]
    elders: bool = False
    aanvullen: bool = False


@with_config(STRICT)
@dataclass(frozen=True)
class Controle:
    """A figure to put beside a row of ours, found by `als`, that the municipality counted itself."""

    dataset: str
    kolom: str
    als: Mapping[str, str]
    cijfer: str
    let_op: str = ""


@with_config(STRICT)
@dataclass(frozen=True)
class Source:
    """A source of figures: how its files are recognised, and which column is which figure of which dataset.

    `gebied`, `periode` and `soort` are columns: the area (codes before names), the period, and a dimension that makes
    several figures of one column. `jaar`: a column with the year of the factsheet. `geheim_tot`: what is not given lies
    between 0 and this. `loopt_achter`: the period is not the year of the factsheet. `vanaf_basisjaar`: earlier years
    are of no use.
    """

    naam: Text
    uitgever: Text
    licentie: Text
    tabellen: Annotated[tuple[Tabel, ...], Field(min_length=1)]
    cijfers: Mapping[str, Ways]
    datasets: Annotated[tuple[Doel, ...], Field(min_length=1)]
    gebied: tuple[Text, ...] = ()
    soort_gebied: tuple[Text, ...] = ()
    periode: tuple[Text, ...] = ()
    jaar: tuple[Text, ...] = ()
    soort: tuple[Text, ...] = ()
    soorten: Mapping[str, Ways] = field(default_factory=dict)
    alleen: tuple[Alleen, ...] = ()
    controle: tuple[Controle, ...] = ()
    geheim_tot: int | None = None
    loopt_achter: bool = False
    vanaf_basisjaar: bool = False

    @property
    def figures(self) -> dict[str, str]:
        """Every figure that a formula may name, and what it is called in words."""
        if not self.soort:
            return {name: ways[0] for name, ways in self.cijfers.items()}
        return {
            f"{name}.{kind}": f"{ways[0]} ({called[0]})"
            for name, ways in self.cijfers.items()
            for kind, called in self.soorten.items()
        }

    def line(self, table: str | None) -> str:
        """ "CBS 85984NED, CC BY 4.0"; without a table that is known, by its name."""
        return (
            f"{self.uitgever} {table}, {self.licentie}" if table else f"{self.uitgever}, {self.naam}, {self.licentie}"
        )


@functools.cache
def sources() -> tuple[Source, ...]:
    """Every source, by the name of its file. Raises ValueError with all that is wrong in one."""
    return tuple(read(file) for file in sorted(FOLDER.glob("*.toml")))


def read(file: Path) -> Source:
    """One source. Raises ValueError with all that is wrong in it."""
    raw = json.dumps(tomllib.loads(file.read_text(encoding="utf-8")))
    try:
        source: Source = TypeAdapter(Source).validate_json(raw)
    except ValidationError as error:
        raise ValueError(f"{file.name}: {error}") from error
    if wrong := [*_wrong(source)]:
        raise ValueError("\n".join(f"{file.name}: {line}" for line in wrong))
    return source


def _wrong(source: Source) -> Iterator[str]:
    yield from _wrong_controle(source)
    for target in source.datasets:
        if target.naam not in SCHEMAS:
            yield f"'{target.naam}' is no dataset"
            continue
        for row in target.rijen:
            yield from (f"{target.naam}: {line}" for line in _wrong_row(source, target, row))


def _wrong_controle(source: Source) -> Iterator[str]:
    for one in source.controle:
        columns = SCHEMAS[one.dataset].columns() if one.dataset in SCHEMAS else {}
        yield from (f"controle: '{name}' is no column" for name in (one.kolom, *one.als) if name not in columns)
        if one.cijfer not in source.cijfers:
            yield f"controle: '{one.cijfer}' is no figure"


def _wrong_row(source: Source, target: Doel, row: Rij) -> Iterator[str]:
    columns = SCHEMAS[target.naam].columns()
    given = {"jaar", "gebied", *row.als, *row.cijfers}
    yield from (f"'{name}' is no column" for name in sorted(given - {"gebied"} - set(columns)))
    needed = {name for name, info in columns.items() if not info.optional}
    yield from (f"the column '{name}' gets nothing" for name in sorted(needed - given))
    yield from (f"'{name}' is no figure of this row" for name in row.schatting if name not in row.cijfers)
    for name, value in row.als.items():
        allowed = columns[name].allowed if name in columns else None
        if allowed is not None and not callable(allowed) and value not in allowed:
            yield f"'{value}' may not stand in '{name}'"
        if value.startswith("{") and value not in FILLED:
            yield f"'{value}' cannot be filled in"
    for texts in row.cijfers.values():
        for text in texts:
            yield from _wrong_formula(source, text)


def _wrong_formula(source: Source, text: str) -> Iterator[str]:
    try:
        names = Formula(text).names
    except ValueError as error:
        yield str(error)
        return
    yield from (f"'{name}' in '{text}' is no figure" for name in names if name not in source.figures)
