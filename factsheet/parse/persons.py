"""Persons stay out: a file with a citizen service number, a name or an address is refused before anything is read.

No value of such a file is ever repeated, logged or kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from factsheet.parse.abreast import each
from factsheet.parse.header import Layout
from factsheet.parse.lines import Sheet
from factsheet.parse.problem import Problem, UnusableError
from factsheet.parse.wording import holds, shown

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
NINE_DIGITS = r"^\s*\d{3}[ .]?\d{2}[ .]?\d[ .]?\d{3}\s*$"
FULL_POSTCODE = r"(?:^|[\s,])[1-9]\d{3} ?[A-Z]{2}(?:$|[\s,])"
MAIL = r"[^\s@]+@[^\s@]+\.[a-zA-Z]{2,}"
SAMPLE = 1000
LEAST_NINE = 100_000_000
# Any of the three, looked for in one go: nearly all columns have none.
SUSPECT = rf"{NINE_DIGITS}|{FULL_POSTCODE}|@"
ENOUGH = 3  # nine-digit figures that all pass the test by chance: one in a thousand
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def refuse_persons(layout: Layout, different: Mapping[int, pl.Series]) -> None:
    """Stop when a column holds what belongs to one person. Columns that are named so stop even when they are empty.

    `different`: by place, the different values of each column, or all of them.
    """
    found = [*_by_name(layout), *_by_value(layout, different)]
    if found:
        raise UnusableError(*dict.fromkeys(found))


def refuse_strangers(sheets: Iterable[Sheet]) -> None:
    """Stop for a file that nobody recognises and that begins with persons: its first line may be no column names."""
    cells = pl.Series([cell for sheet in sheets for line in sheet.head for cell in line.cells], dtype=pl.String)
    if _tells(cells, figure=False):
        message = (
            "In dit bestand lijken persoonsgegevens te staan. Die horen niet in dit bestand. "
            "Het bestand is niet bewaard. Haal ze weg en kies het bestand opnieuw."
        )
        raise UnusableError(Problem("fout", None, None, None, message, personal=True))


def _by_name(layout: Layout) -> Iterable[Problem]:
    for place in layout.unknown:
        names = layout.headings[place].names
        if any(name in NAMES or any(part in name for part in PARTS) for name in names):
            yield _problem(layout, names[0])


def _by_value(layout: Layout, different: Mapping[int, pl.Series]) -> Iterable[Problem]:
    figures = {place for name, place in layout.places.items() if _is_figure(layout, name)}
    figures |= set(layout.wide.places) if layout.wide else set()
    known = {*layout.places.values(), *figures}
    size = max((len(values) for values in different.values()), default=0)
    told = each(lambda one: _tells(one[1], figure=one[0] in figures), different.items(), rows=size)
    for place, tells in zip(different, told, strict=True):
        if tells:
            name = layout.headings[place].names[0] if place < len(layout.headings) else ""
            yield _problem(layout, name, known=place in known)
    # A line of figures that passes for column names.
    if _tells(pl.Series([head.text for head in layout.headings]), figure=False):
        yield _problem(layout, "")


def _is_figure(layout: Layout, name: str) -> bool:
    info = layout.schema.columns()[name]
    return info.dtype.is_numeric()


def _tells(different: pl.Series, *, figure: bool) -> bool:
    """Whether these values are numbers of citizens, full postcodes or mail addresses."""
    if different.dtype != pl.String:
        if different.max() is None or different.max() < LEAST_NINE:  # type: ignore[operator]
            return False
        different = different.filter(different >= LEAST_NINE).unique().head(SAMPLE).cast(pl.String)
    if not holds(different, SUSPECT):
        return False
    nine = different.filter(different.str.contains(NINE_DIGITS)).str.replace_all(r"\D", "")
    if figure:
        # An amount may look like one by chance; a column of nothing else does not.
        return len(nine) >= ENOUGH and len(nine) == len(different.filter(different != "")) and bool(_passes(nine).all())
    return bool(_passes(nine).any()) or bool(
        (different.str.contains(FULL_POSTCODE) | different.str.contains(MAIL)).any()
    )


def _passes(nine: pl.Series) -> pl.Series:
    """The test of eleven, which every citizen service number passes."""
    digits = [pl.col("nine").str.slice(place, 1).cast(pl.Int64) * weight for place, weight in enumerate(WEIGHTS)]
    good = (pl.sum_horizontal(digits) % 11 == 0) & (pl.col("nine") != "000000000")
    return pl.DataFrame({"nine": nine}).select(good).to_series()


def _problem(layout: Layout, name: str, *, known: bool = False) -> Problem:
    where = f"de kolom '{shown(name)}'" if name else "een kolom zonder naam"
    way_out = "Haal ze daar weg" if known else "Verwijder deze kolom"
    message = (
        f"In {where} lijken persoonsgegevens te staan. Die horen niet in dit bestand. "
        f"Het bestand is niet bewaard. {way_out} en kies het bestand opnieuw."
    )
    return Problem("fout", layout.line.row, shown(name) or None, None, message, personal=True)
