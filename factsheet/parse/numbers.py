"""Texts → numbers, as Dutch Excel, CBS and databases write them, whichever sign they use for decimals."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping

import polars as pl

from factsheet.parse.wording import NOT_KNOWN, keys, shown
from factsheet.settings import DASHES
from schemas import ColumnInfo

LARGEST = 10**15
EXCEL_DAY_ZERO = datetime.date(1899, 12, 30)
YEARS_AS_DAYS = (2000, 2100)  # a year that Excel shows as a day lies in 1905
# Numbers, with "," as the decimal sign; _for gives the same for ".".
NUMBER = r"^[+-]?(?:(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,[0-9]*)?|,[0-9]+)$"
# As a spreadsheet or database writes what is very large or very small.
POWER = r"^[+-]?[0-9]+(?:,[0-9]+)?[eE][+-]?[0-9]{1,2}$"
# Can only be meant with a decimal comma: 12,5 · 0,125 · 1234,567 · 1.234,5 · 1.234.567.
CLEAR = (
    r"^[+-]?(?:[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})|(?:0[0-9]*|[0-9]{4,}),[0-9]{3}"
    r"|,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(?:\.[0-9]{3}){2,})$"
)
# Thousands or three decimals.
OPEN_POINT = r"^[+-]?[1-9][0-9]{0,2}\.[0-9]{3}$"
OPEN_COMMA = r"^[+-]?[1-9][0-9]{0,2},[0-9]{3}$"
WHOLE = r"^[+-]?(?:[0-9]+(?:[.,]0{1,2})?|[0-9]{1,3}(?:\.[0-9]{3})+(?:,0{1,2})?)$"
WHOLE_POINT = r"^[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.0{1,2})?$"
# Only thousands can show the decimal sign in whole numbers, and a single comma may just as well be a mistake.
THOUSANDS = {",": r"^[+-]?[0-9]{1,3}(?:\.[0-9]{3})+$", ".": r"^[+-]?[0-9]{1,3}(?:,[0-9]{3}){2,}$"}
SPACES = r"[\s\u202f\u2009]"
SPACED = rf"^[+-]?[0-9]{{1,3}}(?:{SPACES}[0-9]{{3}})+(?:[.,][0-9]+)?$"
# A year as CBS writes it (final, provisional, or as a code), as a day, and as a number that is shown as a day.
YEAR_WAYS = r"^(?:(?:1 januari|0?1[-/]0?1[-/])\s*)?((?:19|20)[0-9]{2})(?:JJ00|\s?\*{1,2})?$"
YEAR_ISO = r"^(20[0-9]{2})-01-01(?:[ T]00:00(?::00)?)?$"
BEHIND = r"^[0-9][0-9.,]*-$"
POWER_SHOWN = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?[eE][+-]?[0-9]{1,2}")
QUOTED = r"^[+-]?[0-9]{1,3}(?:['’][0-9]{3})+(?:[.,][0-9]+)?$"


def _for(sign: str, pattern: str) -> str:
    """The pattern, written for a decimal comma, for this decimal sign."""
    return (
        pattern
        if sign == ","
        else pattern.replace(r"\.", "§").replace(",[", r"\.[").replace(",(", r"\.(").replace("§", ",")
    )


CLEARLY = {sign: _for(sign, CLEAR) for sign in ",."}


class Number:
    """A column of numbers: those that are plain digits, and the texts that need a closer look."""

    def __init__(
        self, info: ColumnInfo, text: pl.Series, read_with: str = ",", partly: pl.Series | None = None
    ) -> None:
        """`read_with`: the decimal sign of the numbers that are no text any more; `partly`: those that were read."""
        self._info = info
        self._read_with = frozenset(read_with if info.dtype == pl.Float64 else ())
        self._whole = info.dtype == pl.Int64
        self._done = text if text.dtype != pl.String else None
        if self._done is None:
            self._split(text, partly)

    def _split(self, text: pl.Series, partly: pl.Series | None) -> None:
        self._plain = text.cast(pl.Int64, strict=False) if partly is None else partly
        self._left = text.is_not_null() & self._plain.is_null()
        self._rest = _clean(text.filter(self._left), self._info.unit)
        if self._info.unit == "jaar":
            self._rest = _years(self._rest)
        self._shown = signs(self._rest, THOUSANDS if self._whole else CLEARLY)
        if partly is not None and not self._whole:
            # Another sign among the rest makes all that was read doubtful.
            if self._shown - self._read_with:
                self._split(text, None)
            self._shown |= self._read_with

    @property
    def is_text(self) -> bool:
        """Whether its cells were not read as numbers at once."""
        return self._done is None

    @property
    def decimals(self) -> frozenset[str]:
        """The decimal signs that this column shows beyond doubt."""
        if self._done is not None:
            return self._read_with
        return self._shown

    def values(self, of_file: str | None) -> pl.Series:
        """The numbers; null where a text is none, or could be two, or is larger than anything that is counted."""
        if self._done is not None:
            return self._done
        values = self._filled(_whole_numbers(self._rest, of_file) if self._whole else self._fractions(of_file))
        return values.set(values.abs() > LARGEST, None)

    def explain(self, value: str) -> tuple[str, str | None]:
        """What is wrong with a text that is no number, and what was probably meant."""
        if len(re.sub(r"\D", "", value)) >= len(str(LARGEST)) or re.search(r"\d[eE]\+?\d\d", value):
            return f"'{shown(value)}' is groter dan hier kan. Staan er cijfers te veel?", None
        return _no_whole_number(value) if self._whole else _no_number(value)

    def lost_digits(self, text: pl.Series) -> pl.Series:
        """Which texts are a power of ten with fewer digits than the number has: 4,49E+07 was 44.9… million."""
        parts = (
            text.cast(pl.String)
            .str.strip_chars()
            .str.extract_groups(r"^[+-]?([0-9](?:[.,][0-9]+)?)[eE]\+?([0-9]{1,2})$")
        )
        digits = parts.struct.field("1").str.len_chars() - 1
        return (parts.struct.field("2").cast(pl.Int64) > digits.clip(0)).fill_null(False)

    def _filled(self, rest: pl.Series) -> pl.Series:
        values = self._plain.cast(self._info.dtype)
        return values.scatter(self._left.arg_true(), rest) if len(rest) else values

    def _fractions(self, of_file: str | None) -> pl.Series:
        own = self.decimals
        if len(own) == 1 or (not own and of_file):
            return _numbers(self._rest, next(iter(own), of_file or ","))
        if not own:
            # A comma is how editors here write it. Three digits behind a sign could be either, so that is asked;
            # but no amount of money has three decimals.
            could_be_either = OPEN_COMMA if self._info.unit == "euro" else OPEN_POINT
            return _numbers(self._rest.set(self._rest.str.contains(could_be_either), None), ",")
        read = [_numbers(self._rest.set(~self._rest.str.contains(_for(sign, CLEAR)), None), sign) for sign in ",."]
        return read[0].zip_with(read[0].is_not_null(), read[1])


def decimal_of_file(columns: Iterable[Number]) -> str | None:
    """The decimal sign that the columns agree on; None when they show none, or both."""
    signs = set().union(*(column.decimals for column in columns))
    return signs.pop() if len(signs) == 1 else None


def signs(text: pl.Series, patterns: Mapping[str, str] = CLEARLY) -> frozenset[str]:
    """The decimal signs that these texts show beyond doubt."""
    return frozenset(sign for sign, pattern in patterns.items() if text.str.contains(pattern).any())


def _clean(text: pl.Series, unit: str | None) -> pl.Series:
    """Without the signs around a number: spaces, €, %, other minus signs. Only the sign of the column's own unit."""
    if not text.str.contains(r"[^0-9.,+-]|,-|-$").any():
        return text
    text = text.str.strip_chars().str.strip_chars("\u202f\u2009").str.replace_all(f"[{DASHES}]", "-")
    if unit == "euro":
        text = text.str.replace(r"(?i)^(\(?[+-]?)\s*(?:€|eur)\s*([+-]?)", "$1$2").str.replace(
            r"(?i)\s*(?:€|euro?)(\)?)$", "$1"
        )
        text = text.str.replace(r"([0-9]),-{1,2}$", "$1")
    if unit == "%":
        text = text.str.replace(r"\s*%$", "")
    # Bookkeepers write a negative amount between brackets, and their programs put the sign behind it.
    text = text.zip_with(~text.str.contains(BEHIND).fill_null(False), "-" + text.str.strip_chars_end("-"))
    text = text.str.replace(r"^\(([^()+-]+)\)$", "-$1").str.replace(r"^([+-])\s+", "$1")
    text = text.zip_with(~text.str.contains(SPACED).fill_null(False), text.str.replace_all(SPACES, ""))
    return text.zip_with(~text.str.contains(QUOTED).fill_null(False), text.str.replace_all("['’]", ""))


