"""Choices that stand in the address, so that a link leads to the same screen."""

from __future__ import annotations

import re
from contextlib import nullcontext

from factsheet import store as stores
from factsheet.access import REDACTEUR, Visitor
from factsheet.literal import st
from factsheet.release import publish as publication
from factsheet.screen.bar import Bar
from factsheet.screen.cached import Shown, concept_of, edition_of
from factsheet.screen.editions import choose_edition
from factsheet.screen.links import link
from factsheet.settings import Area
from factsheet.store import Store

YEAR = re.compile(r"[0-9]{4}")
YEAR_OF_DATA = re.compile(r"20[0-9]{2}")
TOGETHER = "samen"


def choose_year(visitor: Visitor, here: str, bar: Bar) -> Shown | None:
    """The published year in the address (?jaar=), the newest by default, with a control to choose another.

    Of that year the edition that counts, or the one in the address (?editie=). An editor may also look at a year as
    it would be published now (?concept=ja). None: there is nothing to show; the screen then says what to do.

    Args:
        here: the address of the page, for a link to it with another edition.
        bar: where the control stands, and the title of a page that has nothing to show.
    """
    store = stores.current()
    concept = _asked_concept(visitor, store)
    if concept is not None:
        return _concept(concept, store, bar)
    editions = publication.all_seen(store, early=visitor.early)
    years = [str(year) for year in sorted({edition.year for edition in editions}, reverse=True)]
    if not years:
        _nothing_published(visitor, bar)
        return None
    asked = st.query_params.get("jaar", years[0])
    if asked not in years:
        # The address may hold anything, also markdown: only a year is said back.
        what = asked if YEAR.fullmatch(asked) else "dat jaar"
        st.warning(f"Over {what} is geen factsheet gepubliceerd. U ziet nu {years[0]}.")
        st.query_params.pop("editie", None)
        asked = years[0]
    year = int(from_address("jaar", "Jaar", {year: year for year in years}, asked, width=110, bar=bar))
    return edition_of(choose_edition([one for one in editions if one.year == year], here))


def choose_areas(visitor: Visitor, shown: Shown, here: str, bar: Bar) -> tuple[Area, ...]:
    """The wijken to show: the one in the address (?wijk=), or all of a visitor who has a few, side by side.

    The wijken are those that the edition was made with. Nothing for a wijk that is not the visitor's, or that does not
    exist in it: the screen then says so. Who may see every wijk begins with the first.
    """
    own = {area.slug: area for area in visitor.areas_of(shown.front) if not area.is_gemeente}
    if not own:
        bar.title("Wijk")
        if visitor.wijken:
            st.info(f"In deze editie van {shown.jaar} staat geen wijk die bij uw account hoort.")
        else:
            st.info("Aan uw account is nog geen wijk gekoppeld. Vraag de beheerder om uw wijk.")
        return ()
    together = {TOGETHER: "Mijn wijken naast elkaar"} if visitor.has_a_few(own.values()) else {}
    names = together | {slug: area.naam for slug, area in own.items()}
    asked = st.query_params.get("wijk", next(iter(names)))
    if asked in names:
        asked = from_address("wijk", "Wijk", names, asked, width=240, bar=bar)
        return tuple(own.values()) if asked == TOGETHER else (own[asked],)
    bar.title("Wijk")
    st.error("Deze wijk kunt u niet bekijken. Hij hoort niet bij uw account, of hij bestaat niet.")
    for area in own.values():
        link(here, f"Naar {area.naam}", wijk=area.slug)
    return ()


def choose_area_or_whole(visitor: Visitor, shown: Shown, bar: Bar) -> Area | None:
    """The area in the address (?wijk=), the municipality by default. None for one that the visitor may not see."""
    seen = {area.slug: area for area in visitor.areas_of(shown.front)}
    asked = st.query_params.get("wijk", next(iter(seen), ""))
    if asked in seen:
        names = {slug: area.naam for slug, area in seen.items()}
        return seen[from_address("wijk", "Gebied", names, asked, width=240, bar=bar)]
    bar.title("Alle cijfers")
    st.error("Dit gebied kunt u niet bekijken. Het hoort niet bij uw account, of het bestaat niet.")
    return None


def choose_data_year(bar: Bar, visitor: Visitor | None = None) -> int | None:
    """A year of which anything is kept (?jaar=), the newest by default. None when there is nothing yet.

    `visitor`: who looks, on a page that is not for editors only.
    """
    years = [str(year) for year in reversed(stores.current().years())]
    if not years:
        if visitor is None or visitor.has(REDACTEUR):
            st.info("Er zijn nog geen cijfers. Upload eerst de CSV-bestanden van een jaar.")
            link("uploaden", "Naar uploaden")
        else:
            st.info("Er zijn nog geen cijfers.")
        return None
    asked = st.query_params.get("jaar", years[0])
    asked = asked if asked in years else years[0]
    return int(from_address("jaar", "Jaar", {year: year for year in years}, asked, width=110, bar=bar))


def from_address(
    key: str, label: str, options: dict[str, str], asked: str, *, width: int = 260, bar: Bar | None = None
) -> str:
    """A control that follows the address and writes to it. `options`: what stands in the address → what is shown.

    In the bar of a page its label is read aloud only: what can be chosen tells it.
    """
    name = f"kies-{key}"
    st.session_state[name] = st.query_params[key] = asked
    if len(options) > 1:
        with bar.choices if bar else nullcontext():
            st.selectbox(
                label,
                list(options),
                format_func=options.__getitem__,
                key=name,
                on_change=_to_address,
                args=(key, name),
                width=width,
                label_visibility="collapsed" if bar else "visible",
            )
    return asked


def _to_address(key: str, name: str) -> None:
    st.query_params[key] = st.session_state[name]
    if key == "jaar":
        # Every year has editions of its own.
        st.query_params.pop("editie", None)


def _asked_concept(visitor: Visitor, store: Store) -> int | None:
    """The year of which the address asks a concept, when this visitor may see it and anything is kept of it."""
    if st.query_params.get("concept") != "ja" or not visitor.has(REDACTEUR):
        return None
    asked = st.query_params.get("jaar", "")
    return next((year for year in store.years() if str(year) == asked), None)


def _concept(year: int, store: Store, bar: Bar) -> Shown | None:
    lacking = publication.missing(store, year)
    if lacking:
        bar.title("Concept")
        what = "Er ontbreekt 1 bestand" if len(lacking) == 1 else f"Er ontbreken {len(lacking)} bestanden"
        st.warning(f"Van {year} is nog geen concept te zien. {what}: {', '.join(lacking)}.")
        link("uploaden", "Naar uploaden")
        return None
    st.info(f"Concept van {year}: zo ziet de factsheet eruit als u nu publiceert. Lezers zien dit nog niet.")
    return concept_of(year)


def _nothing_published(visitor: Visitor, bar: Bar) -> None:
    bar.title("Factsheet")
    st.info("Er is nog geen factsheet gepubliceerd.")
    if visitor.has(REDACTEUR):
        st.markdown("Upload de CSV-bestanden van een jaar. Daarna kunt u publiceren.")
        link("uploaden", "Naar uploaden")
