"""Texts → areas, categories, dates, yes and no; and what to say of a text that is none of these."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from factsheet.letters import LOST
from factsheet.parse.header import TOTALS, spellings
from factsheet.parse.wording import any_match, by_unique, closest, key, keys, shown
from factsheet.parse.workbook import NO_OUTCOME
from factsheet.settings import Settings
from schemas import ColumnInfo, Csv
from schemas.columns import ONBEKEND

# What a row of totals is read as, until it is known which total it is.
TOTAL = "(totaal)"
EXCEL_DATE = re.compile(
    r"(?i)(\d{1,2})[-/ ](?:jan|feb|mrt|maa|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*\.?(?:[-/ ]\d{2,4})?"
    r"|(\d{1,2})[-/]\d{1,2}[-/]\d{2,4}"
)
YES_NO = {
    **dict.fromkeys(("ja", "j", "waar", "true", "yes", "1"), True),
    **dict.fromkeys(("nee", "n", "onwaar", "false", "no", "0"), False),
}
UNKNOWN = (
    *(ONBEKEND, "niet bekend", "wijk onbekend", "onbekende wijk", "buiten wijk", "geen wijk", "niet ingedeeld"),
    *("niet in te delen", "niet toe te delen", "niet toe te wijzen", "niet te plaatsen", "overig", "elders"),
)

LETTER_LOST = (
    f"In deze cel is een letter kwijt (het teken {LOST}). Typ de tekst opnieuw, of bewaar het bestand in Excel als "
    "'CSV UTF-8'."
)
NO_VALUE = (
    "In deze cel staat een formule zonder uitkomst. Open het bestand in Excel, bewaar het daar, en kies het opnieuw."
)
Explain = Callable[[str], tuple[str, str | None]]


@dataclass(frozen=True)
class Reader:
    """How to read a column: text → values (null where it cannot), and what to say of a value that cannot be read.

    `convert` also takes the different texts of the column, where they are known.
    """

    convert: Callable[[pl.Series, pl.Series | None], pl.Series]
    explain: Explain


def reader(schema: type[Csv], info: ColumnInfo, settings: Settings) -> Reader:
    """The reader of a column that holds no numbers."""
    if info.is_area:
        totals = dict.fromkeys(TOTALS - {key(own) for own in area_names(settings)}, TOTAL)
        return Reader(
            _chosen(area_names(settings) | totals, codes(info, settings)), lambda value: _no_area(value, settings)
        )
    values = info.values(settings)
    if values is not None:
        ways = dict.fromkeys(TOTALS, TOTAL) | spellings(schema, info.name, settings)
        return Reader(_chosen(ways, codes(info, settings)), lambda value: _no_value(value, values))
    if info.dtype == pl.Date:
        return Reader(
            _dates, lambda value: (f"'{shown(value)}' is geen datum. Schrijf een datum als 31-12-2024.", None)
        )
    if info.dtype == pl.Boolean:
        return Reader(
            _looked_up(YES_NO), lambda value: (f"'{shown(value)}' is geen ja of nee. Vul ja of nee in.", None)
        )
    return Reader(_texts, lambda value: (f"'{shown(value)}' is niet te lezen.", None))


def explained(value: str, explain: Explain) -> tuple[str, str | None]:
    """What to say of a cell that would not parse, whatever its column, and what was probably meant."""
    if LOST in value:
        return LETTER_LOST, explain(value.strip())[1]
    if value == NO_OUTCOME:
        return NO_VALUE, None
    if value.lstrip().startswith("#"):
        return f"'{shown(value)}' is een foutmelding van Excel. Herstel de formule of typ het getal.", None
    if "\n" in value.strip():
        return "In deze cel staan meerdere regels. Waarschijnlijk staat er een aanhalingsteken te veel.", None
    return explain(value.strip())


def codes(info: ColumnInfo, settings: Settings) -> pl.Enum | None:
    """The type of a column of wijken or categories as numbers with a name; None for a column without fixed values."""
    if info.is_area:
        return pl.Enum([*dict.fromkeys(area.code for area in settings.areas), ONBEKEND])
    values = info.values(settings)
    return pl.Enum(values) if values else None


def area_names(settings: Settings) -> dict[str, str]:
    """Every way in which sources write an area → its code. What the settings call an area is that area."""
    own = settings.gemeente
    names = {f"gemeente {own.naam}": own.code, f"{own.naam} (gemeente)": own.code, f"{own.naam} totaal": own.code}
    names |= dict.fromkeys((own.code[2:], own.code[2:].lstrip("0")), own.code)
    names |= dict.fromkeys(UNKNOWN, ONBEKEND) | {f"totaal {own.naam}": own.code}
    for wijk in settings.wijken:
        number, digits = wijk.code[-2:], wijk.code[2:]
        naam = wijk.naam.removeprefix("Wijk ")  # then CBS writes "Wijk 03 Noord" and not "Wijk 03 Wijk Noord"
        ways = ("wijk {} {}", "{} {}", "wijk {} - {}", "{} - {}", "wijk {}: {}")
        names |= dict.fromkeys((way.format(number, naam) for way in ways), wijk.code)
        names |= dict.fromkeys((f"wijk {naam}", f"{naam} (wijk)", f"{wijk.code} {naam}"), wijk.code)
        # Excel takes the zeros before a code away.
        names |= dict.fromkeys((digits, digits.lstrip("0"), f"{digits[:4]} {number}"), wijk.code)
    for area in settings.areas:
        names |= dict.fromkeys((area.code, area.naam, *area.spellings), area.code)
    return names


def _by_unique_keys(values: Mapping[str, str] | Mapping[str, bool]) -> Callable[[pl.Series], pl.Series]:
    by_key = {key(way): value for way, value in values.items()}
    return lambda different: keys(different).replace_strict(by_key, default=None)


def _chosen(values: Mapping[str, str], coded: pl.Enum | None) -> Callable[[pl.Series, pl.Series | None], pl.Series]:
    """The same for one of few values; of texts that came as codes, the codes of all these values."""
    convert = _by_unique_keys(values)

    def to_codes(different: pl.Series) -> pl.Series:
        found = convert(different)
        # A total is no value of the column yet.
        return found if coded is None or (found == TOTAL).any() else found.cast(coded)

    return lambda text, different: by_unique(
        text, to_codes if isinstance(text.dtype, pl.Categorical) else convert, different
    )


def _looked_up(
    values: Mapping[str, str] | Mapping[str, bool],
) -> Callable[[pl.Series, pl.Series | None], pl.Series]:
    convert = _by_unique_keys(values)
    return lambda text, different: by_unique(text, convert, different)


def _texts(text: pl.Series, different: pl.Series | None) -> pl.Series:
    return by_unique(text, _trimmed, different)


def _trimmed(text: pl.Series) -> pl.Series:
    if not any_match(text, rf"^\s|\s$|\s\s|[^\S ]|^$|{LOST}"):
        return text
    whole = text.set(text.str.contains(LOST, literal=True), None)
    return whole.str.replace_all(r"\s+", " ").str.strip_chars().replace("", None)


def _dates(text: pl.Series, different: pl.Series | None) -> pl.Series:
    return by_unique(text, _each_date, different)


def _each_date(text: pl.Series) -> pl.Series:
    """31-12-2024, 31/12/2024 and 2024-12-31, also with a time of midnight behind it."""
    day = (
        text.str.strip_chars()
        .str.replace(r"[ T]0{1,2}:00(?::00(?:\.0+)?)?$", "")
        .str.replace_all("/", "-", literal=True)
    )
    dutch_order = day.str.contains(r"^[0-9]{1,2}-[0-9]{1,2}-[0-9]{4}$")
    iso_order = day.str.contains(r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$")
    frame = pl.DataFrame({"day": day, "dutch": dutch_order, "iso": iso_order})
    dates = pl.coalesce(
        pl.when("dutch").then("day").str.to_date("%d-%m-%Y", strict=False),
        pl.when("iso").then("day").str.to_date("%Y-%m-%d", strict=False),
    )
    return frame.select(dates).to_series()


def _no_area(value: str, settings: Settings) -> tuple[str, str | None]:
    if EXCEL_DATE.fullmatch(value):
        return _made_a_date(value, [area.naam for area in settings.areas])
    meant = closest(value, [area.naam for area in settings.areas] + [ONBEKEND])
    naam = settings.gemeente.naam
    hint = f"Bedoelt u '{meant}'?" if meant else f"Kies een wijk, '{naam}' of '{ONBEKEND}'."
    return f"'{shown(value)}' is geen wijk van {naam}. {hint}", meant


def _no_value(value: str, options: Sequence[str]) -> tuple[str, str | None]:
    if EXCEL_DATE.fullmatch(value):
        return _made_a_date(value, options)
    meant = closest(value, options)
    hint = f"Bedoelt u '{meant}'? " if meant else ""
    return f"'{shown(value)}' mag hier niet staan. {hint}Kies uit: {', '.join(options)}.", meant


def _made_a_date(value: str, options: Sequence[str]) -> tuple[str, str | None]:
    """What to say of "1-mei", which was "1 mei" or "1-5"."""
    date = EXCEL_DATE.fullmatch(value)
    day = int(date[1] or date[2]) if date else 0
    meant = next((option for option in options if re.match(rf"{day}[- ]", option)), None)
    typed = f"typ '{meant}' opnieuw" if meant else "typ de waarde opnieuw"
    return f"Excel heeft hier een datum van gemaakt: '{shown(value)}'. Maak de cel op als Tekst en {typed}.", meant
