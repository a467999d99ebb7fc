"""Fixed texts on the page of the editorial texts: titles, the introduction, and the explanation of a section."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from factsheet import editorial, letters
from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.access import Visitor, writes
from factsheet.edition import SectionResult, words
from factsheet.editorial import Refusal
from factsheet.factcheck import Finding
from factsheet.literal import st
from factsheet.markup.tables import bullets
from factsheet.narrate import notation
from factsheet.screen import drafting, outcome
from factsheet.screen.editorial_page import CHANGED, NOT_KEPT, EditorialSession, session_of
from factsheet.screen.findings import as_problems, problems, reason_field
from factsheet.screen.links import link
from factsheet.sections import SECTIONS
from factsheet.store import StoreError

RESULT = "vast resultaat"
LABELS = {"titel": "Titel", "intro": "Inleiding", "uitleg": "Uitleg onder de titel"}
LONGEST = {"titel": 120, "intro": editorial.MAX, "uitleg": 600}
# What may stand in a fixed text, in words.
WORDS = {
    "jaar": "het jaar",
    "vorig": "vorig jaar",
    "plaats": "het gebied waar de factsheet over gaat",
    "gemeente": "de gemeente",
    "basisjaar": "het jaar waarmee wij uitgaven vergelijken",
    "intensief": "vanaf wanneer begeleiding intensief is",
}


def fixed_texts(at: EditorialSession, part: SectionResult | None, visitor: Visitor) -> None:
    """The title and explanation of a section, or the title and introduction of the factsheet."""
    standard = _standard(part)
    known = words(at.sheet.area, at.jaar, factsheet_settings.current())
    with st.expander("Titel en uitleg van dit onderdeel") if part else st.container():
        st.markdown("Laat een veld leeg voor de gewone tekst. Wat u zo schrijft, vult de factsheet zelf in:")
        st.html(bullets(f"{{{name}}}: {WORDS[name]} ({value})" for name, value in known.items()))
        for key, text in standard.items():
            _fixed_field(at, key, text, visitor)
        changed = _changed(at, standard)
        judged = {key: _judge_fixed(at, key, text, known) for key, text in changed.items()}
        for key, (refusals, findings) in judged.items():
            found = as_problems(findings, partial(editorial.sentence_at, editorial.readable(changed[key], known)))
            problems([*refusals, *found], f"Wat u nog moet doen: {LABELS[_kind(key)].lower()}")
        if any(findings for _, findings in judged.values()):
            reason_field(f"vast reden {at.jaar}")
        st.button(f"Bewaar voor {at.jaar}", key="vast bewaar", on_click=_save_fixed, args=(at.jaar, standard, visitor))
        if outcome.show(RESULT) == "goed":
            link("publiceren", f"Naar publiceren van {at.jaar}", jaar=str(at.jaar))


def _standard(part: SectionResult | None) -> dict[str, str]:
    """The keys of the fixed texts of a section, or of the factsheet, with what stands there when nobody wrote one."""
    if part is None:
        return {key: factsheet_settings.current().teksten[key] for key in ("titel", "intro")}
    section = next(section for section in SECTIONS if section.sleutel == part.sleutel)
    return {f"{part.sleutel}.titel": section.titel, f"{part.sleutel}.uitleg": section.uitleg}


def _kind(key: str) -> str:
    return key.rpartition(".")[2]


def _fixed(year: int, key: str) -> drafting.Field:
    return drafting.Field(key, year, {"tekst": f"vast {year} {key}"})


def _fixed_field(at: EditorialSession, key: str, standard: str, visitor: Visitor) -> None:
    field, kept = _fixed(at.jaar, key), {"tekst": at.body_of(key)}
    drafting.fill(field, kept, at.id_of(key), visitor)
    drafting.side_by_side(field, at.texts.get(key), kept["tekst"], visitor)
    show = st.text_input if _kind(key) == "titel" else st.text_area
    show(
        LABELS[_kind(key)],
        key=field.parts["tekst"],
        placeholder=standard,
        on_change=drafting.remember,
        args=(field, kept, visitor),
    )


def _changed(at: EditorialSession, keys: Mapping[str, str]) -> dict[str, str]:
    """The fixed texts that differ from what counts now."""
    typed = {key: _fixed_typed(at.jaar, key) for key in keys}
    return {key: text for key, text in typed.items() if text != editorial.clean(at.body_of(key))}


def _fixed_typed(year: int, key: str) -> str:
    text = editorial.clean(_fixed(year, key).typed["tekst"])
    return text.replace("\n", " ") if _kind(key) == "titel" else text


def _judge_fixed(
    at: EditorialSession, key: str, text: str, known: Mapping[str, object]
) -> tuple[tuple[Refusal, ...], tuple[Finding, ...]]:
    too_long = tuple(_too_long(key, text))
    if too_long:
        return too_long, ()
    return (*editorial.parse(text, known)[1], *_needs_source(text)), at.check(editorial.readable(text, known))


def _too_long(key: str, text: str) -> Iterator[Refusal]:
    most = LONGEST[_kind(key)]
    if len(text) > most:
        counts = f"{notation.number(len(text))} tekens lang. Er passen er {notation.number(most)}"
        yield Refusal(0, "", f"De tekst is {counts}. Maak hem korter.")


def _needs_source(text: str) -> Iterator[Refusal]:
    for claim in editorial.claims_from_outside(text):
        message = f"“{claim}” vraagt om een bron. Schrijf dit als duiding bij een onderdeel."
        yield Refusal(editorial.sentence_at(text, text.find(claim)), claim, message)


@writes
def _save_fixed(year: int, keys: Mapping[str, str], visitor: Visitor) -> None:
    """Keep the fixed texts that changed: all of them, or none."""
    at, settings = session_of(year), factsheet_settings.current()
    changed = _changed(at, keys)
    if any(drafting.is_overtaken(_fixed(year, key), at.texts.get(key)) for key in changed):
        outcome.keep(RESULT, "fout", CHANGED)
        return
    judged = [_judge_fixed(at, key, text, words(settings.gemeente, year, settings)) for key, text in changed.items()]
    reason = editorial.clean(st.session_state.get(f"vast reden {year}") or "")
    if not changed:
        outcome.keep(RESULT, "fout", "Er is niets veranderd aan deze teksten.")
    elif any(refusals for refusals, _ in judged):
        outcome.keep(RESULT, "fout", NOT_KEPT)
    elif any(findings for _, findings in judged) and not reason:
        outcome.keep(RESULT, "fout", "Schrijf op waarom de tekst klopt. Er is niets bewaard.")
    else:
        _keep(at, changed, reason, visitor)


def _keep(at: EditorialSession, changed: Mapping[str, str], reason: str, visitor: Visitor) -> None:
    store, year = stores.current(), at.jaar
    typed = [_fixed(year, key).typed["tekst"] for key in changed]
    mended = letters.message((raw, letters.mend(raw)) for raw in typed)
    try:
        for key, text in changed.items():
            store.set_text(year, key, text, visitor.name, based_on=at.id_of(key), why=reason)
            drafting.forget(_fixed(year, key), visitor)
    except StoreError as error:
        outcome.keep(RESULT, "fout", str(error))
        return
    told = (f"De teksten voor {year} zijn bewaard.", mended, f"Lezers zien de verandering als u {year} publiceert.")
    outcome.keep(RESULT, "goed", " ".join(filter(None, told)))
