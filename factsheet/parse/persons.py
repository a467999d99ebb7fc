"""Persons stay out: a file with a citizen service number, a name or an address is refused before anything is read.

No value of such a file is ever repeated, logged or kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from factsheet.parse.header import Layout
from factsheet.parse.lines import Line, Sheet
from factsheet.parse.parallel import map_columns
from factsheet.parse.problem import Problem, UnusableError
from schemas import ColumnInfo
from schemas.rules.persons import MARKS, holds_bsn, is_bsn, tell_persons

NAMES = frozenset(
    {
        *("bsn", "burgerservicenummer", "sofinummer", "sofi", "a-nummer", "anummer", "naam", "naam client"),
        *("voornaam", "voornamen", "achternaam", "voorletters", "roepnaam", "tussenvoegsel", "clientnaam"),
        *("clientnummer", "client", "geboortedatum", "geboortedag", "geb.datum", "geb datum", "geboren", "gbdatum"),
        *("adres", "woonadres", "straat", "straatnaam", "huisnummer", "huisnr", "postcode", "postcode6", "pc6"),
        *("telefoon", "telefoonnummer", "mobiel", "e-mail", "email", "e-mailadres", "emailadres", "mailadres"),
        *("iban", "rekeningnummer", "geslachtsnaam", "partner", "naam partner", "contactpersoon"),
    }
)
PARTS = ("bsn", "burgerservice", "geboortedatum", "achternaam", "voornaam", "postcode", "huisnummer", "e-mail", "email")
ENOUGH, NEARLY_ALL = 3, 0.8  # figures that all pass the elfproef by chance: one column in a thousand
LEAST, MOST = 10_000_000, 999_999_999
# A cell that is one number, with the signs that people put around it.
AMOUNT = r"^[\s(€+–−-]*(?:\d[\d.,'’]*|\d{1,3}(?:\s\d{3})+(?:[.,]\d+)?)[\s€%)-]*$"
OUT = "Die horen niet in dit bestand. Het bestand is niet bewaard."


def refuse_persons(sheet: Sheet, layout: Layout, different: Mapping[int, pl.Series]) -> None:
    """Stop when a column holds what belongs to one person. Columns that are named so stop even when they are empty.

    `different`: by place, the different values of each column, or all of them.
    """
    found = [*_by_name(layout), *_by_value(layout, different), *_above(sheet, layout)]
    if found:
        raise UnusableError(*dict.fromkeys(found))


def refuse_strangers(sheets: Iterable[Sheet]) -> None:
    """Stop for a file that nobody recognises and that begins with persons: its first line may be no column names."""
    if tell_persons(_texts(line for sheet in sheets for line in sheet.head)):
        message = f"In dit bestand lijken persoonsgegevens te staan. {OUT} Haal ze weg en kies het bestand opnieuw."
        raise UnusableError(Problem("fout", None, None, None, message, personal=True))


def refuse_names(names: Iterable[str]) -> None:
    """Stop for the number of a citizen in the name of a file or a sheet, which would be shown and kept."""
    if any(map(holds_bsn, names)):
        message = (
            "In de naam van dit bestand of van een werkblad lijkt een burgerservicenummer (BSN) te staan. "
            "Het bestand is niet bewaard. Geef het een andere naam en kies het opnieuw."
        )
        raise UnusableError(Problem("fout", None, None, None, message, personal=True))


def _texts(lines: Iterable[Line]) -> pl.Series:
    return pl.Series([cell for line in lines for cell in line.cells], dtype=pl.String)


def _by_name(layout: Layout) -> Iterable[Problem]:
    for place in layout.unknown:
        names = layout.headings[place].names
        if any(name in NAMES or any(part in name for part in PARTS) for name in names):
            yield _problem(layout, place)


def _by_value(layout: Layout, different: Mapping[int, pl.Series]) -> Iterable[Problem]:
    infos = _infos(layout)
    size = max((len(values) for values in different.values()), default=0)
    told = map_columns(lambda one: tells_persons(one[1], infos.get(one[0])), different.items(), rows=size)
    for place, tells in zip(different, told, strict=True):
        if tells:
            yield _problem(layout, place, known=place in infos)
    # A line of figures that passes for column names.
    if tell_persons(_texts([layout.line])):
        yield _problem(layout, None)


def _above(sheet: Sheet, layout: Layout) -> Iterable[Problem]:
    """What stands above the column names. A title may say whom to mail about the figures, so only numbers count."""
    if any(map(holds_bsn, _texts(line for line in sheet.head if line.row < layout.line.row))):
        message = (
            f"Boven de kolomnamen lijken persoonsgegevens te staan. {OUT} Haal ze weg en kies het bestand opnieuw."
        )
        yield Problem("fout", None, None, None, message, personal=True)


def _infos(layout: Layout) -> dict[int, ColumnInfo]:
    """The columns of the schema, by their place."""
    columns = layout.schema.columns()
    places = {place: columns[name] for name, place in layout.places.items()}
    return places | (dict.fromkeys(layout.wide.places, columns[layout.wide.measure]) if layout.wide else {})


def tells_persons(values: pl.Series, info: ColumnInfo | None) -> bool:
    """Whether a column holds numbers of citizens, full postcodes or mail addresses; without `info` it is unknown."""
    if info is None or not info.dtype.is_numeric() or (info.le is not None and info.le < LEAST):
        # No year, percentage or score is that long.
        return tell_persons(values.cast(pl.String))
    if values.dtype == pl.String and tell_persons(values.filter(~values.str.contains(AMOUNT))):
        return True
    # An amount looks like the number of a citizen by chance; a column of counts with nothing else in it does not.
    return info.unit != "euro" and _are_numbers(values)


def _are_numbers(figures: pl.Series) -> bool:
    """Whether nearly all different figures of a column are numbers of citizens."""
    whole = figures.str.replace_all(MARKS, "") if figures.dtype == pl.String else figures
    different = whole.cast(pl.Int64, strict=False).unique().drop_nulls()
    long = different.filter(different.is_between(LEAST, MOST))
    if len(long) < max(ENOUGH, NEARLY_ALL * len(different)):
        return False
    return sum(is_bsn(str(number)) for number in long) >= max(ENOUGH, NEARLY_ALL * len(different))


def _problem(layout: Layout, place: int | None, *, known: bool = False) -> Problem:
    own = "" if place is None or place >= len(layout.headings) else layout.headings[place].names[0]
    name = own if own in NAMES else None if place is None else layout.column_at(place)
    where = f"de kolom '{name}'" if name else "een kolom zonder naam"
    way_out = "Haal ze daar weg" if known else "Verwijder deze kolom"
    message = f"In {where} lijken persoonsgegevens te staan. {OUT} {way_out} en kies het bestand opnieuw."
    return Problem("fout", layout.line.row, name, None, message, personal=True)
