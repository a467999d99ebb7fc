"""The editions of a year: who published them when and why, what the reader sees differ, and one of them again."""

from __future__ import annotations

from collections.abc import Iterator

from factsheet import reason as reasons
from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.access import Visitor, writes
from factsheet.edition import Factsheet
from factsheet.factcheck import confirm_reason
from factsheet.literal import st
from factsheet.narrate import notation
from factsheet.release import publish as publication
from factsheet.screen import effects, outcome
from factsheet.screen.cached import edition_of, effect_of, sheet_of
from factsheet.screen.history.choosing import choose_two
from factsheet.screen.links import link
from factsheet.screen.reasoning import reason_fields, why_of
from factsheet.screen.tables import table
from factsheet.store import Edition, StoreError

RESULT = "versies editie resultaat"
REASON = "versies editie reden"


def editions(year: int) -> None:
    """All editions of a year, newest first, each with a link that opens it."""
    store = stores.current()
    known = store.editions(year)
    if not known:
        st.markdown(f"Van {year} is nog niets gepubliceerd.")
        link("publiceren", "Naar publiceren", jaar=str(year))
        return
    counts = publication.seen(store, year, early=False)
    rows = [
        (
            f"Editie\u00a0{one.number}{' (geldt nu)' if counts and one.id == counts.id else ''}",
            notation.moment(one.at),
            one.who,
            f"vanaf {notation.moment(one.embargo)}" if one.embargo else "meteen",
            one.reason or "",
        )
        for one in known
    ]
    head = ("Editie", "Gepubliceerd", "Door", "Voor iedereen te zien", "Waarom")
    st.html(table(f"Edities van {year}", head, rows, words=True))
    with st.container(horizontal=True):
        for one in known:
            link("factsheet", f"Open editie {one.number}", jaar=str(year), editie=str(one.number))


def edition_difference(year: int) -> None:
    """What a reader sees differ between any two editions."""
    known = {one.id: one for one in stores.current().editions(year)}
    if len(known) < 2:  # noqa: PLR2004 - two to compare
        return
    st.subheader("Wat de lezer ziet verschillen", anchor=False)
    labels = {key: f"editie {one.number}, {notation.moment(one.at)}" for key, one in known.items()}
    before, after = choose_two(labels, f"versies edities {year}")
    if before != after:
        found = effect_of(edition_of(known[before]), edition_of(known[after]))
        effects.show(found, key=f"versies effect {before} {after}")


def restore_edition(year: int, visitor: Visitor) -> None:
    """An older edition for readers again, as the next edition."""
    known = stores.current().editions(year)
    if len(known) < 2:  # noqa: PLR2004 - one to go back to
        return
    last, *older = known
    st.subheader("Een oudere editie terugzetten", anchor=False)
    by_number = {one.number: one for one in older}
    number = st.selectbox(
        "Welke editie moeten lezers weer zien?",
        list(by_number),
        format_func=lambda number: f"editie {number}, {notation.moment(by_number[number].at)}",
        key=f"versies oude editie {year}",
        width=360,
    )
    st.markdown(" ".join(_what_happens(by_number[number], last)))
    label = "Waarom? Noem geen aantallen. Lezers zien dit achter “herzien”."
    reason_fields(label, REASON, _sheet(by_number[number]))
    st.button(f"Zet editie {number} terug voor lezers", on_click=_restore, args=(by_number[number], last, visitor))
    outcome.show(RESULT)


def _what_happens(old: Edition, last: Edition) -> Iterator[str]:
    now = stores.current().now()
    if old.public_from > now:
        until = notation.moment(old.public_from)
        yield f"Management en redactie zien dan editie {old.number} weer, de andere lezers vanaf {until}."
    else:
        yield f"Lezers zien dan meteen weer de cijfers en teksten van editie {old.number}."
    yield f"Dat wordt editie {last.number + 1}; editie {last.number} blijft bewaard."
    if last.public_from > now:
        yield f"Let op: editie {last.number} is nog onder embargo. Lezers krijgen die daarna niet meer vanzelf te zien."
    yield "Waar de redactie aan werkt, blijft zoals het is."


def _sheet(edition: Edition) -> Factsheet:
    return sheet_of(edition_of(edition), factsheet_settings.current().gemeente)


@writes
def _restore(old: Edition, last: Edition, visitor: Visitor) -> None:
    """Callback: publish the old edition again, unless another one counts by now than the page has shown."""
    store = stores.current()
    now = store.last_edition(old.year)
    if now is None or now.id != last.id:
        message = "Er is intussen een nieuwe editie gepubliceerd. Er is niets veranderd. Bekijk die eerst."
        st.session_state[RESULT] = ("fout", message)
        return
    settings, (reason, why) = (
        factsheet_settings.current(),
        (st.session_state.get(name) or "" for name in (REASON, why_of(REASON))),
    )
    try:
        flagged = confirm_reason(reasons.checked(reason, settings), _sheet(old), why.strip(), settings)
        edition = publication.restore(store, old.id, who=visitor.name, reason=reason, settings=settings)
        if flagged:
            store.log(visitor.name, "reden toch gebruikt", f"factsheet {old.year}, ondanks de controle: {flagged}")
    except StoreError as error:
        st.session_state[RESULT] = ("fout", str(error))
        return
    st.session_state[REASON] = st.session_state[why_of(REASON)] = ""
    until = f"Voor iedereen vanaf {notation.moment(edition.embargo)}." if edition.embargo else "Lezers zien hem nu."
    done = f"Editie {old.number} is teruggezet, als editie {edition.number}. {until}"
    st.session_state[RESULT] = ("goed", done)