def _years(text: pl.Series) -> pl.Series:
    """The year, where a cell holds a year in another way than as four digits."""
    bare = text.str.strip_chars()
    days = bare.str.to_date("%d-%m-%Y", strict=False)
    serial = (days - EXCEL_DAY_ZERO).dt.total_days()
    shown_as_day = serial.is_between(*YEARS_AS_DAYS).fill_null(False)
    found = pl.select(pl.coalesce(bare.str.extract(YEAR_WAYS), bare.str.extract(YEAR_ISO))).to_series()
    return found.fill_null(text).zip_with(~shown_as_day, serial.cast(pl.String))


def _numbers(text: pl.Series, sign: str) -> pl.Series:
    """Numbers with this decimal sign; null where the text is no such number."""
    known = text.str.contains(_for(sign, NUMBER)) | text.str.contains(_for(sign, POWER))
    good = text.set(~known, None)
    thousands = "." if sign == "," else ","
    if good.str.contains(thousands, literal=True).any():
        good = good.str.replace_all(thousands, "", literal=True)
    return good.str.replace(sign, ".", literal=True).cast(pl.Float64)


def _whole_numbers(text: pl.Series, of_file: str | None) -> pl.Series:
    """Whole numbers, with thousands signs or with decimals that are zero. A point means thousands here."""
    good = text.str.contains(WHOLE)
    if of_file == ".":
        good |= text.str.contains(WHOLE_POINT)
    digits = text.set(~good, None).str.replace(r"[.,]0{1,2}$", "").str.replace_all(r"[.,]", "")
    return digits.cast(pl.Int64, strict=False)


