"""What is still to do for a year, each line a link to the place where it is done."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from factsheet import progress as todo
from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.access import Visitor, writes
from factsheet.literal import st
from factsheet.narrate.text import listing
from factsheet.progress import FILES, GROUPS, PUT_BACK, Item, Progress
from factsheet.release import publish as publication
from factsheet.release import review
from factsheet.report import count_of
from factsheet.screen import outcome
from factsheet.screen.cached import concept_of, privacy_of, rewritten_of, sheet_of
from factsheet.screen.links import link
from factsheet.store import StoreError

RESULT = "publiceren resultaat"
SIGNS = {"klaar": "✓", "open": "✗", "nakijken": "!"}
WORDS = {"klaar": "Klaar", "open": "Nog doen", "nakijken": "Nakijken"}
LABELS = {
    "uploaden": "Naar uploaden",
    "bewerken": "Bekijk of bewerk",
    "duiding": "Naar de tekst",
    "publiceren": "Naar publiceren",
    "versies": "Vergelijk",
}


def progress_of(year: int, *, privacy: bool = False) -> Progress:
    """Where this year stands; with `privacy` also what a reader could find out, which takes some seconds."""
    store = stores.current()
    settings = factsheet_settings.current()
    if publication.missing(store, year):
        return todo.progress(store, year, settings)
    concept = concept_of(year)
    sheet, otherwise = sheet_of(concept, settings.gemeente), rewritten_of(concept)
    return todo.progress(
        store, year, settings, sheet, otherwise, privacy=partial(privacy_of, concept) if privacy else None
    )


def headline(state: Progress) -> None:
    """In one line: how much is still to do, or that readers have it all."""
    left, look = len(state.open), len(state.to_look_at)
    if not state.nieuw:
        st.success(f"Lezers zien alles wat er over {state.jaar} is: editie {state.editie}.")
    elif left:
        also = f", en {count_of(look, 'punt', 'punten')} om na te kijken" if look else ""
        st.info(f"Nog {count_of(left, 'ding', 'dingen')} te doen voor {state.jaar}{also}.")
    elif look:
        st.info(f"Alles is er. Nog {count_of(look, 'punt', 'punten')} om na te kijken voor u {state.jaar} publiceert.")
    else:
        st.success(f"{state.jaar} is klaar om te publiceren.")
    _put_back([item for item in state.items if item.groep == PUT_BACK], state.editie)


def _put_back(differing: Sequence[Item], edition: int | None) -> None:
    """Which data are not those that readers see, since an older edition was put back for them."""
    if not differing:
        return
    names = listing([item.titel for item in differing])
    st.warning(
        f"De gegevens wijken af van editie {edition}, die lezers zien: {names}. "
        "Publiceert u opnieuw, dan komen die cijfers mee."
    )
    with st.container(horizontal=True):
        for item in differing:
            link(item.pagina, f"Vergelijk {item.vraag['gegevens']}", **item.vraag)


def lines(state: Progress, visitor: Visitor | None = None) -> None:
    """All lines under their groups, what is done behind a line to open. With a visitor, some can be confirmed here."""
    for group in GROUPS:
        items = [item for item in state.items if item.groep == group]
        if not items:
            continue
        st.header(group, anchor=False)
        left = [item for item in items if item.stand != "klaar"]
        if group == FILES:
            _needed(left)
        else:
            for item in left:
                _line(item, state.jaar, visitor)
        _done([item for item in items if item.stand == "klaar"], state.jaar)


def _needed(missing: Sequence[Item]) -> None:
    """The files that are not there: together, because they go the same way."""
    if not missing:
        return
    many = "Nog 1 bestand nodig" if len(missing) == 1 else f"Nog {len(missing)} bestanden nodig"
    named = (Markup("<li><strong>{}</strong><br>{}</li>").format(item.titel, item.uitleg) for item in missing)
    html = Markup('<div class="sd-stap"><p><span aria-hidden="true">{}</span> <strong>{}</strong></p>{}</div>')
    st.html(html.format(SIGNS["open"], many, Markup('<ul class="sd-nodig">{}</ul>').format(Markup().join(named))))
    link(missing[0].pagina, LABELS[missing[0].pagina], **missing[0].vraag)


def _line(item: Item, year: int, visitor: Visitor | None) -> None:
    text, to = st.columns([4, 1], vertical_alignment="center")
    with text:
        html = Markup(
            '<div class="sd-stap sd-{}"><p><span aria-hidden="true">{}</span> <strong>{}: {}</strong><br>{}</p></div>'
        )
        st.html(html.format(item.stand, SIGNS[item.stand], WORDS[item.stand], item.titel, item.uitleg))
    with to:
        # On the publish page itself there is nowhere to go for what is done there.
        if not (visitor and item.pagina == "publiceren" and item.vraag == {"jaar": str(year)}):
            link(item.pagina, LABELS[item.pagina], **item.vraag)
        if visitor and item.sleutel:
            _confirmation(year, item, visitor)


def _done(items: Sequence[Item], year: int) -> None:
    """What is done: together behind one line, because there is nothing to do with it. What was just done is told."""
    if not items:
        return
    for item in items:
        if item.bevestigd:
            outcome.show(_confirmation_place(year, item.bevestigd.about))
    with st.expander(f"{SIGNS['klaar']} Klaar: {count_of(len(items), 'onderdeel', 'onderdelen')}"):
        for item in items:
            text, to = st.columns([4, 1], vertical_alignment="center")
            with text:
                st.html(Markup("<p><strong>{}</strong>: {}</p>").format(item.titel, item.uitleg))
            with to:
                link(item.pagina, LABELS[item.pagina], **item.vraag)


def _confirmation(year: int, item: Item, visitor: Visitor) -> None:
    field = _confirmation_field(year, item.sleutel)
    leave_out = item.sleutel.startswith(review.LEAVE_OUT)
    with st.popover("Laat weg" if leave_out else "Dit klopt zo"):
        st.text_input("Waarom laat u dit weg?" if leave_out else "Waarom klopt dit?", key=field, max_chars=500)
        st.button(
            item.titel if leave_out else f"Bevestig: {item.titel}",
            key=f"{field} knop",
            on_click=_confirm,
            args=(year, item, visitor),
        )
        outcome.show(_confirmation_place(year, item.sleutel))


def _confirmation_field(year: int, about: str) -> str:
    return f"bevestig {year} {about}"


def _confirmation_place(year: int, about: str) -> str:
    return f"{_confirmation_field(year, about)} uitkomst"


@writes
def _confirm(year: int, item: Item, visitor: Visitor) -> None:
    note = st.session_state.get(_confirmation_field(year, item.sleutel)) or ""
    place = _confirmation_place(year, item.sleutel)
    try:
        review.confirm(stores.current(), year, item.sleutel, who=visitor.name, note=note, title=item.titel)
    except StoreError as error:
        outcome.keep(place, "fout", str(error))
        return
    outcome.keep(place, "goed", f"Bevestigd: {item.titel}.")
