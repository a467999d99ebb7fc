"""The versions of a dataset: who kept them when and why, what differs in the cells, and one of them again."""

from __future__ import annotations

from collections.abc import Sequence

from factsheet import settings
from factsheet import store as stores
from factsheet.access import REDACTEUR, Visitor, writes
from factsheet.editing.compare import differences
from factsheet.literal import st
from factsheet.markup.tables import table
from factsheet.narrate import notation
from factsheet.screen import differing, outcome
from factsheet.screen.choose import from_address
from factsheet.screen.history.choosing import choose_two, editions_for
from factsheet.screen.links import link
from factsheet.store import CORRECTED, StoreError, Version
from schemas import SCHEMAS, titled

RESULT = "versies resultaat"
REASON = "versies reden"


def choose_versions(year: int) -> list[Version]:
    """All versions of the dataset in the address (?gegevens=), newest first; the first dataset by default."""
    store = stores.current()
    known = {name: titled(name) for name in store.versions(year) if name in SCHEMAS}
    asked = st.query_params.get("gegevens", "")
    asked = asked if asked in known else next(iter(known))
    dataset = from_address("gegevens", "Gegevens", known, asked, width=420)
    return store.history(dataset, year)


def versions(found: Sequence[Version], visitor: Visitor) -> None:
    """Who kept which file when and why, and which editions were made of it."""
    last, store = found[0], stores.current()
    used = editions_for(last.year, visitor)
    rows = [
        (
            f"Versie\u00a0{number}{' (laatste)' if one is last else ''}",
            notation.moment(one.at),
            store.display_name(one.who),
            one.name,
            notation.number(one.row_count),
            ", ".join(str(edition.number) for edition in reversed(used) if edition.versions.get(one.dataset) == one.id)
            or "geen",
            _reason(one, visitor),
        )
        for number, one in _numbered(found).items()
    ]
    head = ("Versie", "Bewaard", "Door", "Bestand", "Rijen", "In editie", "Waarom")
    st.html(table(f"{titled(last.dataset)}, {last.year}", head, rows, words=True))
    if visitor.has(REDACTEUR):
        link("bewerken", "Bekijk of bewerk de laatste versie", jaar=str(last.year), gegevens=last.dataset)


def version_difference(found: Sequence[Version], visitor: Visitor) -> None:
    """The cells and rows that differ between any two versions: as exact figures, or for the beheerder only which.

    By default what readers see beside the last version, where that is another.
    """
    if len(found) < 2:  # noqa: PLR2004 - two to compare
        st.markdown("Er is nog maar één versie, dus er is niets te vergelijken of terug te zetten.")
        return
    st.subheader("Wat er verschilt", anchor=False)
    figures = visitor.has(REDACTEUR)
    if figures:
        st.caption("Dit zijn de precieze cijfers, alleen voor de redactie. Deel ze niet.")
    else:
        st.caption("U ziet welke cellen verschillen. De precieze cijfers zijn alleen voor de redactie.")
    dataset, year = found[0].dataset, found[0].year
    labels = {one.id: _label(number, one) for number, one in _numbered(found).items()}
    store, seen = stores.current(), editions_for(year, visitor)
    published = seen[0].versions.get(dataset) if seen else None
    before, after = choose_two(labels, f"versies {dataset} {year}", published)
    if before == after:
        return
    differ = differences(store.rows(before), store.rows(after), SCHEMAS[dataset], settings.current())
    if differ.nothing:
        st.info("Deze twee versies hebben dezelfde cijfers.")
    differing.show(differ, figures=figures)


def restore_version(found: Sequence[Version], visitor: Visitor) -> None:
    """An older version as the last one again, on top of the one that the page has shown."""
    older = {number: one for number, one in _numbered(found).items() if one is not found[0]}
    if not older:
        return
    st.subheader("Een oudere versie terugzetten", anchor=False)
    number = st.selectbox(
        "Welke versie?",
        list(older),
        format_func=lambda number: _label(number, older[number]),
        key=f"versies oude versie {found[0].dataset} {found[0].year}",
        width=480,
    )
    st.markdown(
        f"De cijfers van versie {number} worden weer de laatste, als versie {len(found) + 1}. Er gaat niets verloren. "
        f"Lezers zien dit pas als u {found[0].year} opnieuw publiceert."
    )
    st.text_input("Waarom?", key=REASON, max_chars=500)
    st.button("Zet deze versie terug", on_click=_restore, args=(older[number], number, found[0], visitor))
    outcome.show(RESULT)


@writes
def _restore(old: Version, number: int, last: Version, visitor: Visitor) -> None:
    """Callback: keep the old rows as a new version, unless somebody kept another one since the page was shown."""
    if not visitor.has(REDACTEUR):
        return
    reason = (st.session_state.get(REASON) or "").strip()
    if not reason:
        outcome.keep(RESULT, "fout", "Schrijf op waarom u teruggaat. Er is nog niets veranderd.")
        return
    try:
        stores.current().restore(
            old.id, who=visitor.name, reason=f"terug naar versie {number}: {reason}", based_on=last.id
        )
    except StoreError as error:
        outcome.keep(RESULT, "fout", str(error))
        return
    st.session_state[REASON] = ""
    done = f"Versie {number} van {titled(old.dataset)} is teruggezet."
    outcome.keep(RESULT, "goed", f"{done} Publiceer {old.year} opnieuw als lezers dit moeten zien.")


def _numbered(found: Sequence[Version]) -> dict[int, Version]:
    """Versions by their number within their dataset and year, newest first."""
    return {len(found) - place: one for place, one in enumerate(found)}


def _label(number: int, version: Version) -> str:
    who = stores.current().display_name(version.who)
    return f"versie {number}, {who}, {notation.moment(version.at)}"


def _reason(version: Version, visitor: Visitor) -> str:
    """Why it was kept; without the cells that were mended, for who may not see true counts."""
    reason = version.reason or ""
    return reason if visitor.has(REDACTEUR) else reason.partition(CORRECTED)[0].strip()
