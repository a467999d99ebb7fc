"""What stood in last year's file and is not in this year's: told once, and not what is told already."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from factsheet.parse import parse
from factsheet.settings import current
from factsheet.validate import Checked, validate

GOED = Path(__file__).parent / "uploads" / "goed"


def beside(dataset: str, now: pl.Expr, before: pl.Expr | None = None) -> Checked:
    """The rows of the good file that fit `now`, beside those of a year ago that fit `before` (all)."""
    parsed = parse((GOED / f"{dataset}.csv").read_bytes(), dataset, settings=current())
    rows = parsed.rows
    text = rows.filter(now).write_csv(separator=";", decimal_comma=True).encode()
    last = rows.with_columns(jaar=pl.col("jaar") - 1)
    again = parse(text.replace(b"true", b"ja").replace(b"false", b"nee"), dataset, settings=current())
    return validate(again, current(), last if before is None else last.filter(before))


def told(checked: Checked) -> list[str]:
    return [problem.message for problem in checked.problems if "die er nu niet" in problem.message]


def test_an_indicator_that_disappears_is_a_warning() -> None:
    rows = parse((GOED / "beleidsindicatoren.csv").read_bytes(), settings=current()).rows
    first = rows["indicator"][0]

    checked = beside("beleidsindicatoren", pl.col("indicator") != first)

    (message,) = told(checked)
    assert first[:50] in message
    assert message.startswith("In 2023 stond 1 rij in dit bestand die er nu niet is: ")
    assert [problem.severity for problem in checked.problems] == ["waarschuwing"]


def test_a_series_that_may_be_left_out_is_missed_all_the_same() -> None:
    (message,) = told(beside("prijscorrectie", pl.col("reeks") == "inflatie"))

    assert "reële tarieven" in message


def test_wijken_that_may_be_left_out_are_missed() -> None:
    rows = parse((Path("data/voorbeeld/2024/uitgaven.csv")).read_bytes(), settings=current()).rows
    text = rows.filter(pl.col("gebied").str.starts_with("GM")).write_csv(separator=";", decimal_comma=True).encode()

    checked = validate(
        parse(text, "uitgaven", settings=current()), current(), rows.with_columns(jaar=pl.col("jaar") - 1)
    )

    (message,) = told(checked)
    assert message.startswith(
        "In 2023 stonden 10 gebieden in dit bestand die er nu niet zijn: Binnenstad; Hengelose Es; "
    )
    assert "nog " in message


def test_nothing_is_told_of_a_whole_file_or_of_what_is_new() -> None:
    some = pl.col("indicator") != pl.col("indicator").first()

    assert told(beside("beleidsindicatoren", pl.lit(True))) == []
    assert told(beside("beleidsindicatoren", pl.lit(True), some)) == []


def test_what_a_file_must_have_is_told_once() -> None:
    checked = beside("ses", pl.col("gebied") != current().wijken[0].code)

    assert told(checked) == []
    assert ["Binnenstad ontbreekt" in problem.message for problem in checked.problems] == [True]
