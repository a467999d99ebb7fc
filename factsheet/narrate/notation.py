"""Numbers as a Dutch reader sees them: `82.324`, `€ 3.132.000`, `+0,5%`, `-0,033`."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal

from factsheet.figures import Figure, Point, Unit, half_up

LOCALE = "nl_NL"
UNKNOWN = "niet bekend"
LEFT_OUT = "weggelaten vanwege privacy"
MILLION = 1_000_000
COUNTS = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")


# One edition writes the same few thousand numbers many times: for every area, in text, table and chart.
@functools.lru_cache(maxsize=20_000)
def number(value: float, decimals: int = 0) -> str:
    """A number with a thousands dot and a decimal comma, rounded half up as people do."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(half_up(value, decimals), format=pattern, locale=LOCALE)


def plain(value: float | None, decimals: int) -> str:
    """A number without its unit, or the words for why there is none."""
    return UNKNOWN if value is None else number(value, decimals)


def euro(value: float, decimals: int = 0) -> str:
    """An amount with the euro sign and a no-break space."""
    pattern = "¤\u00a0#,##0" + ("." + "0" * decimals if decimals else "")
    return format_currency(half_up(value, decimals), "EUR", format=pattern, locale=LOCALE, currency_digits=False)


def millions(amount: float) -> str:
    """A large amount for the label of a chart: "€ 41,2 mln"."""
    return f"{euro(amount / 1_000_000, 1)} mln"


def in_one_unit(amounts: Sequence[float]) -> list[str]:
    """Amounts in one sentence: "€ 1,0 miljoen" and "€ 0,4 miljoen"; in thousands where one would be nothing much."""
    if min(amounts, default=0.0) < MILLION / 10:
        return [euro(1000 * round(amount / 1000)) for amount in amounts]
    return [_in_millions(amount) for amount in amounts]


def _in_millions(amount: float) -> str:
    return f"{euro(amount / MILLION, 1)} miljoen"


def in_text(figure: Figure) -> str:
    """The value of a figure as a sentence has it: a large amount in millions."""
    if figure.unit.soort == "euro" and figure.value is not None and abs(figure.value) >= MILLION:
        return _in_millions(figure.value)
    return shown(figure)


def in_short(figure: Figure) -> str:
    """The same where there is little room: a large amount as "€ 105,3 mln"."""
    large = figure.unit.soort == "euro" and figure.value is not None and abs(figure.value) >= MILLION
    return millions(figure.value or 0.0) if large else shown(figure)


def count(number: int) -> str:
    """How many, in a word up to ten: "drie"."""
    return COUNTS[number] if number < len(COUNTS) else str(number)


def day(moment: date) -> str:
    """31 december 2023"""
    return format_date(moment, "d MMMM y", locale=LOCALE)


def moment(at: datetime) -> str:
    """31 december 2023 14:05, in the time of the Netherlands."""
    return format_datetime(dutch_time(at), "d MMMM y HH:mm", locale=LOCALE)


def dutch_time(at: datetime) -> datetime:
    """A moment on the clock of the Netherlands."""
    return at.astimezone(ZoneInfo("Europe/Amsterdam"))


def value(amount: float, unit: Unit) -> str:
    """The value of a figure in its own unit."""
    match unit.soort:
        case "euro":
            return euro(amount, unit.decimals)
        case "procent":
            return f"{number(amount, unit.decimals)}%"
        case _:
            return number(amount, unit.decimals)


def point(p: Point, unit: Unit) -> str:
    """The value of one year, or the words for why there is none.

    What rounding made 0 is not 0: then it says below what it is.
    """
    if p.waarde is None:
        return LEFT_OUT if p.status == "te klein" else UNKNOWN
    under = below(p, unit)
    return value(p.waarde, unit) if under is None else f"minder dan {value(under, unit)}"


def below(p: Point, unit: Unit) -> float | None:
    """What a value that prints as 0 is below; None for one that prints as itself."""
    if p.waarde != 0:
        return None
    if unit.soort == "procent":
        # A growth of nothing is just that; a share is never computed from a rounded 0.
        return 10.0**-unit.decimals if p.precies else None
    return _bound(p, unit) if p.marge else None


def _bound(p: Point, unit: Unit) -> float:
    """What a value that prints as 0 is surely below: of counts a ten, of whole steps half a step, or more."""
    most = (p.precies or 0.0) + p.marge
    if unit.soort == "aantal":
        return (most // 10 + 1) * 10
    return math.ceil(2 * most / unit.stap) * unit.stap / 2 if unit.stap > 1 else most


def shown(figure: Figure) -> str:
    """The value of a figure in its year."""
    return point(figure.now, figure.unit)


def change(p: Point, unit: Unit) -> str:
    """A change with its sign: a percentage, or points where the unit asks for them; empty when there is none."""
    if p.verandering is None:
        return ""
    text = number(abs(p.verandering), p.decimals)
    sign = "+" if p.verandering > 0 else "-" if p.verandering < 0 else ""
    suffix = {"procent": " procentpunt", "score": ""}.get(unit.soort, "%")
    return f"{sign}{text}{suffix}"


def claimed(figure: Figure) -> str:
    """The change of this year where it may be claimed, otherwise nothing.

    Where rounding leaves too much room for a percentage, both numbers: "van 80 naar 100".
    """
    if not figure.now.duidelijk:
        return ""
    if figure.now.grof:
        return f"van {point(figure.before, figure.unit)} naar {shown(figure)}"
    return change(figure.now, figure.unit)


def against(figure: Figure) -> str:
    """The change beside a large figure: "+0,5% ten opzichte van 2023", or "was 80 in 2023"; nothing without a claim."""
    if not figure.now.duidelijk:
        return ""
    if figure.now.grof:
        return f"was {point(figure.before, figure.unit)} in {figure.vorig}"
    return f"{change(figure.now, figure.unit)} ten opzichte van {figure.vorig}"


def in_brackets(figure: Figure) -> str:
    """The change behind a value, as " (+0,5%)"; nothing where none may be claimed or it prints as zero."""
    return f" ({claimed(figure)})" if claimed(figure) and figure.now.verandering else ""
