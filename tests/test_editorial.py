"""Editorial texts: live figures, sources, memory, and the claims of the sources that only an editor can make."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet import cli, editorial
from factsheet.edition import factsheet, to_check
from factsheet.editorial import Duiding, Refused, Unreadable
from factsheet.figures import Figure
from factsheet.release import publish as publication
from factsheet.settings import Settings, current
from factsheet.store import Store
from factsheet.validate import check
from tests import example, example_years
from tests.examples import examples

pytestmark = pytest.mark.usefixtures("unasked")

TOWN = current()
HENGELO = TOWN.gemeente
KEY = "wmo.clienten"
TEXT = f"In {{jaar}} zijn er {{{KEY}}} mensen met Wmo ({{{KEY}.verandering}}). Dat is meer dan {{{KEY}.vorig}}."

# Every claim that cannot follow from figures → year, section ("" for the top of the factsheet), and what is printed.
CLAIMS = {
    "23-01": (2023, "", "Sociaal domein in Beeld"),
    "23-02": (2023, "", "We organiseren ondersteuning in Hengelo anders, om de zorg"),
    "23-03": (2023, "", "Het is een meerjarig ontwikkelproces"),
    "23-04": (2023, "", "Hierin leest u de belangrijkste ontwikkelingen"),
    "23-05": (2023, "", "meer weten over de wijken van Hengelo? Scan de QR-code"),
    "23-19": (2023, "gebruik", "Gebruik van maatwerk in 2023"),
    "23-27": (2023, "indicaties", "geen rekening gehouden met de stijging van complexe jeugdzorg."),
    "23-30": (2023, "uitgaven", "Ook de gemeente voelt de inflatie."),
    "23-31": (2023, "uitgaven", "De uitgaven aan jeugdzorg, Wmo en participatie zijn hierdoor sterk gestegen"),
    "23-36": (2023, "piramide", "Wij gaan naar minder maatwerk (-1,3%) en meer sociale basis (+6,2%)."),
    "23-44": (2023, "loonkostensubsidie", "Meer mensen zijn aan het werk"),
    "23-46": (2023, "loonkostensubsidie", "Dat is goed nieuws."),
    "23-47": (2023, "loonkostensubsidie", "dat meer mensen naar vermogen aan de arbeidsmarkt deelnemen."),
    "23-58": (2023, "beleidsindicatoren", "Tevreden inwoners"),
    "23-59": (2023, "beleidsindicatoren", "veranderingen zijn niet altijd leuk."),
    "23-60": (2023, "beleidsindicatoren", "Daarom vragen wij onze inwoners wat zij van onze dienstverlening vinden."),
    "24-01": (2024, "", "Sociaal domein in beeld 2024"),
    "24-02": (2024, "", "Wij organiseren ondersteuning in Hengelo anders"),
    "24-03": (2024, "", "Wij zetten meer in op zelfzorg, onderlinge hulp en de juiste partners"),
    "24-04": (2024, "", "Deze verandering gebeurt in meerdere jaren, waarin dingen steeds duidelijker worden"),
    "24-05": (2024, "", "uitgaven (gecorrigeerd voor inflatie) en voorzieningen."),
    "24-18": (
        2024,
        "uitgaven",
        "een verschuiving naar lichtere hulp, al kregen meer mensen intensieve begeleiding (+22,1%).",
    ),
    "24-22": (2024, "uitgaven", "doordat hulp intensiever is en langer duurt."),
    "24-24": (2024, "loonkostensubsidie", "Dat is goed nieuws."),
    "24-25": (2024, "loonkostensubsidie", "levert de samenleving meer op dan zij de gemeente kost."),
    "24-33": (2024, "begeleiding", "kunnen meer mensen passende hulp krijgen"),
    "24-38": (2024, "uitgaven", "Zonder de ingezette transformatie zouden de kosten nog hoger zijn geweest."),
}
FROM_OUTSIDE = ("23-47", "24-25")


def figures() -> dict[str, Figure]:
    return example.sheet(2024).cijfers


def turned(figure: Figure) -> Figure:
    """The same figure with its change of this year the other way."""
    points = tuple(replace(p, verandering=-(p.verandering or 0)) if p.jaar == 2024 else p for p in figure.points)
    return replace(figure, points=points)


def written(text: str = TEXT, source: str | None = None) -> Duiding:
    return editorial.compose(text, source, editorial.live(figures(), 2024, "Hengelo"), 2024)


def filled(duiding: Duiding, among: dict[str, Figure] | None = None) -> editorial.Filled:
    return editorial.fill(duiding, among or figures(), 2024, "Hengelo")


def refusals(text: str, source: str | None = None) -> list[str]:
    with pytest.raises(Refused) as refused:
        written(text, source)
    return [str(refusal) for refusal in refused.value.refusals]


# Live figures


def test_live_figures_are_printed_as_the_factsheet_prints_them() -> None:
    said = filled(written())

    assert [sentence.tekst for sentence in said.sentences] == [
        "In 2024 zijn er 7.410 mensen met Wmo (+0,5%).",
        "Dat is meer dan 7.370.",
    ]


def test_the_words_for_year_and_place_need_no_figure() -> None:
    said = filled(written("In {plaats} was {vorig_jaar} een druk jaar, {jaar} niet."))

    assert said.tekst == "In Hengelo was 2023 een druk jaar, 2024 niet."
    assert said.sentences[0].feiten == ()


def test_every_sentence_has_the_facts_of_its_own_live_figures() -> None:
    first, second = filled(written()).sentences

    assert {sentence.soort for sentence in (first, second)} == {"duiding"}
    assert [(fact.sleutel, fact.nu, fact.vorig, fact.getoond) for fact in first.feiten] == [
        (KEY, 7410, 7370, ("7.410", "+0,5%"))
    ]
    assert [fact.getoond for fact in second.feiten] == [("7.370",)]


def test_a_doubled_brace_is_a_brace() -> None:
    assert filled(written("Zo schrijft u {{jaar}}: {jaar}.")).tekst == "Zo schrijft u {jaar}: 2024."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Er zijn {wmo.clientn}.", "Zin 1: {wmo.clientn} is onbekend. Bedoelt u {wmo.clienten}?"),
        ("Eerst dit.\nDan {wmo.clienten", "Zin 2: Deze { heeft geen }."),
        ("Hier staat een } los.", "Zin 1: Deze } heeft geen {."),
        ("Leeg: {}.", "Zin 1: {} is onbekend. Kies een cijfer uit de lijst."),
        ("{jaar.__class__}", "Zin 1: {jaar.__class__} is onbekend."),
        ("{jaar!r:>900}", "Zin 1: {jaar!r:>900} is onbekend."),
    ],
)
def test_a_wrong_hole_is_refused_with_its_place(text: str, message: str) -> None:
    assert refusals(text)[0].startswith(message)


def test_a_figure_without_a_clear_change_cannot_be_quoted_as_one() -> None:
    unclear = next(key for key, f in figures().items() if f.value is not None and not f.now.duidelijk)

    assert refusals(f"Zie {{{unclear}.verandering}}.") == [
        f"Zin 1: {{{unclear}.verandering}} heeft nu geen waarde: geen duidelijke verandering. Kies een ander cijfer."
    ]


def test_a_text_that_is_too_long_is_refused_with_its_length() -> None:
    assert refusals("a" * 2345) == ["De tekst is 2.345 tekens lang. Er passen er 2.000. Maak hem korter."]


def test_only_the_first_wrong_holes_are_told() -> None:
    assert len(refusals("{x}" * 600)) == 5


def test_characters_that_nobody_sees_are_dropped() -> None:
    assert editorial.clean("Meer\x00\ufffe\uffff \u202e7.410\u202c\tmensen\r\nhier \x1b ") == "Meer 7.410 mensen\nhier"


def test_an_abbreviation_or_a_number_does_not_break_a_sentence() -> None:
    said = filled(written("Er ging € 3.698.000 om, o.a. aan de Wmo. Dat is veel!\nTot slot"))

    assert [sentence.tekst for sentence in said.sentences] == [
        "Er ging € 3.698.000 om, o.a. aan de Wmo.",
        "Dat is veel!",
        "Tot slot",
    ]


# Sources


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dat werkt, want onderzoek wijst uit dat het loont.", "onderzoek wijst"),
        ("Uit onderzoek blijkt dat het loont.", "onderzoek blijkt"),
        ("Dat blijkt uit recent landelijk onderzoek.", "blijkt uit recent landelijk onderzoek"),
        ("Volgens deskundigen loont het.", "Volgens"),
        ("De cijfers van het CBS laten zien dat het loont.", "cijfers van het CBS"),
        ("Het is bewezen.", "bewezen"),
        ("Het rapport concludeert dat het loont.", "rapport concludeert"),
    ],
)
def test_a_claim_from_outside_needs_a_source(text: str, words: str) -> None:
    assert f"“{words}” vraagt om een bron. Vul het webadres van de bron in." in refusals(text)[0]
    assert written(text, "https://www.cbs.nl/rapport").bron == "https://www.cbs.nl/rapport"


@pytest.mark.parametrize(
    "text", ["Wij vragen inwoners wat zij vinden.", "Wij gaan dit onderzoeken.", "Het rapport verschijnt later."]
)
def test_a_text_of_our_own_needs_no_source(text: str) -> None:
    assert written(text).bron is None


@pytest.mark.parametrize(
    "source",
    [
        "javascript:alert(1)",
        "//www.cbs.nl",
        "cbs.nl",
        "data:text/html,x",
        "https://",
        "https://localhost",
        "https://ik:geheim@www.cbs.nl",
        "https://www.cbs.nl/ een",
        'https://www.cbs.nl/"onclick=',
        "https://[::1",
        "https://www.cbs.nl:poort",
        "https://www.cbs.nl/" + "a" * 500,
    ],
)
def test_a_source_is_a_web_address_that_is_safe_to_follow(source: str) -> None:
    assert "De bron is geen webadres." in refusals("Zo is het.", source)[0]


# Memory


def test_a_text_remembers_direction_and_band_of_its_figures() -> None:
    assert written().geheugen == {KEY: (1, "nagenoeg")}


def test_a_text_holds_on_the_figures_that_it_was_written_for() -> None:
    said = filled(written())

    assert (said.holds, said.turned) == (True, ())


def test_a_text_steps_aside_when_a_sign_turns() -> None:
    said = filled(written(), figures() | {KEY: turned(figures()[KEY])})

    assert (said.holds, said.turned) == (False, (KEY,))


def test_a_text_steps_aside_when_a_band_changes() -> None:
    duiding = replace(written(), geheugen={KEY: (1, "sterk")})

    assert filled(duiding).turned == (KEY,)


def test_a_text_steps_aside_when_a_figure_is_not_known_any_more() -> None:
    gone = replace(figures()[KEY], points=())

    assert filled(written(), figures() | {KEY: gone}).turned == (KEY,)


def test_a_figure_that_is_used_without_being_remembered_does_not_hold() -> None:
    assert filled(replace(written(), geheugen={})).turned == (KEY,)


def test_a_figure_that_is_remembered_without_being_used_counts_too() -> None:
    duiding = replace(written("Zonder cijfers."), geheugen={KEY: (-1, "licht")})

    assert filled(duiding).turned == (KEY,)


def test_an_editor_is_told_which_figure_turned_and_readers_get_nothing() -> None:
    body = editorial.write(written())

    standing, said = editorial.shown(body, figures() | {KEY: turned(figures()[KEY])}, 2024, "Hengelo")

    assert said == ()
    assert not standing.geldt
    assert standing.controleren == (
        "“Wmo, cliënten” ging nauwelijks omhoog toen de tekst geschreven werd, en ging nauwelijks omlaag in 2024. "
        "Lezers zien nu alleen de automatische tekst.",
    )


def test_a_text_whose_figure_does_not_exist_any_more_is_refused_for_the_reader() -> None:
    body = editorial.write(Duiding("Zie {indicator.oud}.", geheugen={"indicator.oud": (1, "licht")}))

    standing, said = editorial.shown(body, figures(), 2024, "Hengelo")

    assert (standing.geldt, said) == (False, ())
    assert "{indicator.oud} is onbekend." in standing.controleren[0]


# The document


def test_what_is_written_is_read_back() -> None:
    duiding = replace(written(source="https://www.cbs.nl"), redenen={"twee keer": "gevraagd"})

    assert editorial.read(editorial.write(duiding)) == duiding


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Gewone tekst.",
        "[]",
        "{}",
        '{"tekst": 3}',
        '{"tekst": "a", "bron": "javascript:alert(1)"}',
        '{"tekst": "a", "geheugen": []}',
        '{"tekst": "a", "geheugen": {"x": [1]}}',
        '{"tekst": "a", "geheugen": {"x": [Infinity, "licht"]}}',
        '{"tekst": "a", "redenen": {"x": 1}}',
        '{"tekst": "a", "gecontroleerd": "ooit"}',
        '{"tekst": "a", "op": "gisteren"}',
        "[" * 100_000,
    ],
)
def test_a_broken_document_is_told_in_dutch(body: str) -> None:
    with pytest.raises(Unreadable, match="De duiding kan niet gelezen worden"):
        editorial.read(body)


def test_a_broken_document_never_stops_the_factsheet() -> None:
    sheet = factsheet(example.tables(), {"wonen.duiding": "{stuk", "wonen.titel": "{stuk"}, HENGELO, 2024)

    part = next(part for part in sheet.secties if part.sleutel == "wonen")
    assert part.titel == "Wonen"
    assert {sentence.soort for sentence in part.zinnen} == {"gegenereerd"}
    assert to_check(sheet) == (
        (
            "wonen",
            "De duiding kan niet gelezen worden. Schrijf de tekst opnieuw. "
            "Lezers zien nu alleen de automatische tekst.",
        ),
    )


def test_a_flagged_text_is_kept_only_with_a_reason() -> None:
    with pytest.raises(Refused, match="schrijf op waarom"):
        editorial.with_reasons(written(), ["dubbel"], "  ")

    assert editorial.with_reasons(written(), ["dubbel"], "geteld").redenen == {"dubbel": "geteld"}
    assert editorial.with_reasons(written(), [], None) == written()


def test_a_reason_stands_in_the_document_and_in_the_log(store: Store) -> None:
    editorial.keep(store, "wonen", editorial.with_reasons(written(), ["dubbel"], "geteld"), year=2024, who="rik")

    [kept] = store.text_history(2024, "wonen.duiding")
    [entry] = store.log_entries()
    assert editorial.read(kept.body).redenen == {"dubbel": "geteld"}
    assert (entry.who, entry.what) == ("rik", "tekst bewaard")
    assert (entry.about, entry.year) == ("wonen.duiding", 2024)
    assert entry.details == "ondanks de controle: “dubbel”: geteld"


# Untrusted text

PIECES = [*"{}.!? \n<>&\"'aA0€", "{jaar}", "{wmo.clienten}", "onderzoek ", "blijkt "]
SOUP = st.lists(st.sampled_from(PIECES)).map("".join)


@given(st.one_of(st.text(), SOUP), st.one_of(st.none(), st.text()))
@examples(60)
def test_any_text_is_either_kept_or_refused(text: str, source: str | None) -> None:
    try:
        duiding = written(text, source)
    except Refused as refused:
        assert all(str(refusal) for refusal in refused.refusals)
    else:
        said = filled(editorial.read(editorial.write(duiding)))
        assert said.holds
        assert all(sentence.tekst.strip() for sentence in said.sentences)


@given(st.one_of(st.text(), SOUP))
@examples(60)
def test_any_text_in_an_edition_is_either_shown_or_told_to_the_editor(text: str) -> None:
    for body in (text, editorial.write(Duiding(text)), json.dumps({"tekst": text, "geheugen": text})):
        standing, said = editorial.shown(body, figures(), 2024, "Hengelo")

        assert standing.geldt or (said == () and standing.controleren)


@given(st.one_of(st.text(), SOUP))
@examples(60)
def test_a_fixed_text_is_filled_or_left_alone(text: str) -> None:
    found = editorial.fill_words(text, {"jaar": 2024})

    assert found is None or "{jaar}" not in text.replace("{{", "").replace("}}", "") or "2024" in found


def test_a_huge_text_is_judged_at_once() -> None:
    assert len(refusals("{" * 300_000)) == 1
    assert editorial.fill_words("{x}" * 20_000, {"jaar": 1}) is None


# Fixed texts


def test_fixed_texts_may_use_the_words_of_the_edition() -> None:
    texts = {
        "titel": "{gemeente} in {jaar}",
        "intro": "Anders dan in {vorig}.",
        "wonen.uitleg": "Prijzen van {basisjaar}",
    }

    sheet = factsheet(example.tables(), texts, HENGELO, 2024)

    assert (sheet.titel, sheet.intro) == ("Hengelo in 2024", "Anders dan in 2023.")
    assert next(part.uitleg for part in sheet.secties if part.sleutel == "wonen") == "Prijzen van 2021"


def test_a_fixed_text_with_an_unknown_hole_gives_way_to_the_standard_text() -> None:
    texts = {"titel": "{jaar.__class__.__mro__}", "intro": "{", "wonen.titel": "{0}", "wonen.uitleg": "}"}

    sheet, standard = (factsheet(example.tables(), known, HENGELO, 2024) for known in (texts, {}))

    assert (sheet.titel, sheet.intro) == (standard.titel, standard.intro)
    assert [(s.titel, s.uitleg) for s in sheet.secties] == [(s.titel, s.uitleg) for s in standard.secties]


# Publishing, and the next year


def keep(store: Store, text: str, section: str, year: int) -> None:
    sheet = example.sheet(year)
    names = editorial.live(sheet.cijfers, year, "Hengelo")
    editorial.keep(store, section, editorial.compose(text, None, names, year), year=year, who="rik")


def show(store: Store, year: int) -> dict[str, list[tuple[str, str]]]:
    """Section → the kind and the text of its sentences in the last edition."""
    edition = store.last_edition(year)
    assert edition is not None
    tables = example.Tables(store.tables(edition.id), TOWN)
    sheet = factsheet(tables, store.texts_of(edition.id), HENGELO, year)
    return {part.sleutel: [(said.soort, said.tekst) for said in part.zinnen] for part in sheet.secties}


def test_readers_get_the_text_after_the_next_publication(published: Store, settings: Settings) -> None:
    keep(published, "Wonen is {woningen} keer belangrijk.", "wonen", 2024)
    before = show(published, 2024)["wonen"]

    publication.publish(published, 2024, who="rik", settings=settings, reason="duiding")

    assert [kind for kind, _ in before] == ["gegenereerd"] * len(before)
    assert show(published, 2024)["wonen"] == [*before, ("duiding", "Wonen is 39.019 keer belangrijk.")]


def test_an_edition_knows_who_wrote_a_text_when_and_for_which_year(published: Store, settings: Settings) -> None:
    texts = publication.texts(published, 2024)

    duiding = editorial.read(texts["piramide.duiding"])

    [kept] = published.text_history(2023, "piramide.duiding")
    assert (duiding.door, duiding.op, duiding.jaar) == ("voorbeeld", kept.at, 2023)


def test_a_text_of_last_year_stays_with_new_figures_and_is_on_the_list(published: Store) -> None:
    said = show(published, 2024)["piramide"][-1]

    assert said == ("duiding", "Wij gaan naar minder maatwerk (-0,9%) en meer sociale basis (+5,9%).")
    assert ("piramide", "Uit 2023, controleren: niemand heeft de tekst voor 2024 bekeken.") in checks(published)


def checks(store: Store, year: int = 2024) -> tuple[tuple[str, str], ...]:
    tables = publication.concept(store, year, TOWN).tables
    return to_check(factsheet(tables, publication.texts(store, year), HENGELO, year))


def test_a_text_that_was_taken_away_does_not_come_back_from_the_year_before(published: Store) -> None:
    published.set_text(2024, "piramide.duiding", "", "rik")

    assert "piramide.duiding" not in publication.texts(published, 2024)
    assert "piramide.duiding" in publication.texts(published, 2023)


def test_a_text_steps_aside_for_readers_when_new_data_turn_its_figure(published: Store, settings: Settings) -> None:
    key = next(key for key in figures() if key.startswith("indicator.gebruikers-van-wmo"))
    keep(published, f"Meer mensen zijn tevreden ({{{key}.verandering}}).", "beleidsindicatoren", 2023)
    text = example_years.files(2023)["beleidsindicatoren.csv"].decode("utf-8-sig").replace(";90;", ";70;")
    published.save([check(text.encode(), settings, name="beleidsindicatoren.csv")], who="rik", reason="herzien")

    publication.publish(published, 2023, who="rik", settings=settings, reason="herzien")

    assert {kind for kind, _ in show(published, 2023)["beleidsindicatoren"]} == {"gegenereerd"}
    [why] = [why for section, why in checks(published, 2023) if section == "beleidsindicatoren"]
    assert why == (
        "“Gebruikers van Wmo die een of meer positieve effecten ervaren” ging omhoog toen de tekst geschreven werd, en "
        "ging omlaag in 2023. Lezers zien nu alleen de automatische tekst."
    )


def test_the_text_of_a_section_that_became_part_of_another_goes_along(published: Store) -> None:
    for key, body in (("tevredenheid.titel", "Blije inwoners"), ("tevredenheid.uitleg", "Toen.")):
        published.set_text(2023, key, body, "rik")
    published.set_text(2024, "beleidsindicatoren.uitleg", "Nu.", "rik")

    texts = publication.written(published, 2024)

    assert texts["beleidsindicatoren.uitleg"].body == "Nu."
    assert (texts["beleidsindicatoren.titel"].body, texts["beleidsindicatoren.titel"].id) != ("", 0)
    assert not any(key.startswith("tevredenheid") for key in texts)
    published.set_text(2024, "beleidsindicatoren.titel", "", "rik")
    assert publication.written(published, 2024)["beleidsindicatoren.titel"].body == ""


def test_a_wijk_has_no_duiding_of_the_municipality(published: Store) -> None:
    wijk = TOWN.wijken[0]

    sheet = factsheet(example.tables(), publication.texts(published, 2024), wijk, 2024)

    assert all(part.duiding is None for part in sheet.secties)
    assert {said.soort for part in sheet.secties for said in part.zinnen} == {"gegenereerd"}


def test_the_document_of_toon_tells_duiding_apart(published: Store, capsys: pytest.CaptureFixture[str]) -> None:
    code = cli.main(["toon", "--jaar", "2024", "--json"])

    document = json.loads(capsys.readouterr().out)
    said = [s for part in document["secties"] if part["sleutel"] == "uitgaven" for s in part["zinnen"]]
    duiding = [sentence for sentence in said if sentence["soort"] == "duiding"]
    assert code == 0
    assert len(duiding) == 4
    assert [fact["getoond"] for fact in duiding[0]["feiten"]] == [["-1,7%"]]
    assert said.index(duiding[0]) == len(said) - 4


# The claims


def top_and_sections(capsys: pytest.CaptureFixture[str], year: int) -> dict[str, str]:
    """What `toon` prints: "" → the top, section key → its part."""
    assert cli.main(["toon", "--jaar", str(year), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert cli.main(["toon", "--jaar", str(year)]) == 0
    top, *parts = capsys.readouterr().out.split("\n## ")
    return {"": top} | {s["sleutel"]: part for s, part in zip(document["secties"], parts, strict=True)}


@pytest.mark.parametrize("year", [2023, 2024])
def test_every_editorial_claim_is_in_the_example(
    published: Store, capsys: pytest.CaptureFixture[str], year: int
) -> None:
    printed = top_and_sections(capsys, year)

    missing = [claim for claim, (of, key, words) in CLAIMS.items() if of == year and words not in printed[key]]

    assert missing == []


@pytest.mark.parametrize("claim", FROM_OUTSIDE)
def test_a_claim_of_research_has_its_source(published: Store, claim: str) -> None:
    year, key, words = CLAIMS[claim]

    duiding = editorial.read(publication.texts(published, year)[f"{key}.duiding"])

    assert words in duiding.tekst
    assert duiding.bron == "https://www.berenschot.nl"
