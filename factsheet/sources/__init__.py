"""Files as a source publishes them (the CBS) → the ordinary files that an editor could have made of them.

`declared` reads `schemas/sources/*.toml`, which say which column is which figure; `files` opens whatever the table is
packed in, `recognise` finds it, `formula` calculates, and `convert` writes our datasets. Those go through the same
reading and checking as any other file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from factsheet.parse import Digest, Parsed, Problem, ReadAs
from factsheet.settings import Settings
from factsheet.sources.convert import Kept, converted
from factsheet.sources.declared import Source, read, sources
from factsheet.sources.files import UNREADABLE, sheets
from factsheet.sources.formula import Formula, Value
from factsheet.sources.recognise import find
from factsheet.sources.rows import AskError
from schemas import SCHEMAS

__all__ = ["Formula", "Origin", "Source", "Value", "datasets_in", "read", "sources", "with_origin"]


@dataclass(frozen=True)
class Origin:
    """Where one of our tables came from, and what to tell of it beside what its own rows tell.

    `doubts`: why a cell has no figure, by row and column; `estimates`: what to confirm of a column. `refusal`: why
    there is no table at all; `asks_year` when the year would help.
    """

    dataset: str
    read_as: ReadAs
    digest: Digest
    notes: tuple[str, ...] = ()
    doubts: Mapping[tuple[int, str], str] = field(default_factory=dict)
    estimates: Mapping[str, str] = field(default_factory=dict)
    refusal: str = ""
    asks_year: bool = False


def datasets_in(
    data: bytes, name: str, settings: Settings, *, year: int | None = None, kept: Kept | None = None
) -> list[tuple[bytes, Origin]]:
    """Our tables in a file of a source, each as a CSV of its own. Nothing when it is a file like any other."""
    found = find(sheets(data))
    if found is None:
        return []
    digest = Digest(data)

    def read_as(source: str) -> ReadAs:
        # Kept with a version: so it is known later where its figures came from.
        return ReadAs(f"{source}, {found.sheet.encoding}", found.sheet.separator)

    try:
        tables = converted(found, name, year, settings, kept)
    except UNREADABLE:
        return []
    except AskError as stop:
        dataset = next(target.naam for target in found.source.datasets if found.gives(target))
        return [
            (data, Origin(dataset, read_as(found.source.line(None)), digest, refusal=stop.message, asks_year=stop.year))
        ]
    return [
        (one.csv, Origin(one.dataset, read_as(one.source), digest, one.notes, one.doubts, one.estimates))
        for one in tables
    ]


def with_origin(parsed: Parsed, origin: Origin) -> Parsed:
    """A table that was read, with what its source says of it."""
    if origin.refusal:
        schema = SCHEMAS[origin.dataset]
        empty = pl.DataFrame(schema={column: info.dtype for column, info in schema.columns().items()})
        problem = Problem("fout", None, None, None, origin.refusal)
        return replace(
            parsed,
            dataset=origin.dataset,
            year=None,
            table=empty,
            row_numbers=parsed.row_numbers.clear(),
            problems=(problem,),
            read_as=origin.read_as,
            digest=origin.digest,
            headings=None,
        )
    estimates = (Problem("waarschuwing", None, column, None, told) for column, told in origin.estimates.items())
    return replace(
        parsed,
        problems=(*(_explained(problem, origin) for problem in parsed.problems), *estimates),
        read_as=origin.read_as,
        digest=origin.digest,
        notes=(*origin.notes, *parsed.notes),
    )


def _explained(problem: Problem, origin: Origin) -> Problem:
    """What could not be read because the source gives no figure: why that is."""
    message = origin.doubts.get((problem.row or 0, problem.column or ""))
    return replace(problem, message=message, suggestion=None) if message else problem
