"""The example as a larger municipality: every wijk of it so many times, with rows that keep every rule."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from factsheet.parse import Digest, ReadAs
from factsheet.release import publish
from factsheet.settings import Settings, current
from factsheet.store import Store
from factsheet.validate import Checked
from tests import example, small_towns
from tests.example_years import url

# What is no sum of wijken.
NOT_ADDED = ("beleidsindicatoren", "prijscorrectie", "ses", "vergelijking")


def town(times: int) -> Settings:
    """The settings of a municipality with so many times the wijken of the example."""
    return small_towns.town(times * len(current().wijken))


def rows(times: int, year: int) -> Mapping[str, pl.DataFrame]:
    """One year of every dataset."""
    return {name: _of(name, frame, times) for name, frame in example.true_tables(year).items()}


def address(times: int, folder: Path) -> str:
    return url(folder / f"{times}.db")


def load(times: int, folder: Path) -> Store:
    """A store with all example years of this town, of which the last is not published yet."""
    settings, opened = town(times), Store(address(times, folder))
    for year in example.YEARS:
        files = [checked(name, year, frame) for name, frame in rows(times, year).items()]
        versions = {version.dataset: version.id for version in opened.save(files, who="bench")}
        if year != example.YEARS[-1]:
            # Without the documents, which take long and are not about what is measured.
            made = publish.concept(opened, year, settings).tables.frames
            opened.add_edition(year=year, who="bench", reason=None, versions=versions, tables=made, texts={})
    return opened


def checked(dataset: str, year: int, frame: pl.DataFrame) -> Checked:
    return Checked(f"{dataset}.csv", dataset, year, frame, (), ReadAs(), Digest(frame.write_csv().encode()))


def _of(name: str, frame: pl.DataFrame, times: int) -> pl.DataFrame:
    if "gebied" not in frame.columns:
        return frame
    old, new = current(), town(times)
    wijken = pl.col("gebied").is_in([wijk.code for wijk in old.wijken])
    counts = [] if name in NOT_ADDED else [c for c in frame.columns if frame.schema[c].is_numeric() and c != "jaar"]
    whole = frame.filter(~wijken).with_columns(pl.col(counts) * times)
    whole = whole.with_columns(pl.col("gebied").replace(old.gemeente.code, new.gemeente.code))
    copies = [
        frame.filter(pl.col("gebied") == wijk.code).with_columns(gebied=pl.lit(other.code))
        for number, other in enumerate(new.wijken)
        for wijk in [old.wijken[number % len(old.wijken)]]
    ]
    return pl.concat([whole, *copies])
