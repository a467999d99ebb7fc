"""The page of the editorial texts in parts: what is to be looked at, the text of one section, and the fixed texts.

Writing happens in the callbacks of buttons only. What an editor typed is shown as text, never as markup.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from factsheet import editorial, letters, settings
from factsheet import store as stores
from factsheet.access import Visitor, writes
from factsheet.edition import Factsheet, SectionResult, to_check
from factsheet.editorial import Duiding, Filled, Live, Refusal, Refused, Unreadable
from factsheet.factcheck import Finding, check_sheet
from factsheet.literal import st
from factsheet.markup import provenance
from factsheet.markup.tables import bullets, table
from factsheet.narrate import notation
from factsheet.release import publish as publication
from factsheet.screen import drafting, outcome
from factsheet.screen.cached import concept_of, sheet_of
from factsheet.screen.component import mount
from factsheet.screen.findings import as_problems, problems, reason_field, with_marks
from factsheet.screen.links import link
from factsheet.store import EditedText, StoreError

SECTION, ARRIVALS = "duiding onderdeel", "duiding aangekomen"
WHOLE = "factsheet"
KINDS = {"": "", ".verandering": ", verandering", ".vorig": ", vorig jaar"}
PLAIN = {"jaar": "Het jaar", "vorig_jaar": "Het jaar ervoor", "plaats": "De gemeente"}
NOT_KEPT = "De tekst is niet bewaard. Verbeter eerst wat er onder “Wat u nog moet doen” staat."
CHANGED = "Iemand anders heeft deze tekst intussen bewaard. Uw tekst staat er nog en is niet bewaard: kies eerst."
NO_FIGURE = "Kies eerst een cijfer uit de lijst."
FIGURE_IN = "Het cijfer staat in uw tekst. Die is nog niet bewaard."


@dataclass(frozen=True)
class EditorialSession:
    """What an editor works with: the concept of a year, what a live figure may name, and the texts that count now."""

    sheet: Factsheet
    names: Mapping[str, Live]
    texts: Mapping[str, EditedText]

    @property
    def jaar(self) -> int:
        return self.sheet.jaar

    def id_of(self, key: str) -> int:
        """The number of the text that counts; 0 when there is none."""
        return self.texts[key].id if key in self.texts else 0

    def body_of(self, key: str) -> str:
        return self.texts[key].body if key in self.texts else ""

    def check(self, text: str, *, sourced: bool = False) -> tuple[Finding, ...]:
        """What the fact check finds in a text as the reader gets it; `sourced`: a source stands beside it."""
        wijken = partial(sheet_of, concept_of(self.jaar))
        return check_sheet(text, self.sheet, settings.current(), wijken, sourced=sourced)


@dataclass(frozen=True)
class Draft:
    """A text as it is typed now, judged. `duiding` is there when it is not refused; `filled` is what can be read."""

    duiding: Duiding | None
    filled: Filled
    refusals: tuple[Refusal, ...]
    findings: tuple[Finding, ...]


def open_session(year: int) -> EditorialSession | None:
    """The concept of a year; None while files are missing: the screen then says what to do."""
    lacking = publication.missing(stores.current(), year)
    if lacking:
        what = "ontbreekt nog 1 bestand" if len(lacking) == 1 else f"ontbreken nog {len(lacking)} bestanden"
        st.info(f"Van {year} {what}: {', '.join(lacking)}. Duiding schrijft u als alle cijfers er zijn.")
        link("uploaden", "Naar uploaden")
        return None
    return session_of(year)


def to_do(at: EditorialSession) -> None:
    """The texts that an editor has to look at before this year is published, each with a link to it."""
    left = _to_look_at(at)
    if not left:
        return
    st.header("Controleren", anchor=False)
    for key, why in left.items():
        where, reason = st.columns([1, 3], vertical_alignment="center")
        with where:
            _to_text(at, key)
        with reason:
            st.markdown(why)


def choose_section(at: EditorialSession) -> SectionResult | None:
    """The section in the address (?sectie=), with a control to choose another; None for the factsheet as a whole."""
    parts = {part.sleutel: part for part in at.sheet.secties}
    names = {WHOLE: "Titel en inleiding"} | {key: _marked(part) for key, part in parts.items()}
    asked = st.query_params.get("sectie", WHOLE)
    asked = asked if asked in names else WHOLE
    _count_arrival(asked)
    st.session_state[SECTION] = st.query_params["sectie"] = asked
    st.selectbox("Onderdeel", list(names), format_func=names.__getitem__, key=SECTION, on_change=_to_address, width=420)
    st.header(parts[asked].titel if asked in parts else names[WHOLE], anchor=False)
    return parts.get(asked)


def bring_into_view(at: EditorialSession, part: SectionResult | None) -> None:
    """Bring the text into view that a link led to, once all of the page is there."""
    field = _field("tekst", at.jaar, part.sleutel) if part else f"vast {at.jaar} titel"
    mount("reveal", key="duiding in beeld", data={"field": field, "arrival": st.session_state.get(ARRIVALS, 0)})


def generated(part: SectionResult) -> None:
    """What the figures say by themselves."""
    st.subheader("Automatische tekst", anchor=False)
    said = [sentence for sentence in part.zinnen if sentence.soort == "gegenereerd"]
    text = provenance.paragraph(said)
    st.html(Markup("<p><strong>{}</strong></p>{}").format(part.kop, text))


def editor(at: EditorialSession, part: SectionResult, visitor: Visitor) -> None:
    """The editorial text of one section: its standing, the fields, the result, and what is still to be done."""
    st.subheader("Duiding", anchor=False)
    field, kept = _texts_of(at.jaar, part.sleutel), _as_kept(at, part.sleutel)
    drafting.fill(field, kept, at.id_of(field.key), visitor)
    _standing(at, part, visitor)
    drafting.side_by_side(field, at.texts.get(field.key), kept["tekst"], visitor)
    remember, typing = drafting.remember, (field, kept, visitor)
    text, source = field.parts["tekst"], field.parts["bron"]
    st.text_area("Uw tekst", key=text, height=220, placeholder="Wat betekent dit?", on_change=remember, args=typing)
    _figure_list(at, part, visitor)
    label = "Bron: het webadres van het onderzoek of rapport"
    st.text_input(label, key=source, placeholder="https://", on_change=remember, args=typing)
    draft = _draft(at, part.sleutel)
    _result(draft)
    problems([*draft.refusals, *as_problems(draft.findings, draft.filled.sentence_at)])
    if draft.findings:
        reason_field(_field("reden", at.jaar, part.sleutel))
    _save_button(at, part, visitor)
    _next(at, part)


def history(at: EditorialSession, part: SectionResult) -> None:
    """All texts that this section had, newest first."""
    store, key = stores.current(), _key(part.sleutel)
    kept = [text for year in store.years() if year <= at.jaar for text in store.text_history(year, key)]
    if kept:
        with st.expander("Eerdere teksten"):
            head = ("Bewaard", "Door", "Voor", "Tekst", "Bron", "Reden")
            newest_first = sorted(kept, key=lambda text: text.id, reverse=True)
            st.html(table("Teksten bij dit onderdeel", head, [_row(text) for text in newest_first], words=True))


# The session of an editor


def session_of(year: int) -> EditorialSession:
    area = settings.current().gemeente
    sheet = sheet_of(concept_of(year), area)
    names = editorial.live(sheet.cijfers, year, area.naam)
    return EditorialSession(sheet, names, publication.written(stores.current(), year))


def _key(section: str) -> str:
    return f"{section}{publication.DUIDING}"


def _field(name: str, year: int, section: str) -> str:
    return f"duiding {name} {year} {section}"


def _kept(at: EditorialSession, section: str) -> Duiding | None:
    """The text that counts; None when there is none, or none that can be read."""
    try:
        return editorial.read(at.body_of(_key(section)))
    except Unreadable:
        return None


def _texts_of(year: int, section: str) -> drafting.Field:
    """The text and the source of a section, as they are typed."""
    return drafting.Field(_key(section), year, {part: _field(part, year, section) for part in ("tekst", "bron")})


def _as_kept(at: EditorialSession, section: str) -> dict[str, str]:
    """The same as it was kept last; empty where there is nothing."""
    kept = _kept(at, section)
    return {"tekst": kept.tekst if kept else "", "bron": (kept.bron or "") if kept else ""}


def _typed(year: int, section: str) -> tuple[str, str]:
    """The text and the source as they stand in the fields."""
    typed = _texts_of(year, section).typed
    return editorial.clean(typed["tekst"]), editorial.clean(typed["bron"])


def _draft(at: EditorialSession, section: str) -> Draft:
    return _judge(at, *_typed(at.jaar, section))


def _judge(at: EditorialSession, text: str, source: str) -> Draft:
    """All there is to say of a text at once: why it is refused, and what is found in as much as can be read."""
    duiding, refusals = None, tuple[Refusal, ...]()
    try:
        duiding = editorial.compose(text, source, at.names, at.jaar)
    except Refused as refused:
        refusals = refused.refusals
    # A text that is far too long is not read: it has to become another one.
    read = duiding or Duiding(text if len(text) <= editorial.MAX else "")
    filled = editorial.fill(read, at.sheet.cijfers, at.jaar, at.sheet.area.naam)
    return Draft(duiding, filled, refusals, at.check(filled.tekst, sourced=bool(source)))


def _to_look_at(at: EditorialSession) -> dict[str, str]:
    """The sections with a text to look at, in their order, and why."""
    found: dict[str, list[str]] = {}
    for key, why in to_check(at.sheet):
        found.setdefault(key, []).append(why)
    return {key: " ".join(dict.fromkeys(whys)) for key, whys in found.items()}


def _count_arrival(section: str) -> None:
    """Count each time that a link led to a text; choosing one on this page is no arrival."""
    led = st.query_params.pop("naar", None)
    if led or ("sectie" in st.query_params and st.session_state.get(SECTION) != section):
        st.session_state[ARRIVALS] = st.session_state.get(ARRIVALS, 0) + 1


# What is shown


def _marked(part: SectionResult) -> str:
    return f"{part.titel} (controleren)" if part.duiding and part.duiding.controleren else part.titel


def _to_text(at: EditorialSession, section: str, before: str = "") -> None:
    title = next(part.titel for part in at.sheet.secties if part.sleutel == section)
    link("duiding", f"{before}{title}", jaar=str(at.jaar), sectie=section, naar="tekst")


def _next(at: EditorialSession, part: SectionResult) -> None:
    """Where to go from this text: the next one to look at, from here on and then from the first."""
    left, keys = _to_look_at(at), [one.sleutel for one in at.sheet.secties]
    here = keys.index(part.sleutel)
    others = sorted((key for key in left if key != part.sleutel), key=lambda key: keys.index(key) < here)
    if others:
        _to_text(at, others[0], "Volgende: ")
    elif left:
        st.caption("Dit is de laatste tekst die u nog moet nakijken.")
    else:
        st.caption("Alle teksten zijn nagekeken.")
        link("publiceren", f"Naar publiceren van {at.jaar}", jaar=str(at.jaar))


def _standing(at: EditorialSession, part: SectionResult, visitor: Visitor) -> None:
    """Who wrote the text that counts, what is to be looked at, and the button that says that it still holds."""
    place = _field("klopt", at.jaar, part.sleutel)
    text = at.texts.get(_key(part.sleutel))
    if part.duiding is None or text is None:
        st.caption("Bij dit onderdeel staat nog geen duiding.")
    else:
        who = f"Bewaard door {stores.current().display_name(text.who)} op {notation.moment(text.at)}, voor {text.year}."
        st.html(Markup("<p>{}</p>{}").format(who, bullets(part.duiding.controleren)))
        if text.year != at.jaar and _is_as_kept(at, part.sleutel):
            arguments = (at.jaar, part.sleutel, place, visitor)
            st.button(f"Klopt nog voor {at.jaar}", on_click=_save, args=arguments)
    if outcome.show(place) == "goed":
        _next(at, part)


def _figure_list(at: EditorialSession, part: SectionResult, visitor: Visitor) -> None:
    """Every figure, to be searched by name and put into the text; those of this section first."""
    own = {figure.sleutel for figure in part.cijfers}
    known = [name for name, hole in at.names.items() if hole.known]
    known.sort(key=lambda name: (hole := at.names[name]).figure is None or hole.figure.sleutel not in own)
    choice = _field("cijfer", at.jaar, part.sleutel)
    st.selectbox(
        "Zoek een cijfer, dat meeverandert met de gegevens",
        known,
        index=None,
        format_func=lambda name: f"{_label(name, at.names[name])}: {at.names[name].tekst} {{{name}}}",
        key=choice,
        placeholder="Typ een woord, zoals Wmo",
    )
    arguments, button = (at.jaar, part.sleutel, visitor), f"{choice} knop"
    st.button("Zet het cijfer in de tekst", on_click=_append, args=arguments, key=button)
    place = _field("cijfer gezet", at.jaar, part.sleutel)
    outcome.show(place)
    told = partial(outcome.keep, place, "goed", FIGURE_IN)
    data = {"area": _field("tekst", at.jaar, part.sleutel), "choice": choice, "button": button}
    mount("insert", key=f"{choice} cursor", data=data, on_inserted_change=told)


def _label(name: str, hole: Live) -> str:
    return PLAIN[name] if hole.figure is None else hole.figure.label + KINDS[name.removeprefix(hole.figure.sleutel)]


def _result(draft: Draft) -> None:
    """The text as a reader gets it, with what the fact check found marked."""
    if draft.duiding is None or not draft.filled.sentences:
        return
    text = with_marks(draft.filled.tekst, draft.findings)
    source = Markup()
    if draft.duiding.bron:
        link = Markup('<br>Bron: <a href="{0}" rel="noopener noreferrer" target="_blank">{0}</a>')
        source = link.format(draft.duiding.bron)
    html = Markup('<p><strong>Zo ziet de lezer het</strong></p><p class="sd-tekst">{}{}</p>')
    st.html(html.format(text, source))


def _save_button(at: EditorialSession, part: SectionResult, visitor: Visitor) -> None:
    place = _field("bewaard", at.jaar, part.sleutel)
    label, arguments = f"Bewaar de duiding voor {at.jaar}", (at.jaar, part.sleutel, place, visitor)
    st.button(label, type="primary", on_click=_save, args=arguments)
    if outcome.show(place) == "goed":
        link("publiceren", f"Naar publiceren van {at.jaar}", jaar=str(at.jaar))


def _is_as_kept(at: EditorialSession, section: str) -> bool:
    kept = _kept(at, section)
    return kept is not None and _typed(at.jaar, section) == (kept.tekst, kept.bron or "")


def _row(text: EditedText) -> tuple[str, ...]:
    moment, who = notation.moment(text.at), stores.current().display_name(text.who)
    if not text.body:
        return moment, who, str(text.year), "(weggehaald)", "", ""
    try:
        duiding = editorial.read(text.body)
    except Unreadable as error:
        return moment, who, str(text.year), str(error), "", ""
    reasons = "; ".join(f"“{fragment}”: {reason}" for fragment, reason in duiding.redenen.items())
    return moment, who, str(text.year), duiding.tekst, duiding.bron or "", reasons


# Callbacks


def _to_address() -> None:
    st.query_params["sectie"] = st.session_state[SECTION]


@writes
def _append(year: int, section: str, visitor: Visitor) -> None:
    """Put the chosen figure at the end of the text; where scripts run, insert.js puts it at the cursor."""
    field, name = _texts_of(year, section), st.session_state.get(_field("cijfer", year, section))
    place = _field("cijfer gezet", year, section)
    if not name:
        outcome.keep(place, "fout", NO_FIGURE)
        return
    before = field.typed["tekst"].rstrip(" ")
    st.session_state[field.parts["tekst"]] = f"{before}{' ' if before and before[-1] != chr(10) else ''}{{{name}}}"
    drafting.remember(field, _as_kept(session_of(year), section), visitor)
    outcome.keep(place, "goed", FIGURE_IN)


@writes
def _save(year: int, section: str, place: str, visitor: Visitor) -> None:
    """Keep the text in the fields, or take the text away when they are empty; tell it at `place`."""
    try:
        message = _keep(session_of(year), section, visitor)
    except StoreError as error:
        outcome.keep(place, "fout", str(error))
        return
    drafting.forget(_texts_of(year, section), visitor)
    # A reason was for the text that it was given for.
    st.session_state.pop(_field("reden", year, section), None)
    outcome.keep(place, "goed", f"{message} Lezers zien de verandering als u {year} publiceert.")


def _keep(at: EditorialSession, section: str, visitor: Visitor) -> str:
    """Keep what is in the fields; the answer says so. Raises StoreError when it cannot be kept."""
    year, field = at.jaar, _texts_of(at.jaar, section)
    if drafting.is_overtaken(field, at.texts.get(field.key)):
        raise StoreError(CHANGED)
    text, source = _typed(year, section)
    if not text:
        return _take_away(at, section, visitor)
    draft = _judge(at, text, source)
    if draft.duiding is None:
        raise StoreError(NOT_KEPT)
    fragments = [finding.fragment for finding in draft.findings]
    try:
        duiding = editorial.with_reasons(draft.duiding, fragments, st.session_state.get(_field("reden", year, section)))
    except Refused as refused:
        raise StoreError(f"{refused} Er is niets bewaard.") from None
    editorial.keep(stores.current(), section, duiding, year=year, who=visitor.name, based_on=at.id_of(field.key))
    mended = letters.message((raw, letters.mend(raw)) for raw in field.typed.values())
    return f"De duiding voor {year} is bewaard. {mended}".strip()


def _take_away(at: EditorialSession, section: str, visitor: Visitor) -> str:
    key = _key(section)
    if not at.body_of(key):
        raise StoreError("Er is nog geen tekst om te bewaren. Schrijf eerst uw tekst.")
    stores.current().set_text(at.jaar, key, "", visitor.name, based_on=at.id_of(key))
    return f"De duiding voor {at.jaar} is weggehaald."
