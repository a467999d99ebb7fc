"""What management reads beside the key figures: what changed and why, the wijken, targets, and other areas."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from factsheet.edition import Factsheet, SectionResult
from factsheet.figures import Figure
from factsheet.literal import st
from factsheet.narrate import Sentence, notation, reference
from factsheet.screen import provenance
from factsheet.screen.cached import Shown, front_of, sheet_of, summary_of
from factsheet.screen.links import address
from factsheet.screen.parts import paragraph
from factsheet.screen.rendered import duiding, large
from factsheet.screen.tables import heat_table, table


def developments(shown: Shown) -> None:
    """The year in a few sentences, and the three developments that matter most, each with why."""
    told, sheet = summary_of(shown), sheet_of(shown, front_of(shown).gemeente)
    st.header("Het jaar in het kort", anchor=False)
    paragraph(told.zinnen)
    if told.ontwikkelingen:
        st.header("Drie ontwikkelingen die tellen", anchor=False)
        parts = Markup().join(_development(figure, sheet) for figure in told.ontwikkelingen)
        st.html(Markup('<div class="sd-ontwikkelingen">{}</div>').format(parts))


def wijken_table(shown: Shown) -> None:
    """Every wijk beside the municipality in all figures of choice, behind the maps."""
    told, gemeente = summary_of(shown), front_of(shown).gemeente.naam
    explained = Markup("<p>{}</p>").format(
        f"▲ is hoger dan heel {gemeente}, ▼ is lager, ≈ is niet duidelijk anders. "
        "Hoe donkerder het vak, hoe groter het verschil. Hoger of lager zegt niet of het beter of slechter is."
    )
    heat = heat_table(told.wijken, told.kolommen, f"Wijken in {shown.jaar}", gemeente)
    st.html(provenance.panel("Alle wijken in een tabel", explained + heat))


def targets(shown: Shown) -> None:
    """What the council aims at, and whether it was reached; nothing when it aims at nothing."""
    aimed = [figure for figure in _figures(shown) if figure.doel]
    if not aimed:
        return
    st.header("Doelen", anchor=False)
    rows = [[figure.label, notation.shown(figure), reference.target(figure)] for figure in aimed]
    st.html(table(f"Doelen in {shown.jaar}", ("Cijfer", str(shown.jaar), "Doel"), rows))


def beside_others(shown: Shown) -> None:
    """The figures that are known elsewhere as well, such as in the Netherlands; nothing when there are none."""
    known = [figure for figure in _figures(shown) if figure.elsewhere]
    if not known:
        return
    areas = reference.areas(known)
    st.header("Naast andere gebieden", anchor=False)
    rows = [
        [figure.label, notation.shown(figure), *(reference.in_area(figure, area) for area in areas)] for figure in known
    ]
    here = front_of(shown).gemeente.naam
    st.html(table(reference.sources(known), ("Cijfer", f"{here}, {shown.jaar}", *areas), rows))


def _figures(shown: Shown) -> list[Figure]:
    return list(sheet_of(shown, front_of(shown).gemeente).cijfers.values())


def _development(figure: Figure, sheet: Factsheet) -> Markup:
    """One of the three: what happened, how much, and why, or what more can be said of it."""
    part = next(part for part in sheet.secties if any(own.sleutel == figure.sleutel for own in part.cijfers))
    why = duiding(part) or provenance.paragraph(_more(part, figure))
    title = Markup('<p class="sd-titel">{}</p><h3>{}</h3>').format(part.titel, part.kop)
    there = address("alle-cijfers", jaar=str(sheet.jaar), deel=part.sleutel)
    more = Markup('<p class="sd-verder"><a href="{}">Meer cijfers over {}</a></p>').format(there, part.titel.lower())
    return Markup("<article>{}{}{}{}</article>").format(title, large(figure, sheet.jaar), why, more)


def _more(part: SectionResult, figure: Figure) -> Sequence[Sentence]:
    """What a section says of a figure after its level."""
    about = [said for said in part.zinnen if any(fact.sleutel == figure.sleutel for fact in said.feiten)]
    return about[1:]
