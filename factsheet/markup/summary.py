"""What management reads beside the key figures: what changed and why, targets, and other areas."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup

from factsheet.edition import Factsheet, SectionResult
from factsheet.figures import Figure
from factsheet.markup import provenance
from factsheet.markup.sections import duiding, large
from factsheet.markup.tables import heat_table, table
from factsheet.narrate import Sentence, notation, reference
from factsheet.summary import Summary


def developments(figures: Iterable[Figure], sheet: Factsheet, section_at: Callable[[str], str]) -> Markup:
    """The developments that matter most, each with why; `section_at` gives the address of all figures of a section."""
    parts = Markup().join(_development(figure, sheet, section_at) for figure in figures)
    return Markup('<div class="sd-ontwikkelingen">{}</div>').format(parts)


def wijken_table(told: Summary, gemeente: str, jaar: int) -> Markup:
    """Every wijk beside the municipality in all figures of choice, and how to read that."""
    explained = Markup("<p>{}</p>").format(
        f"▲ is hoger dan heel {gemeente}, ▼ is lager, ≈ is niet duidelijk anders. "
        "Hoe sterker de kleur, hoe groter het verschil. Hoger of lager zegt niet of het beter of slechter is."
    )
    return explained + heat_table(told.wijken, told.kolommen, f"Wijken in {jaar}", gemeente)


def targets(sheet: Factsheet) -> Markup:
    """What the council aims at, and whether it was reached; nothing when it aims at nothing."""
    rows = [[f.label, notation.shown(f), reference.target(f)] for f in sheet.cijfers.values() if f.doel]
    return table(f"Doelen in {sheet.jaar}", ("Cijfer", str(sheet.jaar), "Doel"), rows) if rows else Markup()


def beside_others(sheet: Factsheet) -> Markup:
    """The figures that are known elsewhere as well, such as in the Netherlands; nothing when there are none."""
    known = [figure for figure in sheet.cijfers.values() if figure.elsewhere]
    if not known:
        return Markup()
    areas = reference.areas(known)
    rows = [[f.label, notation.shown(f), *(reference.in_area(f, area) for area in areas)] for f in known]
    return table(reference.sources(known), ("Cijfer", f"{sheet.area.naam}, {sheet.jaar}", *areas), rows)


def _development(figure: Figure, sheet: Factsheet, section_at: Callable[[str], str]) -> Markup:
    """One of them: what happened, how much, and why, or what more can be said of it."""
    part = next(part for part in sheet.secties if any(own.sleutel == figure.sleutel for own in part.cijfers))
    why = duiding(part) or provenance.paragraph(_more(part, figure))
    title = Markup('<p class="sd-titel">{}</p><h3>{}</h3>').format(part.titel, part.kop)
    more = Markup('<p class="sd-verder"><a href="{}">Meer cijfers over {}</a></p>').format(
        section_at(part.sleutel), part.titel.lower()
    )
    return Markup("<article>{}{}{}{}</article>").format(title, large(figure, sheet.jaar), why, more)


def _more(part: SectionResult, figure: Figure) -> Sequence[Sentence]:
    """What a section says of a figure after its level."""
    about = [said for said in part.zinnen if any(fact.sleutel == figure.sleutel for fact in said.feiten)]
    return about[1:]
