"""Whether schemas say all that disclosure needs: a figure that says nothing of whom it is about cannot exist."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from schemas.columns import RATES, ColumnInfo
from schemas.dataset import YearlyCsv
from schemas.protection import Group, OfGemeente

Schemas = Mapping[str, type[YearlyCsv]]


def undeclared(schemas: Schemas) -> Iterator[str]:
    """What these schemas leave unsaid about whom their figures are, or say wrongly, with the file and the column."""
    tables = Counter([*schemas, *(f"{name}_{part}" for name, schema in schemas.items() for part in schema.derived())])
    yield from (
        f"Two published tables are called {table}. Give one another name." for table, n in tables.items() if n > 1
    )
    for name, schema in schemas.items():
        for info in schema.columns().values():
            if info.is_measure and (wrong := _wrong(info, schema, schemas)):
                yield f"schemas/{name}.py, column {info.name}: {wrong}"


def _wrong(info: ColumnInfo, schema: type[YearlyCsv], schemas: Schemas) -> str | None:
    if info.people + info.public + (info.of is not None) > 1:
        return "people, public and of exclude each other."
    if info.unit in RATES and (schema.people() or info.of):
        return "a rate with its decimals tells the exact count; publish the counts, and let a section divide them."
    if info.public and schema.people():
        return "beside a count of people nothing is public."
    if isinstance(info.of, Group):
        return _wrong_group(info.of, schema, schemas)
    return None if info.people or info.public else _wrong_own(info, schema)


def _wrong_own(info: ColumnInfo, schema: type[YearlyCsv]) -> str | None:
    if not schema.people():
        return "say whom it is about: people=True, public=True, or of=Group(…) for people who are counted elsewhere."
    if isinstance(info.of, OfGemeente) and not set(info.of.per) <= set(schema.categories()):
        return f"a volume is added up per category: {', '.join(schema.categories())}."
    return None


def _wrong_group(of: Group, schema: type[YearlyCsv], schemas: Schemas) -> str | None:
    if of.dataset not in schemas or of.column not in schemas[of.dataset].people():
        return f"{of.column} is no count of people in the file {of.dataset}."
    if set(of.on) != set(schema.grid):
        # With a key less, the group would be larger than that of the row.
        return f"on must name each key of a row, and nothing else: {', '.join(schema.grid)}."
    return None
