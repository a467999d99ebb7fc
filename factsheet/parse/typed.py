"""A large file: numbers read as numbers at once, and texts that repeat themselves as codes. The same rows, sooner.

What a cell means may never depend on the size of its file, so a column with any number that could be read in two ways
comes as text, as all columns of a small file do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple, Protocol

import polars as pl

from factsheet.parse.coded import by_code
from factsheet.parse.numbers import LARGEST, signs
from factsheet.parse.wording import SAMPLE, is_low_cardinality

Types = Mapping[str, pl.DataType | type[pl.DataType]]
Count = Callable[[str], int]


class Body(NamedTuple):
    """The rows below a header, and the decimal sign of the numbers in it that are no text any more.

    `partly`: by place, the numbers in a column that is text because some of its cells are no number.
    """

    rows: pl.DataFrame
    decimal: str = ","
    partly: Mapping[int, pl.Series] = MappingProxyType({})


class Read(Protocol):
    """Reads the rows with these types, or `only` the columns at some places; None when polars cannot."""

    def __call__(
        self,
        schema: Types,
        *,
        decimal_comma: bool = ...,
        first: int | None = ...,
        only: list[int] | None = ...,
        ignore_errors: bool = ...,
    ) -> pl.DataFrame | None: ...


def typed(
    read: Read, text_columns: Types, wanted: Mapping[str, type[pl.DataType]], *, separator: str, count: Count
) -> Body | None:
    """The rows with types; None when they cannot be read so. `count` tells how often a sign stands in these rows."""
    sample = read(text_columns, first=SAMPLE)
    if sample is None:
        return None
    dtypes = {name: dtype for name, dtype in wanted.items() if dtype.is_numeric()}
    shown = {name: signs(sample[name]) for name, dtype in dtypes.items() if dtype == pl.Float64}
    known = frozenset[str]().union(*shown.values())
    decimal = "." if known == {"."} else ","
    if len(known) > 1 or (separator == "," and known == {","}):
        return None
    texts = [name for name in text_columns if name not in dtypes]
    repeated = {name: _codes() for name in texts if name in wanted and is_low_cardinality(sample[name])}
    schema = {**text_columns, **dtypes, **repeated}
    body, failed = _read(read, schema, dtypes, decimal_comma=decimal == "," and separator != ",")
    if body is None:
        return None
    wrong = {name for name in dtypes if not _is_sane(body[name])}
    # A point may mean thousands, which polars does not know.
    if decimal == "," and _in_numbers(".", body[texts], count):
        wrong |= set(shown)
    # Nothing tells what a comma means here: thousands, or decimals.
    if not known and separator != "," and _in_numbers(",", body[texts], count):
        wrong |= set(shown)
    if not wrong and not failed:
        return Body(body, decimal)
    # What a sign means follows from all columns: one that does not show it is looked at with the others.
    wrong |= {name for name, own in shown.items() if not own}
    places = [place for place, name in enumerate(text_columns) if name in wrong | failed]
    again = read(text_columns, only=places)
    partly = {int(name): body[name] for name in failed - wrong}
    return None if again is None else Body(body.with_columns(again), decimal, partly)


def _read(
    read: Read, schema: Types, dtypes: Mapping[str, type[pl.DataType]], *, decimal_comma: bool
) -> tuple[pl.DataFrame | None, set[str]]:
    """The rows, and the columns in which not all could be read as a number."""
    body = read(schema, decimal_comma=decimal_comma)
    if body is not None:
        return body, set()
    body = read(schema, decimal_comma=decimal_comma, ignore_errors=True)
    return body, set() if body is None else {name for name in dtypes if body[name].null_count()}


def _codes() -> pl.Categorical:
    """The type of texts as codes of one column alone, which polars forgets together with that column."""
    return pl.Categorical(pl.Categories.random())


def _is_sane(numbers: pl.Series) -> bool:
    """Whether all of them are finite, and none is absurd."""
    finite = numbers.dtype == pl.Int64 or bool(numbers.is_finite().all())
    return finite and all(abs(float(end)) <= LARGEST for end in (numbers.min(), numbers.max()) if end is not None)  # type: ignore[arg-type]


def _in_numbers(sign: str, texts: pl.DataFrame, count: Count) -> bool:
    """Whether a sign stands outside these texts."""
    everywhere = count(sign)
    return everywhere > 0 and everywhere != sum(_count(text, sign) for text in texts)


def _count(text: pl.Series, sign: str) -> int:
    """How often a sign stands in these texts."""
    if text.dtype == pl.String:
        return int(text.str.count_matches(sign, literal=True).sum())
    in_each = by_code(text).str.count_matches(sign, literal=True)
    return int(in_each.gather(text.to_physical()).sum()) if in_each.sum() else 0
