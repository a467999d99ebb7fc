"""Codes of which nobody said what they are: asked here, kept for every upload of everybody, and revised here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from markupsafe import Markup

from factsheet import settings, store
from factsheet.access import Visitor, writes
from factsheet.literal import st
from factsheet.narrate import notation
from factsheet.records import Meaning, meanings
from factsheet.report import count_of
from factsheet.screen import outcome
from factsheet.screen.uploading.upload_session import Upload, count_again
from factsheet.store import CodeAnswer, StoreError
from schemas import domain

RESULT = "uploads codes"
NOTHING = "Telt niet mee"
SHOWN = 50  # codes that are asked at once
Key = tuple[str, str]  # wet and code


def codes(files: Sequence[Upload], visitor: Visitor) -> None:
    """What the codes in these files are that nobody knows, and what was said of others before."""
    given = {(one.wet, one.code): one for one in store.current().code_answers()}
    unknown, lines = _unknown(files)
    if unknown:
        _ask(unknown, lines, {key: one.id for key, one in given.items()}, visitor)
    outcome.show(RESULT)
    if given:
        with st.expander(f"Wat codes zijn: {count_of(len(given), 'antwoord', 'antwoorden')}"):
            _revise(given, visitor)


def _unknown(files: Sequence[Upload]) -> tuple[Counter[Key], dict[Key, str]]:
    """The indications of each unknown code in all files, and what is known of the code."""
    number, lines = Counter[Key](), dict[Key, str]()
    for one in (code for file in files if file.found.recorded for code in file.found.recorded.unknown):
        key = (one.wet, one.code)
        number[key] += one.indicaties
        lines[key] = ", ".join(filter(None, (one.wet, one.categorie)))
    return number, lines


def _ask(number: Counter[Key], lines: Mapping[Key, str], seen: Mapping[Key, int], visitor: Visitor) -> None:
    keys = [key for key, _ in number.most_common(SHOWN)]
    many = count_of(number.total(), "indicatie", "indicaties")
    st.header(f"Onbekende codes: {count_of(len(number), 'code', 'codes')}, {many}", anchor=False)
    st.markdown("Zeg per code wat het is. Wij tellen het bestand dan opnieuw, en vragen het niet nog een keer.")
    for key in keys:
        told = Markup("{}: {}").format(lines[key], count_of(number[key], "indicatie", "indicaties"))
        _row(key, told, now=None)
    if len(number) > SHOWN:
        st.caption(f"Nog {count_of(len(number) - SHOWN, 'code', 'codes')}. Die vragen wij hierna.")
    st.button("Bewaar wat deze codes zijn", on_click=_answer, args=(keys, seen, {}, visitor))


def _revise(given: Mapping[Key, CodeAnswer], visitor: Visitor) -> None:
    st.markdown("Dit geldt voor elk volgend bestand, behalve voor codes die de instellingen zelf kennen.")
    now = {key: _label(_meaning(one)) for key, one in given.items()}
    for key, one in given.items():
        who = store.current().display_name(one.who)
        _row(key, Markup("{}. {} op {}").format(one.wet, who, notation.moment(one.at)), now[key])
    seen = {key: one.id for key, one in given.items()}
    st.button("Bewaar wat u hier verandert", on_click=_answer, args=([*given], seen, now, visitor))


def _row(key: Key, told: Markup, now: str | None) -> None:
    """One code: what is known of it, and the choice of what it is."""
    wet, code = key
    options = [*_choices(wet)]
    left, right = st.columns(2, vertical_alignment="center")
    with left:
        st.html(Markup("<p><strong>{}</strong><br>{}</p>").format(code, told))
    with right:
        st.selectbox(
            f"Wat is {code} ({wet})?",
            options,
            index=options.index(now) if now in options else None,
            placeholder="Kies wat het is",
            key=_widget(key, asked=now is None),
            label_visibility="collapsed",
        )


def _widget(key: Key, *, asked: bool) -> str:
    return f"code {'' if asked else 'herzien '}{' '.join(key)}"


def _choices(wet: str) -> dict[str, Meaning | None]:
    """All that a code can be in this municipality; what belongs to its own wet comes first."""
    # Of the Participatiewet a key is a household, of the others a person.
    helped = [domain.names(domain.BEGELEIDING), (domain.PARTICIPATIEWET.naam,)]
    alike = next(wetten for wetten in helped if wet in wetten)
    fitting = [meaning for meaning in meanings(settings.current()) if meaning.wet in alike]
    known = sorted(fitting, key=lambda meaning: meaning.wet != wet)
    return {NOTHING: None} | {_label(meaning): meaning for meaning in known}


def _label(meaning: Meaning | None) -> str:
    """ "Wmo: maatwerk, individuele begeleiding"."""
    if meaning is None:
        return NOTHING
    form = next((vorm.naam.lower() for vorm in settings.current().vormen if vorm.sleutel == meaning.vorm), meaning.vorm)
    return f"{meaning.wet}: {meaning.laag or 'geen laag'}, {form or 'geen begeleiding'}"


def _meaning(answer: CodeAnswer) -> Meaning | None:
    return Meaning(answer.as_wet, answer.laag, answer.vorm) if answer.as_wet else None


def _chosen(keys: Sequence[Key], now: Mapping[Key, str]) -> Iterator[tuple[Key, Meaning | None]]:
    """What was chosen, where that is something else than it was."""
    for key in keys:
        label = st.session_state.get(_widget(key, asked=not now))
        choices = _choices(key[0])
        if label in choices and label != now.get(key):
            yield key, choices[label]


@writes
def _answer(keys: Sequence[Key], seen: Mapping[Key, int], now: Mapping[Key, str], visitor: Visitor) -> None:
    answers = dict(_chosen(keys, now))
    if not answers:
        outcome.keep(RESULT, "let op", "Kies eerst bij een code wat het is. Er is nog niets bewaard.")
        return
    try:
        store.current().answer_codes(answers, who=visitor.name, seen=seen)
    except StoreError as error:
        outcome.keep(RESULT, "fout", str(error))
        return
    count_again()
    many = count_of(len(answers), "code", "codes")
    outcome.keep(
        RESULT, "goed", f"Bewaard wat {many} {'is' if len(answers) == 1 else 'zijn'}. Alles is opnieuw geteld."
    )
