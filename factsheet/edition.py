"""All sections of one year and area: what every page and every export shows."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, Literal

from pydantic import Field

from factsheet import charts
from factsheet.editorial import DuidingShown, fill_words, shown
from factsheet.figures import ELSEWHERE, Figure, PriceGap, Tables
from factsheet.narrate import Group, Sentence, complete, notation, standing_out, told_once
from factsheet.narrate.text import listing
from factsheet.sections import SECTIONS
from factsheet.sections.base import Section, figures_in
from factsheet.settings import Area, Settings
from schemas import domain


@dataclass(frozen=True, eq=False)
class Chart:
    """The chart of a section as it is kept: `spec` is its Vega-Lite dict; None when there is nothing to draw."""

    titel: str
    spec: dict[str, Any] | None

    def __eq__(self, other: object) -> bool:
        """Whether a reader sees the same chart."""
        return isinstance(other, Chart) and (self.titel, self.spec) == (other.titel, other.spec)

    def __hash__(self) -> int:
        return hash(self.titel)


class Drawing(Chart):
    """A chart that is drawn once, and not before somebody looks: many who read figures never see it."""

    section: Section[Any]
    figures: Any

    def __init__(self, section: Section[Any], figures: Any, titel: str) -> None:
        vars(self).update(titel=titel, section=section, figures=figures)

    @functools.cached_property
    def spec(self) -> dict[str, Any] | None:
        """The Vega-Lite dict; None when there is nothing to draw."""
        return _spec(self.section, self.figures, self.titel)

    def __eq__(self, other: object) -> bool:
        """Whether a reader sees the same chart. Nothing is drawn where the figures tell that it is."""
        same = isinstance(other, Drawing) and (self.titel, self._charted()) == (other.titel, other._charted())
        return same or super().__eq__(other)

    def __hash__(self) -> int:
        return super().__hash__()

    def _charted(self) -> Any:
        charted = self.section.charted_figures
        return [_printed(figure) for figure in charted(self.figures)] if charted else self.figures


def _printed(figure: Figure) -> tuple[object, ...]:
    """All that a chart can show of a figure: names, what is printed of each year, and so of the municipality."""
    points = [(point.jaar, point.waarde, notation.point(point, figure.unit)) for point in figure.points]
    beside = _printed(figure.gemeente) if figure.gemeente else None
    named = figure.sleutel, figure.label, figure.naam, figure.unit, figure.area, figure.jaar
    return *named, points, beside, figure.doel, figure.elders


# Publishing draws all charts of all areas, and most of them are those of the edition before. Nobody changes a spec.
@functools.lru_cache(maxsize=512)
def _spec(section: Section[Any], figures: Any, titel: str) -> dict[str, Any] | None:
    drawn = section.chart(figures)
    return charts.as_spec(drawn, titel, _of_what(section, figures)) if drawn else None


def _of_what(section: Section[Any], figures: Any) -> str:
    """Where a picture is of and when, and where it comes from: it may be all that somebody keeps of the page."""
    first = next(figures_in(figures))
    return f"{first.area.naam}, {first.jaar}. Bron: {section.bron}."


@dataclass(frozen=True)
class SectionResult:
    """One section as the reader gets it. `grafiek` is a Vega-Lite dict, or nothing; it is made when it is asked for.

    `duiding` is about the editorial text of the section, where it has one; its sentences stand at the end of `zinnen`
    as long as it holds. `alle` are its own sentences, with those that an earlier section of the page tells as well.
    """

    sleutel: str
    titel: str
    groep: str
    kop: str
    uitleg: str
    zinnen: tuple[Sentence, ...]
    cijfers: tuple[Figure, ...]
    tekening: Chart
    beter: Literal["up", "down"] | None
    duiding: DuidingShown | None = None
    # Not kept with an edition: readers do not get them.
    alle: Annotated[tuple[Sentence, ...], Field(exclude=True)] = field(default=(), compare=False, repr=False)

    @property
    def hoofdcijfer(self) -> Figure:
        return self.cijfers[0]

    @property
    def grafiek(self) -> dict[str, Any] | None:
        return self.tekening.spec

    @property
    def grafiek_titel(self) -> str:
        return self.tekening.titel


@dataclass(frozen=True)
class Factsheet:
    """One edition of one year, seen from one area.

    `prijzen_ontbreken`: why spending could not be corrected. `opvallend`: of a wijk, what stands out in it.
    """

    jaar: int
    area: Area
    titel: str
    intro: str
    secties: tuple[SectionResult, ...]
    prijzen_ontbreken: tuple[PriceGap, ...] = ()
    opvallend: tuple[Sentence, ...] = ()

    def figure(self, sleutel: str) -> Figure | None:
        """The figure with this key, wherever it stands."""
        return self.cijfers.get(sleutel)

    @functools.cached_property
    def cijfers(self) -> dict[str, Figure]:
        """All figures by key, the first of each."""
        found: dict[str, Figure] = {}
        for figure in (f for s in self.secties for f in s.cijfers):
            found.setdefault(figure.sleutel, figure)
        return found

    @property
    def beter(self) -> dict[str, Literal["up", "down"]]:
        """Per figure which way is better, where its section declares that."""
        return {f.sleutel: s.beter for s in self.secties if s.beter for f in s.cijfers}


def factsheet(
    tables: Tables,
    texts: Mapping[str, str],
    area: Area,
    year: int,
    *,
    since: Factsheet | None = None,
    changed: Set[str] = frozenset(),
) -> Factsheet:
    """The line from published tables to what a reader sees; `texts` are the edition's editorial texts by key.

    A text that cannot be used never raises: the standard text, or the generated one, is shown in its place.
    `since`: the same factsheet before these datasets `changed`. A section that reads none of them is taken from it.
    """
    settings = tables.settings
    known = words(area, year, settings)
    kept = _parts(since) if since else {}
    sheet = Factsheet(
        jaar=year,
        area=area,
        titel=_fixed(texts, "titel", settings.teksten["titel"], known),
        intro=_fixed(texts, "intro", settings.teksten["intro"], known),
        secties=tuple(
            kept[section.sleutel]
            if section.sleutel in kept and changed.isdisjoint({*section.reads, ELSEWHERE})
            else _section(section, tables, area, texts, known)
            for section in SECTIONS
            if section.per_wijk or area.is_gemeente
        ),
        prijzen_ontbreken=tuple(gap for wet in domain.names(domain.WETTEN) if (gap := tables.price_gap(wet, year))),
    )
    sheet = replace(sheet, secties=_without_repeats(sheet.secties))
    return _interpreted(sheet, texts) if area.is_gemeente else replace(sheet, opvallend=_standing_out(sheet))


def _standing_out(sheet: Factsheet) -> tuple[Sentence, ...]:
    """What stands out in a wijk, of the people who get support and of those who get much of it."""
    of_laws = ((wet.groep.omvang, _share_of(wet.groep, sheet)) for wet in domain.WETTEN)
    other = ((key, None) for key in sheet.cijfers if key.endswith((".intensief", ".ontvangers")))
    pairs = ((sheet.figure(key), share) for key, share in (*of_laws, *other))
    return standing_out(Group(people, share) for people, share in pairs if people)


def _share_of(groep: domain.Groep, sheet: Factsheet) -> Figure | None:
    """Which share of those whom a law is meant for it helps: of young people where that is known."""
    keys = (f"{groep.sleutel}.aandeel_jongeren", f"{groep.sleutel}.aandeel")
    return next((figure for key in keys if (figure := sheet.figure(key)) and figure.value is not None), None)


def _without_repeats(parts: tuple[SectionResult, ...]) -> tuple[SectionResult, ...]:
    """The sections without what an earlier one tells."""
    kept = told_once([part.alle for part in parts])
    return tuple(
        part if left == part.zinnen else replace(part, zinnen=left) for part, left in zip(parts, kept, strict=True)
    )


def _parts(sheet: Factsheet) -> dict[str, SectionResult]:
    """The sections that stand by themselves: an editorial text may use the figures of all others."""
    return {part.sleutel: part for part in sheet.secties if part.duiding is None}


def rendered(sheet: Factsheet) -> Factsheet:
    """The same with every chart drawn, as it is kept: it no longer needs the code of its sections."""
    return replace(sheet, secties=tuple(replace(part, tekening=_kept(part.tekening)) for part in sheet.secties))


def _kept(chart: Chart) -> Chart:
    return Chart(chart.titel, chart.spec)


def to_check(sheet: Factsheet) -> tuple[tuple[str, str], ...]:
    """What an editor has to look at before publishing: section key and why, one for every reason. Not for readers."""
    return tuple((part.sleutel, why) for part in sheet.secties if part.duiding for why in part.duiding.controleren)


def _section(
    section: Section[Any], tables: Tables, area: Area, texts: Mapping[str, str], words: Mapping[str, Any]
) -> SectionResult:
    figures = section.figures(tables, area, words["jaar"])
    text = section.text_for(figures, area)
    said = complete(text.zinnen)
    return SectionResult(
        sleutel=section.sleutel,
        titel=_fixed(texts, f"{section.sleutel}.titel", section.titel, words),
        groep=section.groep,
        kop=text.kop,
        uitleg=_fixed(texts, f"{section.sleutel}.uitleg", section.uitleg, words),
        zinnen=said,
        alle=said,
        cijfers=_unique(figures_in(figures)),
        tekening=Drawing(section, figures, section.grafiek.format_map(words)),
        beter=section.better_when,
    )


def _interpreted(sheet: Factsheet, texts: Mapping[str, str]) -> Factsheet:
    """The same with the editorial texts after the generated ones: they may use the figures of every section."""
    return replace(sheet, secties=tuple(_with_duiding(part, sheet, texts) for part in sheet.secties))


def _with_duiding(part: SectionResult, sheet: Factsheet, texts: Mapping[str, str]) -> SectionResult:
    body = texts.get(f"{part.sleutel}.duiding")
    if not body:
        return part
    duiding, sentences = shown(body, sheet.cijfers, sheet.jaar, sheet.area.naam)
    return replace(part, duiding=duiding, zinnen=(*part.zinnen, *sentences))


def _fixed(texts: Mapping[str, str], key: str, standard: str, words: Mapping[str, Any]) -> str:
    """The editor's text, or the standard one where there is none or where it has a hole that nothing fills."""
    return fill_words(texts.get(key, ""), words) or fill_words(standard, words) or standard


def _unique(figures: Any) -> tuple[Figure, ...]:
    """Figures by key, the first of each: a section may use one figure in two places."""
    return tuple({figure.sleutel: figure for figure in reversed(tuple(figures))}.values())[::-1]


def words(area: Area, year: int, settings: Settings) -> dict[str, Any]:
    """What fixed texts (titles, introduction, explanations) may refer to."""
    intensive = [
        f"vanaf {next(k.van for k in vorm.klassen if k.intensief):n} {vorm.eenheid} ({vorm.naam.lower()})".replace(
            ".", ","
        )
        for vorm in settings.vormen
        if any(k.intensief for k in vorm.klassen)
    ]
    return {
        "jaar": year,
        "vorig": year - 1,
        "plaats": area.met_lidwoord,
        "gemeente": settings.gemeente.naam,
        "basisjaar": settings.basisjaar,
        "intensief": listing(intensive) if intensive else "geen enkele klasse",
    }
