"""Published tables: of which schema each comes, and what disclosure does to its columns. As the schemas declare it."""

from __future__ import annotations

from dataclasses import dataclass

from schemas import SCHEMAS, ColumnInfo, YearlyCsv
from schemas.protection import OfGemeente


@dataclass(frozen=True)
class Origin:
    """Of which dataset and schema a published table comes, and what was done to it. `keys` name a row in a year.

    `people`: counts, in tens. `amounts`: euros, in thousands, and volumes, in tens; of large enough groups only.
    """

    dataset: str
    schema: type[YearlyCsv]
    keys: tuple[str, ...]
    people: tuple[str, ...] = ()
    amounts: tuple[ColumnInfo, ...] = ()

    @property
    def euros(self) -> list[str]:
        return [info.name for info in self.amounts if info.unit == "euro"]

    @property
    def volumes(self) -> list[str]:
        return [info.name for info in self.amounts if info.unit != "euro"]


def origin(table: str) -> Origin:
    """Where a published table comes from: a dataset, or what is made of one. Raises LookupError for any other name."""
    if table in SCHEMAS:
        return _of_dataset(table, SCHEMAS[table])
    for dataset, schema in SCHEMAS.items():
        part = table.removeprefix(f"{dataset}_")
        if part != table and part in schema.derived():
            return _made_of(dataset, schema, part)
    raise LookupError(f"No schema declares a published table {table!r}.")


def _of_dataset(dataset: str, schema: type[YearlyCsv]) -> Origin:
    measures = [schema.columns()[name] for name in schema.measures()]
    per_row = (info for info in measures if not (info.people or info.public or isinstance(info.of, OfGemeente)))
    return Origin(dataset, schema, schema.grid, tuple(schema.people()), tuple(per_row))


def _made_of(dataset: str, schema: type[YearlyCsv], part: str) -> Origin:
    for sums in schema.sums():
        if sums.name == part:
            return Origin(dataset, schema, sums.keys, people=tuple(schema.people()))
    return Origin(dataset, schema, keys_of(schema, volumes(schema)[part]), amounts=(schema.columns()[part],))


def volumes(schema: type[YearlyCsv]) -> dict[str, OfGemeente]:
    """The columns of a schema that are published for the whole municipality only."""
    return {name: info.of for name, info in schema.columns().items() if isinstance(info.of, OfGemeente)}


def keys_of(schema: type[YearlyCsv], of: OfGemeente) -> tuple[str, ...]:
    """What names a row of the table that such a column becomes."""
    return (*(["gebied"] if schema.per_area else []), *of.per)
