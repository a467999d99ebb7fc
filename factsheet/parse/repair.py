"""Cells with damaged letters, mended before anything is read from them; what is not certain is left for its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from factsheet.letters import SUSPECT, mend, message
from factsheet.parse.lines import Line
from factsheet.parse.wording import any_match, distinct_values

# How programs keep Excel from making a number or a date of a cell: ="0-15", '0-15' and '0123. Not 's-Hertogenbosch.
WRAPPED = r"""^\s*(?:=\s*"[^"]*"|'[^']*'|'[0-9.,+=−–-][^']*)\s*$"""
_WRAPPED = re.compile(WRAPPED)

# By place of a column: what stood there → what it was before its letters were damaged.
Mended = Mapping[int, Mapping[str, str]]


def repaired(
    body: pl.DataFrame, different: Mapping[int, pl.Series]
) -> tuple[pl.DataFrame, Mapping[int, pl.Series], Mended]:
    """The rows, the different texts of each column (see `distinct_values`), and what was mended in them."""
    bare = {place: better for place, texts in different.items() if (better := _wrapped(texts))}
    body, different = _replaced(body, different, bare)
    found = {place: better for place, texts in different.items() if (better := mendable(texts))}
    return *_replaced(body, different, found), found


def _replaced(
    body: pl.DataFrame, different: Mapping[int, pl.Series], better: Mapping[int, Mapping[str, str]]
) -> tuple[pl.DataFrame, Mapping[int, pl.Series]]:
    if not better:
        return body, different
    body = body.with_columns(body[str(place)].cast(pl.String).replace(texts) for place, texts in better.items())
    return body, {**different, **{place: distinct_values(body[str(place)]) for place in better}}


def _wrapped(texts: pl.Series) -> dict[str, str]:
    """Of the texts that something was put around, what they are without it."""
    if texts.dtype != pl.String or not any_match(texts, WRAPPED):
        return {}
    return {text: unwrapped(text) for text in texts.filter(texts.str.contains(WRAPPED)).unique()}


def unwrapped(text: str) -> str:
    """A cell without what was put around it to keep it a text."""
    return text.strip().removeprefix("=").strip().strip("\"'") if _WRAPPED.match(text) else text


def mendable(texts: pl.Series) -> dict[str, str]:
    """Of the texts that are damaged, what they were. Good texts are looked at as a whole only."""
    if texts.dtype != pl.String or not any_match(texts, SUSPECT):
        return {}
    suspects = texts.filter(texts.str.contains(SUSPECT)).unique(maintain_order=True)
    return {text: whole for text in suspects if (whole := mend(text)) != text}


def head_repaired(head: Sequence[Line]) -> tuple[Line, ...]:
    """The first lines of a sheet, where the column names are."""
    return tuple(replace(line, cells=tuple(mend(unwrapped(cell)) for cell in line.cells)) for line in head)


def notes(mended: Mended, names: Mapping[int, str], *, secret: bool) -> Iterator[str]:
    """What was mended, per column; of `secret` cells nothing is repeated."""
    for place, better in mended.items():
        where = f"Kolom '{names[place]}'" if place in names else "Naast de kolommen"
        yield f"{where}. {'Letters hersteld.' if secret else message(better.items())}"
