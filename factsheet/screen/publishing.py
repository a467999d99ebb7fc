"""The publish page in parts: what readers will see change, the review, the button, and the editions there are.

What a button does, it does to what the page has shown: it passes on the state of the year, and when that is another
one by then, nothing happens and the editor is told.
"""

from __future__ import annotations

from datetime import datetime, time
from typing import Literal
from zoneinfo import ZoneInfo

from factsheet import reason as reasons
from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.access import Visitor, writes
from factsheet.edition import Factsheet
from factsheet.factcheck import confirm_reason
from factsheet.literal import st
from factsheet.markup.tables import table
from factsheet.narrate import notation
from factsheet.progress import PRIVACY, Progress
from factsheet.release import publish as publication
from factsheet.release import review
from factsheet.release.review import Standing
from factsheet.report import count_of
from factsheet.screen import effects, outcome
from factsheet.screen.cached import concept_of, effect_of_publishing, sheet_of
from factsheet.screen.links import link
from factsheet.screen.reasoning import reason_fields, why_of
from factsheet.store import StoreError

REVIEWED, PUBLISHED = "publiceren controle resultaat", "publiceren editie resultaat"
REASON = "publiceren reden"
ANYWAY = "publiceren toch"
NOTE = "publiceren opmerking"
EMBARGO = "publiceren embargo"
DAY, CLOCK = "publiceren embargo dag", "publiceren embargo tijd"
NINE = time(9)
DUTCH = ZoneInfo("Europe/Amsterdam")
HEADINGS: dict[review.Stand, str] = {
    "concept": "Vraag een collega om te kijken",
    "aangeboden": "Wacht op controle door een collega",
    "teruggestuurd": "Teruggestuurd",
    "goedgekeurd": "Goedgekeurd door een collega",
}
NOTES: dict[review.Stand, str] = {
    "concept": "Wat moet uw collega weten?",
    "teruggestuurd": "Wat hebt u veranderd?",
    "aangeboden": "Uw opmerking (bij terugsturen: wat moet er anders?)",
    "goedgekeurd": "Moet het toch anders? Schrijf op wat.",
}
UNCHECKED = "Geen collega heeft dit goedgekeurd. Dat hoeft bij deze gemeente niet: u publiceert dan zonder controle."
SENT_BACK = "Dit is teruggestuurd en daarna niet goedgekeurd. Als u nu publiceert, doet u dat zonder controle."
Weight = Literal["primary", "secondary"]


def is_ready(state: Progress) -> bool:
    """Whether there is anything to look at and to publish; otherwise the screen says why not."""
    lacking = publication.missing(stores.current(), state.jaar)
    if lacking:
        what = "Er ontbreekt 1 bestand" if len(lacking) == 1 else f"Er ontbreken {len(lacking)} bestanden"
        st.warning(f"{what}: {', '.join(lacking)}. Upload eerst alles; daarna kunt u publiceren.")
        link("uploaden", "Naar uploaden")
        return False
    if not state.nieuw:
        # Where the button was that published it.
        outcome.show(PUBLISHED)
        st.info(f"Er is niets veranderd sinds editie {state.editie}. Lezers zien de laatste cijfers.")
    return state.nieuw


def reader_effect(state: Progress) -> None:
    """What readers see change beside the last edition."""
    st.header("Wat de lezer ziet veranderen", anchor=False)
    if state.editie is None:
        st.markdown(f"Van {state.jaar} is nog niets gepubliceerd: alles is nieuw voor de lezer.")
    else:
        effects.show(effect_of_publishing(state.jaar), key=f"publiceren {state.jaar}")
    link("factsheet", f"Bekijk het concept van {state.jaar}", jaar=str(state.jaar), concept="ja")


