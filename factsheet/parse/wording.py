"""How texts from a file are compared with each other, and how values are repeated in a message."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Callable, Collection, Sequence

import polars as pl

from factsheet import settings
from factsheet.parse.coded import as_codes, by_code
from factsheet.parse.parallel import map_chunks
from schemas.rules.persons import is_personal

SAMPLE = 1000  # cells of which the first tell whether a column repeats itself
SHOWN = 60  # characters of a wrong value that a message repeats
NAMED = 12  # names that a message lists
HIDDEN = "(niet getoond)"
# In a column that may be empty these count as empty: how sources write "not known".
NOT_KNOWN = [".", "..", "...", "…", "-", "--", "x", "*", "?", "nb", "n.b.", "nvt", "n.v.t.", "onbekend", "geheim"]
# How databases and programs write it.
NOT_KNOWN += ["null", "(null)", "\\n", "na", "n/a", "<na>", "nan", "none", "(leeg)", "(blank)"]


def dutch(value: float) -> str:
    """A number in Dutch notation, with as many decimals as it has (three at most)."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.3f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def shown(value: str) -> str:
    """A value from a file as a message may repeat it: on one line, not too long, nothing invisible, of no person."""
    if is_personal(value):
        return HIDDEN
    line = "".join(char if char.isprintable() else " " for char in value[: 4 * SHOWN]).strip()
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"


def listed(names: Sequence[object]) -> str:
    """ "a", "a en b", "a, b en c"."""
    *others, last = map(str, names)
    return f"{', '.join(others)} en {last}" if others else last


def few(names: Sequence[str]) -> str:
    """ "a, b en c"; of many the first, and how many more there are: a town may have hundreds of wijken."""
    if len(names) <= NAMED:
        return listed(names)
    return f"{', '.join(names[:NAMED])} en nog {dutch(len(names) - NAMED)}"


def keys(text: pl.Series) -> pl.Series:
    """Texts as they are compared: without capitals, accents, spaces around or kinds of dashes."""
    return (
        text.str.normalize("NFKD")
        .str.replace_all(r"\p{M}", "")
        .str.to_lowercase()
        .str.replace_all(rf"\s*[-{settings.DASHES}]\s*", "-")
        .str.replace_all(r"\s+", " ")
        .str.strip_chars()
    )


@functools.lru_cache(maxsize=4096)
def key(text: str) -> str:
    """The same for one text."""
    return settings.comparable(text)


def closest(value: str, options: Collection[str]) -> str | None:
    """The option that looks most like the value, whatever its capitals; None when none does."""
    by_key = {key(option): option for option in options}
    found = difflib.get_close_matches(key(value[:SHOWN]), by_key, n=1)
    return by_key[found[0]] if found else None


def area_hint(name: str, areas: Sequence[settings.Area]) -> str:
    """What to say to who named an area that does not exist: the one that looks most like it, or which there are."""
    names = [area.naam for area in areas]
    close = closest(name, names)
    return f"Bedoelt u '{close}'?" if close else f"Kies uit: {few(names)}."


def is_low_cardinality(text: pl.Series) -> bool:
    """Whether a column repeats itself, by its first cells."""
    return text.head(SAMPLE).n_unique() <= SAMPLE // 2


def any_match(text: pl.Series, pattern: str) -> bool:
    """Whether any of these texts has the pattern in it."""
    return any(map_chunks(text, lambda piece: bool(piece.str.contains(pattern).any())))


def distinct_values(text: pl.Series) -> pl.Series:
    """The different texts of a column, without null; where nearly all are different, the column as it is.

    Of a Categorical: of each code its text, in order.
    """
    if isinstance(text.dtype, pl.Categorical):
        return by_code(text)
    return text.unique().drop_nulls() if is_low_cardinality(text) else text


def by_unique(
    text: pl.Series, convert: Callable[[pl.Series], pl.Series], different: pl.Series | None = None
) -> pl.Series:
    """Convert each different text once; of a Categorical, texts become codes.

    `different` are those of `distinct_values`, where they are known already.
    """
    different = distinct_values(text) if different is None else different
    if isinstance(text.dtype, pl.Categorical):
        converted = convert(different)
        converted = as_codes(converted) if converted.dtype == pl.String else converted
        return converted.gather(text.to_physical()).alias(text.name)
    if len(different) == len(text):
        return convert(text)
    if not len(different):
        return text
    converted = convert(different)
    if converted.dtype == text.dtype and converted.equals(different):
        return text
    return text.replace_strict(different, converted, default=None)
