"""The sheet of one wijk in words and on lines, beside the municipality and all wijken."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from factsheet.edition import Factsheet
from factsheet.markup import provenance
from factsheet.markup.tables import CELL, boxed, row
from factsheet.narrate import UNCLEAR, arrow, change_in_short, notation, passages
from factsheet.settings import Area
from factsheet.wijkblad import Line

PERCENT = 100
NARROW = {UNCLEAR: "niet duidelijk"}


def on_one_sheet(sheet: Factsheet, lines: Sequence[Line], whole: str, aside: Markup) -> Markup:
    """What stands out, in the margin where the wijk is and its charts (`aside`), and a line per figure."""
    return Markup(
        '<div class="sd-raster sd-wijkblad"><section class="sd-kaartje sd-k8">{}</section>'
        '<section class="sd-kaartje sd-plek">{}</section><section class="sd-kaartje sd-k8">{}</section></div>'
    ).format(_standing_out(sheet), aside, _lines_table(lines, sheet.area, whole, sheet.jaar))


def _standing_out(sheet: Factsheet) -> Markup:
    """The three things that stand out, and what they stand on."""
    items = Markup().join(
        Markup("<li>{}</li>").format(" ".join(said.tekst for said in passage)) for passage in passages(sheet.opvallend)
    )
    if not items:
        return Markup("<h2>Wat opvalt</h2><p>Over deze wijk is nog niets te zeggen.</p>")
    return Markup('<h2>Wat opvalt</h2><ol class="sd-opvallend">{}</ol>{}').format(
        items, provenance.origin(sheet.opvallend)
    )


def _lines_table(lines: Sequence[Line], area: Area, whole: str, jaar: int) -> Markup:
    """A line per figure: of the wijk, its change, of the municipality (called `whole`), and where all wijken are."""
    rows = Markup().join(_line(line, jaar) for line in lines)
    legend = Markup(
        '<p class="sd-legenda"><span class="sd-strook-hier"></span> {} <span class="sd-strook-heel"></span> heel {} '
        '<span class="sd-strook-ander"></span> andere wijken. Links op de lijn is laag, rechts is hoog.</p>'
    ).format(area.naam, whole)
    head = ("Cijfer", area.naam, "Verandering", f"Heel {whole}", "Tussen de wijken")
    return Markup("<h2>{} naast heel {}</h2>{}{}").format(
        area.naam, whole, boxed(f"{area.naam} naast heel {whole}, {jaar}", head, rows, "sd-regels"), legend
    )


def _line(line: Line, jaar: int) -> Markup:
    figure = line.figuur
    whole = notation.shown(figure.gemeente) if figure.gemeente else ""
    in_words = change_in_short(figure, jaar - 1)
    change = Markup('<b aria-hidden="true">{}</b> {}').format(arrow(figure), NARROW.get(in_words, in_words))
    own = Markup("<strong>{}</strong>").format(notation.shown(figure))
    return row(line.naam, map(CELL.format, (own, change, whole, _strip(line))))


def _strip(line: Line) -> Markup:
    """Where all wijken are on a line, and the same in words."""
    if line.hier is None:
        return Markup()
    dots = [("ander", place) for place in line.andere]
    dots += [("heel", line.gemeente)] if line.gemeente is not None else []
    marks = Markup().join(
        Markup('<i class="sd-strook-{}" style="left:{:.0f}%"></i>').format(kind, place * PERCENT)
        for kind, place in [*dots, ("hier", line.hier)]
    )
    return Markup('<span class="sd-strook" aria-hidden="true">{}</span><span class="sd-voorlezen">{}</span>').format(
        marks, rank(line)
    )


def rank(line: Line) -> str:
    """Plaats 2 van 10, van hoog naar laag."""
    above = sum(place > (line.hier or 0.0) for place in line.andere)
    return f"plaats {above + 1} van {len(line.andere) + 1}, van hoog naar laag"


def side_by_side(named: Sequence[tuple[str, Sequence[Line]]], whole: str, jaar: int) -> Markup:
    """A few wijken beside each other, a line per figure; `named` has the head of each and its lines."""
    per_wijk = [lines for _, lines in named]
    names = dict.fromkeys(line.naam for lines in per_wijk for line in lines)
    rows = Markup().join(_beside(name, per_wijk) for name in names)
    heads = ("Cijfer", *(head for head, _ in named), f"Heel {whole}")
    return boxed(f"Mijn wijken naast elkaar, {jaar}", heads, rows, "sd-naast")


def _beside(name: str, per_wijk: Iterable[Sequence[Line]]) -> Markup:
    found = [next((line for line in lines if line.naam == name), None) for lines in per_wijk]
    figures = [line.figuur if line else None for line in found]
    whole = next((figure.gemeente for figure in figures if figure and figure.gemeente), None)
    values = (notation.shown(figure) if figure else notation.UNKNOWN for figure in (*figures, whole))
    return row(name, map(CELL.format, values))