def reviewing(state: Progress, visitor: Visitor) -> None:
    """Offer the year, approve it or send it back. Without four eyes this may be done, and need not."""
    now = state.standing
    st.header(HEADINGS[now.stand], anchor=False)
    if not factsheet_settings.current().vier_ogen and now.stand != "goedgekeurd":
        st.caption("Dit mag, maar hoeft niet: bij deze gemeente kunt u ook zonder goedkeuring publiceren.")
    if now.step:
        note = f": “{now.step.note}”" if now.step.note else "."
        who = stores.current().display_name(now.step.who)
        st.markdown(f"{now.step.kind.capitalize()} door {who} op {notation.moment(now.step.at)}{note}")
    _earlier_steps(state)
    if now.approvers and now.stand == "aangeboden":
        makers = ", ".join(map(stores.current().display_name, sorted(now.approvers)))
        st.info(f"De wijzigingen van {makers} heeft nog niemand anders goedgekeurd.")
    if now.overtaken:
        st.warning(f"Na “{now.overtaken.kind}” is er iets veranderd. Bied het jaar opnieuw aan.")
    if now.stand == "aangeboden" and not now.may_approve(visitor.name):
        st.info(review.OWN_WORK)
    st.text_area(NOTES[now.stand], key=NOTE, max_chars=1000, height=80)
    for label, kind, action in _actions(now, visitor.name):
        st.button(label, type=kind, on_click=_review, args=(state, visitor, action))
    outcome.show(REVIEWED)


def _earlier_steps(state: Progress) -> None:
    """What was said on the way here, since the last edition."""
    store = stores.current()
    last = store.last_edition(state.jaar)
    steps = [step for step in store.steps(state.jaar) if step.kind != "bevestigd" and (not last or step.at > last.at)]
    if len(steps) > 1:
        rows = [
            (step.kind, store.display_name(step.who), notation.moment(step.at), step.note or "")
            for step in reversed(steps)
        ]
        with st.expander("Alle stappen van deze controle"):
            st.html(table("Stappen sinds de vorige editie", ("Stap", "Door", "Wanneer", "Opmerking"), rows, words=True))


def _actions(now: Standing, who: str) -> list[tuple[str, Weight, str]]:
    """The buttons of a year that stands here: label, weight, and what it does. One's own work is no main button."""
    back: tuple[str, Weight, str] = (f"Stuur {now.year} terug", "secondary", "terugsturen")
    match now.stand:
        case "aangeboden" if now.may_approve(who):
            weight: Weight = "secondary" if now.is_own(who) else "primary"
            return [(f"Keur {now.year} goed", weight, "goedkeuren"), back]
        case "aangeboden" | "goedgekeurd":
            return [back]
        case _:
            return [(f"Bied {now.year} aan ter controle", "secondary", "aanbieden")]


def _publish_label(now: Standing, edition: int | None) -> tuple[str, Weight]:
    """The button that publishes, and its weight: who publishes what no colleague approved reads that on it."""
    again = "" if edition is None else " opnieuw"
    if now.stand == "goedgekeurd":
        return f"Publiceer {now.year}{again}", "primary"
    return f"Publiceer {now.year}{again} zonder controle", "secondary"


def publish_button(state: Progress, visitor: Visitor) -> None:
    """Publish: with what changed since the last edition, why open points may stay, and perhaps an embargo."""
    st.header("Publiceren", anchor=False)
    if state.open:
        what = "; ".join(f"{item.groep}: {item.titel[:1].lower()}{item.titel[1:]}" for item in state.open)
        st.warning(f"Publiceren kan nog niet. {what}.")
    else:
        _publish_form(state, visitor)
    outcome.show(PUBLISHED)


def _publish_form(state: Progress, visitor: Visitor) -> None:
    if state.editie is not None:
        label = "Wat is er veranderd sinds de vorige editie? Noem geen aantallen. Lezers zien dit achter “herzien”."
        reason_fields(label, REASON, _concept(state.jaar))
    if state.to_explain:
        many = count_of(len(state.to_explain), "punt staat", "punten staan")
        st.text_input(
            f"{many} nog op nakijken. Waarom publiceert u toch? Dit komt in het log.", key=ANYWAY, max_chars=500
        )
    _embargo_fields()
    for item in state.items:
        if item.groep == PRIVACY and item.stand == "klaar":
            st.caption(f"{item.titel}. {item.uitleg}")
    if state.standing.stand != "goedgekeurd":
        st.markdown(SENT_BACK if state.standing.stand == "teruggestuurd" else UNCHECKED)
    label, weight = _publish_label(state.standing, state.editie)
    st.button(
        label,
        type=weight,
        on_click=_publish,
        args=(state, visitor),
        help="Daarna ziet iedereen met een account deze cijfers, tenzij u een embargo kiest.",
    )


def editions(year: int) -> None:
    """The editions of a year, newest first."""
    store = stores.current()
    rows = [
        (f"Editie {e.number}", notation.moment(e.at), store.display_name(e.who), _until(e.embargo), e.reason or "")
        for e in store.editions(year)
    ]
    if not rows:
        st.markdown(f"Van {year} is nog niets gepubliceerd.")
        return
    head = ("Editie", "Gepubliceerd", "Door", "Embargo", "Wat is veranderd")
    st.html(table(f"Edities van {year}", head, rows, words=True))
    link("versies", "Bekijk, vergelijk of zet terug", jaar=str(year))


