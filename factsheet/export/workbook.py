"""Figures as an Excel workbook: a sheet that explains, then a sheet per section with a row per figure and year."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from factsheet.edition import SectionResult
from factsheet.export import observations
from factsheet.export.observations import Observation
from factsheet.export.taken import Taken
from factsheet.figures import Unit
from factsheet.settings import Area
from factsheet.template.excel import (
    BOLD,
    BOX,
    TITLE_FONT,
    WRAP,
    cell_at,
    fit_for_paper,
    set_widths,
    write_head,
    write_row,
    write_text,
)

READING = "Leeswijzer"
LONGEST_NAME = 31  # of a sheet, in Excel
COLUMNS = {  # name → width in characters, and what it is
    "Gebied": (22, "De gemeente, een wijk, of een gebied om mee te vergelijken."),
    "Gebiedscode": (13, "De code van het CBS. Leeg bij een gebied om mee te vergelijken."),
    "Cijfer": (46, "Wat er geteld of berekend is."),
    "Jaar": (8, "Het jaar waar het cijfer over gaat."),
    "Waarde": (
        14,
        "Het cijfer, afgerond zoals in de factsheet. Leeg als er geen getal bekend is of getoond mag worden.",
    ),
    "Eenheid": (16, "Wat het getal telt. Een percentage staat er als getal: 12 is 12%."),
    "Status": (
        27,
        "Bekend, of de reden dat er geen getal staat: niet bekend, weggelaten vanwege privacy, minder dan 10.",
    ),
    "Verandering": (13, "Het verschil met een eerder jaar. Leeg als dat niet met zekerheid te zeggen is."),
    "Verandering in": (15, "De eenheid van de verandering: procent, procentpunt of punt."),
    "Ten opzichte van": (11, "Het jaar waarmee vergeleken is."),
    "Doel": (10, "Wat de gemeente in dat jaar wilde bereiken, in de eenheid van het cijfer."),
    "Oordeel": (16, "Of het doel gehaald is."),
    "Bron": (28, "Waar het cijfer vandaan komt."),
    "Berekening": (46, "Hoe het cijfer berekend is."),
    "Toelichting": (90, "Wat er gemeten is, over welke periode."),
}


def workbook(taken: Taken, areas: Sequence[Area], sections: Collection[str] | None = None) -> bytes:
    """The figures of these areas as .xlsx, of all sections or of those with these keys. The same each time.

    A workbook of wijken has those of the municipality too, to compare with. Raises LookupError when none of the
    areas has one of the sections.
    """
    found = observations.sections(taken, [*areas, *_to_compare(taken, areas)])
    own = [key for key, parts in found.items() if any(area in areas for area, _ in parts)]
    chosen = {key: found[key] for key in own if sections is None or key in sections}
    if not chosen or set(sections or ()) - chosen.keys():
        raise LookupError(f"No such sections of {[area.naam for area in areas]}: {sections}")
    names = _sheet_names([parts[0][1].titel for parts in chosen.values()])
    made = Workbook()
    _explain(made.worksheets[0], taken, areas, dict(zip(names, chosen.values(), strict=True)))
    for name, parts in zip(names, chosen.values(), strict=True):
        _fill(made.create_sheet(name), parts)
    return _as_bytes(made, taken, _title(taken, areas))


def _to_compare(taken: Taken, areas: Sequence[Area]) -> Sequence[Area]:
    return [] if any(area.is_gemeente for area in areas) else [taken.front.gemeente]


def _title(taken: Taken, areas: Sequence[Area]) -> str:
    """ "Sociaal domein in beeld 2024, Berflo Es"; without areas when it is about all of them."""
    whole = taken.sheet(taken.front.gemeente).titel
    return whole if len(areas) == len(taken.front.areas) else f"{whole}, {', '.join(area.naam for area in areas)}"


def _fill(sheet: Worksheet, parts: Sequence[tuple[Area, SectionResult]]) -> None:
    """The rows of one section, in all areas that have it, and what they stand beside."""
    about = {area.code: part.uitleg for area, part in parts}
    rows = [row for _, part in parts for row in observations.of_section(part)]
    rows += [row for _, part in parts for row in observations.elsewhere(part)]
    write_head(sheet, 1, list(COLUMNS))
    for number, row in enumerate(observations.unique(rows), start=2):
        _write(sheet, number, row, about.get(row.code, ""))
    set_widths(sheet, {place: width for place, (width, _) in enumerate(COLUMNS.values(), start=1)})
    sheet.freeze_panes = "D2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{sheet.max_row}"
    fit_for_paper(sheet, 1)


def _write(sheet: Worksheet, number: int, row: Observation, about: str) -> None:
    unit, figure = row.unit, row.figure
    texts = {1: row.gebied, 2: row.code, 3: figure.label, 6: unit.naam, 7: row.status, 9: row.verandering_eenheid}
    texts |= {12: row.oordeel, 13: row.bron, 14: figure.formule if row.code else "", 15: about}
    for place, text in texts.items():
        if text:
            write_text(cell_at(sheet, number, place), text)
    change = _changes(row.verandering) if row.verandering is not None else ""
    numbers = {4: (row.jaar, "0"), 5: (row.waarde, _values(unit)), 8: (row.verandering, change)}
    numbers |= {10: (row.tegen, "0"), 11: (row.doel, _values(unit))}
    for place, (value, form) in numbers.items():
        if value is not None:
            cell = cell_at(sheet, number, place)
            cell.value, cell.number_format = _number(value), form


def _number(value: Decimal | int) -> float | int:
    """As Excel keeps it: a whole number, or the float that is written the same."""
    return int(value) if value == int(value) else float(value)


def _values(unit: Unit) -> str:
    """How Excel shows values of this unit."""
    digits = f".{'0' * unit.decimals}" if unit.decimals else ""
    sign = {"euro": '"€" ', "procent": "", "score": ""}.get(unit.soort, "")
    return f"{sign}#,##0{digits}" + ('"%"' if unit.soort == "procent" else "")


def _changes(change: Decimal) -> str:
    """A change with its sign, and with the decimals that it has."""
    _, dot, after = f"{change:f}".partition(".")
    digits = f"0{dot}{'0' * len(after)}"
    return f"+{digits};-{digits};{digits}"


def _explain(
    sheet: Worksheet, taken: Taken, areas: Sequence[Area], sheets: dict[str, list[tuple[Area, SectionResult]]]
) -> None:
    """What the workbook is: which edition, how figures are rounded, whom to ask, what stands on which sheet."""
    sheet.title = READING
    sheet.sheet_view.showGridLines = False
    set_widths(sheet, {1: 32, 2: 60, 3: 40})
    write_text(cell_at(sheet, 1, 1), _title(taken, areas))
    cell_at(sheet, 1, 1).font = TITLE_FONT
    row = 2
    for name, text in _about(taken, areas):
        row += 1
        _pair(sheet, row, name, text)
    row = _table(sheet, row + 2, ("Blad", "Wat erop staat", "Bron"), _contents(sheets))
    _table(sheet, row + 2, ("Kolom", "Betekenis"), ((name, text) for name, (_, text) in COLUMNS.items()))
    fit_for_paper(sheet, 1)


def _about(taken: Taken, areas: Sequence[Area]) -> Iterator[tuple[str, str]]:
    yield "Uitgave", taken.line
    if taken.revised:
        yield "Herzien", taken.revised
    yield "Gebieden", ", ".join(area.naam for area in areas)
    yield "Afronding", taken.front.leeswijzer
    yield "Op internet" if taken.public else "In de app", taken.address_of(areas[0])
    if taken.contact:
        yield "Vragen", taken.contact


def _contents(sheets: dict[str, list[tuple[Area, SectionResult]]]) -> Iterator[tuple[str, ...]]:
    for name, parts in sheets.items():
        _, first = parts[0]
        others = {row.bron: None for _, part in parts for row in observations.elsewhere(part)}
        yield name, first.uitleg, "; ".join(filter(None, (observations.source(first), *others)))


def _pair(sheet: Worksheet, row: int, name: str, text: str) -> None:
    cells = write_row(sheet, row, (name, text))
    cells[0].font, cells[0].alignment = BOLD, Alignment(vertical="top")
    cells[1].alignment = WRAP


def _table(sheet: Worksheet, row: int, head: Sequence[str], rows: Iterator[tuple[str, ...]]) -> int:
    """A small table from this row; the last row of it."""
    write_head(sheet, row, head)
    for texts in rows:
        row += 1
        for cell in write_row(sheet, row, texts):
            cell.alignment, cell.border = WRAP, BOX
    return row


def _sheet_names(titles: Sequence[str]) -> list[str]:
    """A name per sheet that Excel takes: short, no two alike whatever their capitals."""
    names: list[str] = []
    for title in titles:
        taken = {READING.casefold(), "history", *(name.casefold() for name in names)}
        names.append(next(name for name in _candidates(title) if name.casefold() not in taken))
    return names


def _candidates(title: str) -> Iterator[str]:
    clean = " ".join(re.sub(r"[\[\]:*?/\\\x00-\x1f\ud800-\udfff\ufffe\uffff]", " ", title).split())
    yield _shortened(clean, LONGEST_NAME)
    for number in range(2, 1000):
        yield f"{_shortened(clean, LONGEST_NAME - 4)} {number}"


def _shortened(text: str, most: int) -> str:
    # Excel counts what takes two places in UTF-16, such as an emoji, as two.
    cut = text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")
    return cut.strip(" '") or "Blad"


def _as_bytes(made: Workbook, taken: Taken, title: str) -> bytes:
    """The workbook as a file, with the day of its edition for every date in it."""
    public = taken.edition.public_from.astimezone(UTC).replace(tzinfo=None, microsecond=0)
    about = made.properties
    about.title, about.creator, about.lastModifiedBy = title, observations.municipality(taken), None
    about.subject, about.language = taken.line, "nl-NL"
    about.created = about.modified = public
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as archive:
        # Not `save`, which writes the time of day.
        ExcelWriter(made, archive).write_data()
    return _again(plain, public)


def _again(plain: io.BytesIO, at: datetime) -> bytes:
    """The same zip, compressed, with one moment for all that is in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, at.timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            new.writestr(entry, old.read(name))
    return packed.getvalue()