def _no_whole_number(value: str) -> tuple[str, str | None]:
    if "%" in value:
        return f"'{shown(value)}' is een percentage. Vul hier een aantal in.", None
    if re.fullmatch(r"[+-]?[0-9]{1,3}(,[0-9]{3})+", value):
        meant = value.replace(",", "")
        return f"'{shown(value)}' is geen heel getal. Bedoelt u {meant}? Schrijf dat dan zonder komma.", meant
    if POWER_SHOWN.fullmatch(value):
        return f"'{shown(value)}' is door een programma afgekort. Zo raken er cijfers kwijt. Typ het hele getal.", None
    if re.fullmatch(r"[+-]?[0-9]+[.,][0-9]+", value):
        return f"'{shown(value)}' is geen heel getal. Vul een getal in zonder cijfers achter de komma.", None
    return _no_number(value)


def _no_number(value: str) -> tuple[str, str | None]:
    if bound := re.fullmatch(r"[<≤>≥]\s*=?\s*[0-9.,]+", value):
        less = "minder" if bound[0][0] in "<≤" else "meer"
        return f"'{shown(value)}' zegt alleen dat het er {less} zijn. Vraag de bron om het getal zelf.", None
    # Only what is left of a number without its sign: a sign behind it may mean that it is negative.
    bare = value.strip("€% +-–−")
    if re.fullmatch(r"[0-9]{1,3}[.,][0-9]{3}", bare):
        sign = "punt" if "." in bare else "komma"
        decimal, thousands = re.sub("[.,]", ",", bare), re.sub("[.,]", "", bare)
        message = f"Bij '{shown(value)}' is niet duidelijk wat de {sign} betekent. Schrijf {decimal} of {thousands}."
        return message, None
    if keys(pl.Series([value])).is_in(NOT_KNOWN).all():
        return f"'{shown(value)}' betekent dat het cijfer niet bekend is, maar hier is een cijfer nodig.", None
    return f"'{shown(value)}' is geen getal. Vul een getal in, bijvoorbeeld 1234.", None