def _until(embargo: datetime | None) -> str:
    return f"tot {notation.moment(embargo)}" if embargo else "geen"


def _embargo_fields() -> None:
    if st.checkbox("Eerst alleen voor management en redactie (embargo)", key=EMBARGO):
        day, clock = st.columns(2)
        with day:
            st.date_input("Voor iedereen vanaf", value=None, key=DAY, format="DD-MM-YYYY")
        with clock:
            st.time_input("Om", value=NINE, key=CLOCK)


def _embargo() -> datetime | None:
    """The moment that was chosen. Raises StoreError when it is not complete, or over already."""
    if not st.session_state.get(EMBARGO):
        return None
    day = st.session_state.get(DAY)
    if day is None:
        raise StoreError("Kies de dag waarop iedereen de cijfers mag zien. Er is nog niets gepubliceerd.")
    moment = datetime.combine(day, st.session_state.get(CLOCK) or NINE, DUTCH)
    if moment <= stores.current().now():
        raise StoreError("Dat moment is al voorbij. Kies een later moment, of haal het embargo weg.")
    return moment


def _concept(year: int) -> Factsheet:
    return sheet_of(concept_of(year), factsheet_settings.current().gemeente)


@writes
def _publish(state: Progress, visitor: Visitor) -> None:
    """Callback: make the edition, of exactly what the page has shown."""
    reason, anyway, why = ((st.session_state.get(name) or "").strip() for name in (REASON, ANYWAY, why_of(REASON)))
    if state.editie is not None and not reason:
        outcome.keep(PUBLISHED, "fout", "Schrijf op wat er veranderd is. Er is nog niets gepubliceerd.")
        return
    if state.to_explain and not anyway:
        message = "Kijk na wat er nog open staat, of schrijf op waarom u toch publiceert. Er is nog niets gepubliceerd."
        outcome.keep(PUBLISHED, "fout", message)
        return
    store, settings, year = stores.current(), factsheet_settings.current(), state.jaar
    try:
        flagged = confirm_reason(reasons.checked(reason, settings), _concept(year), why, settings)
        edition = publication.publish(
            store,
            year,
            who=visitor.name,
            settings=settings,
            reason=reason or None,
            embargo=_embargo(),
            content=state.standing.content,
            reprint=anyway,
        )
        if flagged:
            store.log(visitor.name, "reden toch gebruikt", f"ondanks de controle: {flagged}", year=year)
        if anyway:
            left = "; ".join(f"{item.groep}: {item.titel}" for item in state.to_explain)
            store.log(visitor.name, "toch gepubliceerd", f"open: {left}. Reden: {anyway}", year=year)
    except StoreError as error:
        outcome.keep(PUBLISHED, "fout", str(error))
        return
    for name in (REASON, ANYWAY, why_of(REASON)):
        st.session_state[name] = ""
    who = f" Management ziet hem nu; de anderen vanaf {notation.moment(edition.embargo)}." if edition.embargo else ""
    outcome.keep(PUBLISHED, "goed", f"Factsheet {year} is gepubliceerd, editie {edition.number}.{who}")


@writes
def _review(state: Progress, visitor: Visitor, action: str) -> None:
    """Callback: take a step about exactly what the page has shown."""
    store, settings, year, who = stores.current(), factsheet_settings.current(), state.jaar, visitor.name
    content, note = state.standing.content, st.session_state.get(NOTE)
    try:
        match action:
            case "aanbieden":
                review.offer(store, year, who=who, content=content, note=note, settings=settings)
                said = f"{year} ligt klaar voor controle. Uw collega ziet het op de pagina Dit jaar."
            case "goedkeuren":
                review.approve(store, year, who=who, content=content, note=note, settings=settings)
                whole = review.standing(store, year, settings).stand == "goedgekeurd"
                said = f"{year} is goedgekeurd en kan gepubliceerd worden." if whole else review.HALF
            case _:
                review.send_back(store, year, who=who, content=content, note=note, settings=settings)
                said = f"{year} is teruggestuurd."
    except StoreError as error:
        outcome.keep(REVIEWED, "fout", str(error))
        return
    st.session_state[NOTE] = ""
    outcome.keep(REVIEWED, "goed", said)
