"""Every combination of area and categories once: doubles, and what is not there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from factsheet.parse import MAX_PROBLEMS, Problem, Report, as_codes, dutch, listed, map_chunks
from factsheet.settings import Area
from factsheet.validate.sheet import Sheet, combination_number, grouped
from schemas.columns import RATES

ROWS_NAMED = 5  # rows that a message about doubles lists
LOOKED = 10_000  # rows in which these are looked for first


def completeness(sheet: Sheet) -> Report:
    """Each combination that is there twice, and each that is missing."""
    report = Report()
    keys = sheet.coded[list(sheet.schema.grid)]
    _doubles(sheet, keys, report)
    combinations = sheet.schema.combinations(sheet.settings, keys)
    if not sheet.schema.per_area and not combinations.width:
        return report
    # A key that could not be read may be the very one that seems to be missing.
    if not any(key.null_count() for key in keys):
        named = [name for name in keys.columns if sheet.columns[name].is_area or name in combinations.columns]
        different = keys[named].unique() if sheet.different is None else sheet.different
        report.add(*_gaps(sheet, different.cast(pl.String), combinations))
    return report


def _doubles(sheet: Sheet, keys: pl.DataFrame, report: Report) -> None:
    # Categories are spelled in one way by now; a text that editors type is the same text in other capitals.
    typed = [name for name in keys.columns if not sheet.columns[name].is_area and sheet.columns[name].allowed is None]

    def same(rows: pl.DataFrame) -> pl.DataFrame:
        return rows.with_columns(_without_capitals(rows[name]) for name in typed)

    number, groups = sheet.combination_number, sheet.groups
    if typed:
        number, groups = None if number is None else combination_number(same(keys)), None
    # Rows that are equal have equal hashes: as many hashes as rows means that none are.
    if number is None and pl.concat(map_chunks(keys, lambda rows: same(rows).hash_rows())).n_unique() == keys.height:
        return
    by = same(keys) if number is None else number.to_frame()
    groups = (grouped(by) if groups is None else groups).filter(pl.col("len") > 1)
    told = groups.head(MAX_PROBLEMS)
    for (place, count), rows in zip(told.select("place", "len").iter_rows(), _first_rows(sheet, by, told), strict=True):
        report.add(_doubled(sheet, keys.row(place, named=True), rows, count))
    report.count("fout", max(0, groups.height - MAX_PROBLEMS))


def _first_rows(sheet: Sheet, by: pl.DataFrame, groups: pl.DataFrame) -> list[list[int]]:
    """The first rows of each group, as Excel numbers them. In a long file they are looked for from the top."""
    wanted, looked = groups.select(*by.columns, pl.col("len").clip(upper_bound=ROWS_NAMED)), LOOKED
    while True:
        rows = by.head(looked).with_columns(row=sheet.row_numbers.head(looked))
        found = wanted.join(
            rows.group_by(by.columns).agg(pl.col("row").head(ROWS_NAMED)),
            on=by.columns,
            how="left",
            maintain_order="left",
        )
        if looked >= by.height or (found["row"].list.len().fill_null(0) == found["len"]).all():
            return found["row"].to_list()
        looked *= 10


def _without_capitals(text: pl.Series) -> pl.Series:
    """The texts or codes that are the same for texts that differ only in their capitals."""
    if not isinstance(text.dtype, pl.Enum):
        return text.str.to_lowercase()
    return as_codes(text.dtype.categories.str.to_lowercase()).gather(text.to_physical()).alias(text.name)


def _doubled(sheet: Sheet, key: Mapping[str, Any], rows: list[int], count: int) -> Problem:
    column = sheet.schema.grid[-1]
    more = count - len(rows)
    named = [*rows, *([f"nog {dutch(more)} andere"] if more else [])]
    message = (
        f"{sheet.combination(key)} staat {dutch(count)} keer in dit bestand: "
        f"in de rijen {listed(named)}. Houd één rij over."
    )
    return Problem("fout", rows[1], column, sheet.said(column, key[column]), message)


def _gaps(sheet: Sheet, keys: pl.DataFrame, combinations: pl.DataFrame) -> list[Problem]:
    """Each combination that the file lacks, or the area when nothing of it is there."""
    if not sheet.schema.per_area:
        return [problem for lacking in _lacking(sheet, combinations, keys).values() for problem in lacking]
    areas = (*sheet.settings.wijken, sheet.settings.gemeente)
    there = set(keys["gebied"])
    every = pl.DataFrame({"gebied": [area.code for area in areas if area.code in there]}, {"gebied": pl.String})
    lacking = _lacking(sheet, every.join(combinations, how="cross"), keys) if combinations.width else {}
    return [
        problem
        for area in areas
        for problem in (lacking.get(area.code, []) if area.code in there else _without(sheet, area))
    ]


def _without(sheet: Sheet, area: Area) -> list[Problem]:
    severity = sheet.schema.missing if area.is_gemeente else sheet.schema.missing_wijk
    rows = f"{'de rijen' if sheet.schema.categories() else 'de rij'} van {area.naam}"
    advice = f"Klopt dit? Voeg anders {rows} toe." if severity == "waarschuwing" else f"Voeg {rows} toe."
    message = f"{area.naam} ontbreekt in dit bestand. {advice}"
    return [Problem(severity, None, "gebied", area.naam, message)] if severity else []


def _lacking(sheet: Sheet, wanted: pl.DataFrame, keys: pl.DataFrame) -> dict[str | None, list[Problem]]:
    """What of these combinations the file lacks, by area where they have one."""
    severity, column = sheet.schema.missing, sheet.schema.grid[-1]
    found: dict[str | None, list[Problem]] = {}
    if severity is None or not wanted.width:
        return found
    counts = not any(sheet.unit(name) in RATES for name in sheet.schema.measures())
    advice = "Voeg deze rij toe, met 0 als er niets te tellen is." if counts else "Voeg deze rij toe."
    for key in wanted.join(keys, on=wanted.columns, how="anti", maintain_order="left").rows(named=True):
        message = f"{sheet.combination(key)} ontbreekt. {advice}"
        found.setdefault(key.get("gebied"), []).append(Problem(severity, None, column, key[column], message))
    return found
