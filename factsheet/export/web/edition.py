"""The pages of one edition: the factsheet, a sheet per wijk, and all figures of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from markupsafe import Markup

from factsheet import geography, wijkblad
from factsheet.cards import Card, cards
from factsheet.edition import Factsheet, SectionResult
from factsheet.export.drawings import drawings
from factsheet.export.taken import Taken
from factsheet.export.web import frame
from factsheet.export.web.around import Around, Downloads, nothing
from factsheet.export.web.frame import Place
from factsheet.markup.maps import law_maps, place_map
from factsheet.markup.sections import card_grid, in_full
from factsheet.markup.tables import bullets, figures_table
from factsheet.markup.tiles import tiles
from factsheet.markup.wijk import on_one_sheet
from factsheet.narrate import notation
from factsheet.settings import Area, Settings

ROOMY = (6, 12)  # cards whose chart has room for a wide drawing where the page is at its widest
POINTS = 600  # of a map of which a page has three; one with more would make the page too large, and gives tiles


def pages_of(
    taken: Taken, at: str, settings: Settings, *, around: Around | None = None, downloads: Downloads = nothing
) -> dict[str, bytes]:
    """All pages of an edition in the folder `at`, as path → bytes.

    They lean on the pages and the stylesheet that `site` puts beside them. `around`: the site that they are part of, by
    default one of just this edition. `settings` has the lines of the sheets of wijken, for editions without their own.
    """
    around = around or Around((taken,))
    front = taken.front
    sheets = {area: taken.sheet(area) for area in front.areas}
    whole = Place(taken, at, front.gemeente)
    found = {whole.path: _year_page(whole, sheets[front.gemeente], around, downloads)}
    for wijk in front.wijken:
        place = Place(taken, at, wijk)
        found[place.path] = _wijk_page(place, sheets, settings, around, downloads)
    for area, sheet in sheets.items():
        place = Place(taken, at, area, "cijfers")
        found[place.path] = _figures_page(place, sheet, around, downloads)
    return found


def _year_page(place: Place, sheet: Factsheet, around: Around, downloads: Downloads) -> bytes:
    """The factsheet of the municipality in short."""
    taken = place.taken
    summary = taken.summary
    kop = Markup('<p class="sd-jaarkop">{}</p>').format(summary.kop.tekst) if summary.kop else Markup()
    begin = Markup('<div class="sd-begin">{}<p class="sd-intro">{}</p></div>\n').format(kop, sheet.intro)
    parts = [
        begin,
        tiles(summary.kerncijfers, taken.jaar),
        _cards(cards(sheet, summary.kerncijfers), taken.jaar),
        _maps(place),
        _more(Markup('<a href="{}">Alle cijfers van {}</a>').format(place.way(place.area, "cijfers"), taken.jaar)),
        frame.downloads(downloads(taken, place.area), ""),
        _older(place, around),
    ]
    return frame.of_edition(place, around, sheet.titel, Markup("\n").join(parts))


def _cards(found: Sequence[Card], jaar: int) -> Markup:
    charts = _charts_of([card.deel for card in found], [card.breedte not in ROOMY for card in found])
    return card_grid(found, jaar, charts)


def _maps(place: Place) -> Markup:
    front = place.taken.front
    shapes = geography.shapes_of(front.wijken)
    points = sum(len(ring) for shape in shapes for ring in shape.rings)
    made = law_maps(place.taken.summary.wijken, front, place.way, shapes if points <= POINTS else ())
    return Markup("<h2>De wijken naast elkaar</h2>\n{}").format(made) if made else made


def _older(place: Place, around: Around) -> Markup:
    """The ways to earlier editions of this year."""
    found = around.older(place.taken)
    if not found:
        return Markup()
    items = [
        frame.link(
            place.path, f"{around.folder(one)}/index.html", f"Editie {one.edition.number}, tot {_until(one, around)}"
        )
        for one in found
    ]
    return Markup("<section><h2>Eerdere edities van {}</h2>{}</section>").format(place.taken.jaar, bullets(items))


def _until(taken: Taken, around: Around) -> str:
    """The day on which the edition after this one came."""
    after = min(
        (
            one.edition
            for one in around.editions
            if one.jaar == taken.jaar and one.edition.number > taken.edition.number
        ),
        key=lambda edition: edition.number,
    )
    return notation.day(notation.dutch_time(after.public_from))


def _wijk_page(
    place: Place, sheets: dict[Area, Factsheet], settings: Settings, around: Around, downloads: Downloads
) -> bytes:
    """One wijk on one sheet, beside the municipality and the other wijken."""
    taken, wijk, sheet = place.taken, place.area, sheets[place.area]
    front = taken.front
    own = (sheet.figure(figure.sleutel) for figure in taken.summary.kerncijfers)
    figures = tuple(figure for figure in own if figure and figure.value is not None)
    lines = wijkblad.lines(
        sheet, [sheets[other] for other in front.wijken], front.wijkblad or settings.samenvatting.wijkregels
    )
    specs = list(wijkblad.chart_specs(sheet))
    aside = place_map(front, wijk, place.way) + Markup().join(drawings(specs, narrow_only=[True] * len(specs)))
    body = Markup("{}{}\n{}{}").format(
        tiles(figures, taken.jaar),
        on_one_sheet(sheet, lines, front.gemeente.naam, aside),
        _neighbours(place),
        frame.downloads(downloads(taken, wijk), ""),
    )
    return frame.of_edition(place, around, f"{wijk.naam} in {taken.jaar}", body)


def _neighbours(place: Place) -> Markup:
    """The wijk before and after this one, and all figures of this one."""
    wijken = place.taken.front.wijken
    at = wijken.index(place.area)
    before, after = wijken[at - 1], wijken[(at + 1) % len(wijken)]
    step = Markup('<a href="{}">{}</a>')
    figures = step.format(place.way(place.area, "cijfers"), f"Alle cijfers van {place.area.met_lidwoord}")
    if len(wijken) == 1:
        return _more(figures)
    return _more(
        step.format(place.way(before), f"← {before.naam}"), step.format(place.way(after), f"{after.naam} →"), figures
    )


def _figures_page(place: Place, sheet: Factsheet, around: Around, downloads: Downloads) -> bytes:
    """Every sentence, chart and table of an area."""
    area, taken = place.area, place.taken
    # Of a wijk the drawing for a narrow place is enough: the tables are what these pages are for.
    charts = _charts_of(sheet.secties, [not area.is_gemeente] * len(sheet.secties))
    contents = frame.nav(
        "Inhoud",
        (Markup('<a href="#{}">{}</a>').format(part.sleutel, part.kop) for part in sheet.secties),
        "sd-inhoud",
    )
    groups = (
        Markup("<h2>{}</h2>\n{}").format(groep, Markup("\n").join(_in_full(part, charts) for part in parts))
        for groep, parts in groupby(sheet.secties, lambda part: part.groep)
    )
    body = Markup("{}\n{}\n{}{}").format(
        contents,
        Markup("\n").join(groups),
        _more(Markup('<a href="{}">{}</a>').format(place.way(area), _sheet_name(place))),
        frame.downloads(downloads(taken, area), "../"),
    )
    return frame.of_edition(place, around, f"Alle cijfers van {area.met_lidwoord}, {taken.jaar}", body)


def _in_full(part: SectionResult, charts: dict[str, Markup]) -> Markup:
    return Markup(
        '<section class="sd-deel" aria-labelledby="{0}"><h3 id="{0}">{1}</h3><div class="sd-naast-elkaar">'
        "<div>{2}</div>{3}</div>{4}</section>"
    ).format(
        part.sleutel,
        part.kop,
        in_full(part),
        charts.get(part.sleutel, ""),
        figures_table(part.cijfers, part.titel),
    )


def _sheet_name(place: Place) -> str:
    return f"Factsheet {place.taken.jaar}" if place.area.is_gemeente else f"{place.area.naam} op één blad"


def _charts_of(parts: Iterable[SectionResult], narrow: Iterable[bool]) -> dict[str, Markup]:
    """The charts of sections that have one, by key."""
    found = [(part.sleutel, spec, alone) for part, alone in zip(parts, narrow, strict=True) if (spec := part.grafiek)]
    made = drawings([spec for _, spec, _ in found], narrow_only=[alone for _, _, alone in found])
    return {key: drawing for (key, _, _), drawing in zip(found, made, strict=True)}


def _more(*links: Markup) -> Markup:
    return Markup('<p class="sd-verder-naar">{}</p>\n').format(Markup(" ").join(links))
