"""The editions of a year: who published them when and why, what the reader sees differ, and one of them again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from factsheet import reason as reasons
from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.access import REDACTEUR, Visitor, writes
from factsheet.edition import Factsheet
from factsheet.effect import AreaEffect
from factsheet.factcheck import confirm_reason
from factsheet.literal import st
from factsheet.markup.tables import table
from factsheet.narrate import notation
from factsheet.narrate.text import listing
from factsheet.release import publish as publication
from factsheet.screen import effects, outcome
from factsheet.screen.cached import Shown, edition_of, effect_of, sheet_of
from factsheet.screen.history.choosing import choose_two, editions_for
from factsheet.screen.links import link
from factsheet.screen.reasoning import reason_fields, why_of
from factsheet.store import Edition, StoreError
from schemas import titled

RESULT = "versies editie resultaat"
REASON = "versies editie reden"
ONLY, DATA = "lezers", "gegevens"


def editions(year: int, visitor: Visitor) -> None:
    """All editions of a year, newest first, each with a link that opens it."""
    store = stores.current()
    known = editions_for(year, visitor)
    if not known:
        st.markdown(f"Van {year} is nog niets gepubliceerd.")
        if visitor.has(REDACTEUR):
            link("publiceren", "Naar publiceren", jaar=str(year))
        return
    counts = publication.seen(store, year, early=False)
    rows = [
        (
            f"Editie\u00a0{one.number}{' (geldt nu)' if counts and one.id == counts.id else ''}",
            notation.moment(one.at),
            store.display_name(one.who),
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


def edition_difference(year: int, visitor: Visitor) -> None:
    """What a reader sees differ between any two editions, of the areas that this visitor may see."""
    known = {one.id: one for one in editions_for(year, visitor)}
    if len(known) < 2:  # noqa: PLR2004 - two to compare
        return
    st.subheader("Wat de lezer ziet verschillen", anchor=False)
    labels = {key: f"editie {one.number}, {notation.moment(one.at)}" for key, one in known.items()}
    before, after = choose_two(labels, f"versies edities {year}")
    if before != after:
        found = _for(visitor, edition_of(known[before]), edition_of(known[after]))
        effects.show(found, key=f"versies effect {before} {after}")


def _for(visitor: Visitor, before: Shown, after: Shown) -> list[AreaEffect]:
    """What differs for this visitor: warnings are for editors only, and most see not every area."""
    own = {area.code for shown in (before, after) for area in visitor.areas_of(shown.front)}
    found = [effect for effect in effect_of(before, after) if effect.area.code in own]
    if visitor.has(REDACTEUR):
        return found
    return [replace(effect, cautions_new=(), cautions_gone=()) for effect in found]


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
    old = by_number[number]
    st.markdown(" ".join(_what_happens(old, last)))
    choice = _ask_about_data(old)
    label = "Waarom? Noem geen aantallen. Lezers zien dit achter “herzien”."
    reason_fields(label, REASON, _sheet(old))
    over = {name: version.id for name, version in stores.current().versions(year).items()}
    st.button(f"Zet editie {number} terug voor lezers", on_click=_restore, args=(old, last, choice, over, visitor))
    outcome.show(RESULT)


def _ask_about_data(old: Edition) -> str | None:
    """Ask whether the data go back too, and tell where the answer stands; None where they are that edition's already.

    What was chosen is read when the button is pressed: by then the page may know less than the browser.
    """
    differ = publication.differing(stores.current(), old)
    if not differ:
        return None
    words = {
        ONLY: "Alleen wat lezers zien. Wie daarna publiceert, geeft lezers weer de gegevens van nu.",
        DATA: f"Ook de gegevens waarmee verder gewerkt wordt. Wie daarna publiceert, "
        f"gaat uit van de gegevens van editie {old.number}.",
    }
    names = listing([titled(name) for name in differ])
    st.markdown(f"Deze gegevens zijn nu anders dan in editie {old.number}: {names}.")
    key = f"versies ook gegevens {old.id}"
    st.radio("Ook de gegevens terugzetten?", list(words), index=None, format_func=words.__getitem__, key=key)
    return key


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
    yield "De teksten waar de redactie aan werkt, blijven zoals ze zijn."


def _sheet(edition: Edition) -> Factsheet:
    return sheet_of(edition_of(edition), factsheet_settings.current().gemeente)


@writes
def _restore(old: Edition, last: Edition, choice: str | None, over: Mapping[str, int], visitor: Visitor) -> None:
    """Callback: publish the old edition again, unless another one counts by now than the page has shown.

    `choice`: where it stands whether the data go back too, over the last versions that the page has shown.
    """
    if not visitor.has(REDACTEUR):
        return
    store = stores.current()
    now = store.last_edition(old.year)
    if now is None or now.id != last.id:
        outcome.keep(
            RESULT, "fout", "Er is intussen een nieuwe editie gepubliceerd. Er is niets veranderd. Bekijk die eerst."
        )
        return
    asked = st.session_state.get(choice) if choice else DATA
    if asked is None:
        outcome.keep(RESULT, "fout", "Kies of de gegevens ook teruggaan. Er is nog niets veranderd.")
        return
    settings, (reason, why) = (
        factsheet_settings.current(),
        (st.session_state.get(name) or "" for name in (REASON, why_of(REASON))),
    )
    back = over if asked == DATA else None
    try:
        flagged = confirm_reason(reasons.checked(reason, settings), _sheet(old), why.strip(), settings)
        with store.together():
            edition = publication.restore(store, old.id, who=visitor.name, reason=reason, settings=settings, over=back)
            if flagged:
                store.log(visitor.name, "reden toch gebruikt", f"ondanks de controle: {flagged}", year=old.year)
    except StoreError as error:
        outcome.keep(RESULT, "fout", str(error))
        return
    st.session_state[REASON] = st.session_state[why_of(REASON)] = ""
    outcome.keep(RESULT, "goed", " ".join(_done(old, edition, asked)))


def _done(old: Edition, edition: Edition, asked: str) -> Iterator[str]:
    yield f"Editie {old.number} is teruggezet, als editie {edition.number}."
    yield f"Voor iedereen vanaf {notation.moment(edition.embargo)}." if edition.embargo else "Lezers zien hem nu."
    if asked == DATA:
        yield f"De gegevens zijn nu ook die van editie {old.number}."
