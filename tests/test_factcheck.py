"""The fact check: silent on what the engine writes, and on every false variation of it a finding at its place."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.edition import Factsheet
from factsheet.factcheck import Finding, check_sheet, check_text
from factsheet.figures import Figure
from factsheet.narrate import Sentence, complete, notation
from factsheet.sections import SECTIONS
from factsheet.sections.base import figures_in
from factsheet.settings import VOORBEELD, Area, current
from factsheet.summary import summarised
from tests.bench_factcheck import rates
from tests.example import YEARS, sheet, tables
from tests.examples import TIMES, examples

FOLDER = Path(__file__).parent.parent / "factsheet" / "factcheck"
HENGELO = current().gemeente


def wijk(name: str) -> Area:
    area = current().area(name)
    assert area is not None
    return area


@dataclass(frozen=True)
class Told:
    """What the engine says of one area and year: per section its heading and its sentences."""

    sections: tuple[tuple[str, tuple[Sentence, ...]], ...]
    figures: tuple[Figure, ...]
    beter: Mapping[str, Literal["up", "down"]]


@functools.cache
def told(year: int, area: Area) -> Told:
    sections, figures, beter = [], [], {}
    for section in SECTIONS:
        if section.per_wijk or area.is_gemeente:
            values = section.figures(tables(year), area, year)
            text = section.text_for(values, area)
            sections.append((text.kop, complete(text.zinnen)))
            figures += figures_in(values)
            beter |= {f.sleutel: section.better_when for f in figures_in(values) if section.better_when}
    # The section begeleiding praises this one figure by name, so it is declared here as there.
    return Told(tuple(sections), tuple(figures), beter | {"begeleiding.individueel.lichter": "up"})


def check(text: str, year: int = 2024, area: Area = HENGELO) -> tuple[Finding, ...]:
    known = told(year, area)
    return check_text(text, known.figures, beter=known.beter, jaar=year, settings=current())


def found(text: str, year: int = 2024, area: Area = HENGELO) -> list[tuple[str, str, str | None]]:
    return [(finding.soort, finding.fragment, finding.sleutel) for finding in check(text, year, area)]


# --- silence on what is so ------------------------------------------------------------------------------------------


# The first year compares with nothing, the last with all; that whole texts pass is asked of every year.
@pytest.mark.parametrize("year", (YEARS[0], YEARS[-1]))
def test_every_sentence_and_heading_of_the_engine_passes(year: int) -> None:
    texts = [
        (area, text)
        for area in current().areas
        for kop, sentences in told(year, area).sections
        for text in (kop, *(sentence.tekst for sentence in sentences))
    ]

    wrong = [(area.naam, text, found(text, year, area)) for area, text in texts if check(text, year, area)]

    assert texts
    assert wrong == []


@pytest.mark.parametrize("year", YEARS)
def test_whole_sections_and_the_whole_factsheet_pass(year: int) -> None:
    texts = []
    for area in current().areas:
        sections = [" ".join(s.tekst for s in sentences) for _, sentences in told(year, area).sections]
        texts += [(area, text) for text in (*sections, "\n".join(sections))]

    wrong = [(area.naam, text, found(text, year, area)) for area, text in texts if check(text, year, area)]

    assert wrong == []


@pytest.mark.parametrize("year", YEARS)
def test_the_summary_passes(year: int) -> None:
    told_first = summarised(tables(year), sheet(year))

    findings = found(told_first.kop.tekst, year) + found(" ".join(said.tekst for said in told_first.zinnen), year)

    assert findings == []


@pytest.mark.parametrize("year", YEARS)
def test_title_and_introduction_pass(year: int) -> None:
    intro = next(
        text
        for line in (VOORBEELD / str(year) / "teksten.toml").read_text(encoding="utf-8").split('"""')[1:2]
        if (text := line.strip())
    )

    findings = found(intro, year)

    assert findings == []


@pytest.mark.parametrize("year", YEARS)
def test_the_lines_that_explain_a_section_pass(year: int) -> None:
    texts = [section.uitleg for section in sheet(year).secties]

    wrong = [(text, found(text, year)) for text in texts if check(text, year)]

    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "Hengelo telt ruim 83.000 inwoners.",
        "Hengelo telt 83061 inwoners.",
        "De Wmo heeft 7.410 cliënten, de Jeugdwet 2.830 en de bijstand 2.190 huishoudens.",
        "In 2023 waren er nog 7.370 Wmo-cliënten, nu 7.410.",
        "Bijna 3.000 jongeren krijgen hulp vanuit de Jeugdwet.",
        "Een op de acht inwoners krijgt ondersteuning vanuit Wmo of Jeugdwet.",
        "Ongeveer 1 op de 8 inwoners krijgt ondersteuning vanuit Wmo of Jeugdwet.",
        "Ruim de helft van de woningen is een koopwoning.",
        "Bijna een derde van de woningen is huur van een corporatie.",
        "De helft van de inwoners is ouder dan 45 jaar.",
        "27% van de inwoners is jonger dan 25 jaar.",
        "De loonkostensubsidie kostte € 3,7 miljoen in 2024.",
        "De uitgaven aan de Jeugdwet stijgen met 2,9%.",
        "De uitgaven aan de Jeugdwet stegen in 2024 met ruim € 1 miljoen.",
        "Er kwamen 70 huishoudens met bijstand bij.",
        "Sinds 2021 is het aantal ontvangers van loonkostensubsidie sterk gestegen.",
        "Honderden inwoners werken met loonkostensubsidie.",
        "Meer dan 7.000 inwoners krijgen ondersteuning vanuit de Wmo.",
        "Het aantal inwoners met een Wmo-indicatie blijft nagenoeg gelijk.",
        "Het aantal ontvangers van loonkostensubsidie neemt toe. Dit is een positieve ontwikkeling.",
        "Het aantal inwoners is niet gedaald.",
        "De tevredenheid van inwoners neemt toe.",
        "Jongeren tot 18 jaar kunnen hulp krijgen vanuit de Jeugdwet.",
        "Volgens artikel 2.3.1 van de Wmo 2015 is de gemeente verantwoordelijk.",
        "Vanaf 1 januari 2025 geldt een nieuwe regel. De peildatum is 31-12-2024.",
        "1. Wij zetten in op zelfzorg.\n2. Wij werken samen.",
        "Lees meer op https://www.hengelo.nl/2024/123 of mail naar team12@hengelo.nl.",
        "We gaan naar minder maatwerk en meer sociale basis.",
        "Wij zetten meer in op zelfzorg en onderlinge hulp.",
        "Zonder de ingezette transformatie zouden de kosten nog hoger zijn geweest.",
        "Hoewel het aantal inwoners met ondersteuning (Jeugdwet, Wmo, Bijstandsuitkeringen) van de gemeente "
        "stabiliseert, zien wij dat de uitgaven van voornamelijk jeugdhulp verder stijgen.",
        "In 2024 zien wij een toename van intensieve individuele begeleiding (+22,1%) en groepsbegeleiding (+14,8%) "
        "vergeleken met 2023.",
        "Het aantal inwoners en het aantal indicaties per inwoner met ondersteuning vanuit de Jeugdwet stabiliseert.",
        "De sociaal-economische score over 2022 is -0,030.",
        # What follows from what is published, or was told before
        "De Wmo en de Jeugdwet schelen ruim 4.500 cliënten.",
        "Zo'n 220 inwoners hebben zowel met de Wmo als met de Jeugdwet te maken.",
        "De sociale basis groeit. In drie jaar kwamen er mensen bij, van 2.560 naar 3.050.",
        "In 2022 kende Hengelo 38.590 huishoudens; twee jaar later zijn dat er 934 meer.",
        "Per 1.000 inwoners krijgen er 89 hulp uit de Wmo.",
        "Van de ruim 83.000 inwoners kregen er 10.020 hulp uit de Wmo of de Jeugdwet.",
        "Met 620 mensen in de intensieve groepsbegeleiding zitten we nog onder de 640 van 2021.",
        "Bijna de helft van de mensen met intensieve individuele begeleiding heeft die via de Wmo.",
        "Wmo en jeugdhulp schelen niets: 89 om 90 procent.",
        # Means, shares and tens tell of no small group
        "Per huishouden wonen er gemiddeld 2,1 mensen.",
        "Er kwamen enkele tientallen mensen bij.",
    ],
)
def test_what_an_editor_may_write_passes(text: str) -> None:
    findings = found(text)

    assert findings == []


@pytest.mark.parametrize(
    "text",
    [
        "In Berflo Es krijgt 15% van de inwoners ondersteuning vanuit Wmo of Jeugdwet, in heel Hengelo 12%.",
        "In Berflo Es woont 23% van de inwoners alleen, meer dan in Hengelo (19%).",
        "Berflo Es telt 9.884 inwoners.",
    ],
)
def test_a_wijk_beside_the_municipality_passes(text: str) -> None:
    findings = found(text, 2024, wijk("Berflo Es"))

    assert findings == []


# --- findings -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fragment", "key"),
    [
        ("Hengelo telt 85.000 inwoners.", "85.000", "inwoners"),
        ("Jeugdwet: 7.410 cliënten.", "7.410", "jeugdwet.clienten"),
        ("In 2023 waren er 7.410 Wmo-cliënten.", "7.410", "wmo.clienten"),
        ("De loonkostensubsidie kostte € 3.132.000 in 2024.", "€ 3.132.000", "loonkostensubsidie.uitgaven"),
        ("De loonkostensubsidie kostte € 3,9 miljoen.", "€ 3,9 miljoen", "loonkostensubsidie.uitgaven"),
        ("21% van de inwoners is jonger dan 15 jaar.", "21%", "inwoners.0-15.aandeel"),
        ("Ruim 90.000 inwoners telt Hengelo.", "Ruim 90.000", "inwoners"),
        ("Zonder rekening te houden met prijzen gaven we € 105,3 miljoen uit.", "€ 105,3 miljoen", "uitgaven.nominaal"),
        ("Het aantal inwoners in Hengelo neemt licht toe (-0,9%).", "-0,9%", "inwoners"),
        ("Wij helpen 613 gezinnen.", "613", None),
    ],
)
def test_a_number_that_is_not_published_is_found(text: str, fragment: str, key: str | None) -> None:
    findings = found(text)

    assert ("getal", fragment, key) in findings


def test_two_swapped_numbers_are_both_found() -> None:
    text = "In 2023 kregen 2.820 inwoners ondersteuning vanuit de Wmo en 7.370 vanuit de Jeugdwet."

    findings = check(text, 2023)

    assert [(f.fragment, f.sleutel) for f in findings] == [("2.820", "wmo.clienten"), ("7.370", "jeugdwet.clienten")]
    assert "2.820" in findings[1].melding
    assert "hoort bij Wmo, cliënten" in findings[1].melding


def test_a_finding_knows_its_place_in_the_text_as_it_was_given() -> None:
    text = "Cafe\u0301 De Één 🙂: Hengelo telt 85.000 inwoners."

    (finding,) = check(text)

    assert text[finding.van : finding.tot] == finding.fragment == "85.000"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("De jeugdhulp daalt.", "jeugdwet.clienten"),
        ("De bijstand daalt licht.", "bijstand.huishoudens"),
        ("Het aantal huishoudens met een uitkering neemt na een paar goede jaren af.", "bijstand.huishoudens"),
        ("De uitgaven aan de Jeugdwet stijgen niet.", "jeugdwet.uitgaven_gecorrigeerd"),
        ("Er is geen stijging van de uitgaven aan de Jeugdwet.", "jeugdwet.uitgaven_gecorrigeerd"),
        ("Uitgaven na prijscorrectie zijn redelijk stabiel.", "uitgaven.gecorrigeerd"),
        ("Het aantal huishoudens in Hengelo is ongewijzigd.", "huishoudens"),
        ("Minder sociale basis.", "piramide.sociale-basis"),
        (
            "Ouders merken nu vaker dat de jeugdhulp werkt dan in 2021.",
            "indicator.gebruikers-van-geindiceerde-jeugdhulp-die-positieve-effecten-ervaren",
        ),
        ("De sociaal-economische score is hoger dan gemiddeld in Nederland.", "ses.score"),
        ("De uitgaven aan de Wmo nemen dit jaar verder toe.", "wmo.uitgaven_gecorrigeerd"),
        ("Zowel de uitgaven aan de Wmo als de uitgaven aan de Jeugdwet stijgen.", "wmo.uitgaven_gecorrigeerd"),
        ("Het aantal huishoudens met een uitkering neemt toe. Dit is een afname.", "bijstand.huishoudens"),
    ],
)
def test_a_direction_against_the_sign_is_found(text: str, key: str) -> None:
    findings = found(text)

    assert [(soort, found_key) for soort, _, found_key in findings] == [("richting", key)]


def test_a_direction_where_rounding_leaves_nothing_certain_is_found() -> None:
    text = "Het aantal inwoners met ondersteuning vanuit de Wmo is gestegen."

    (finding,) = check(text, 2024, wijk("Berflo Es"))

    assert (finding.soort, finding.sleutel) == ("richting", "wmo.clienten")
    assert "afronding" in finding.melding


def test_a_wijk_on_the_wrong_side_of_the_municipality_is_found() -> None:
    text = "Het aandeel koopwoningen is hoger dan gemiddeld in Hengelo."

    findings = found(text, 2024, wijk("Berflo Es"))

    assert findings == [("richting", "hoger", "woningen.koop.aandeel")]


@pytest.mark.parametrize(
    ("text", "fragment", "key"),
    [
        ("Het aantal inwoners in Hengelo neemt fors toe.", "neemt fors toe", "inwoners"),
        (
            "Het aantal ontvangers van loonkostensubsidie is licht gestegen.",
            "gestegen",
            "loonkostensubsidie.ontvangers",
        ),
        ("Het aantal inwoners met ondersteuning vanuit de Wmo stijgt.", "stijgt", "wmo.clienten"),
    ],
)
def test_a_word_of_size_outside_the_word_scale_is_found(text: str, fragment: str, key: str) -> None:
    findings = found(text)

    assert findings == [("band", fragment, key)]


@pytest.mark.parametrize(
    ("text", "fragment", "key"),
    [
        ("De loonkostensubsidie kostte zeven ton.", "zeven ton", "loonkostensubsidie.uitgaven"),
        ("Negenhonderd mensen werken met loonkostensubsidie.", "Negenhonderd", "loonkostensubsidie.ontvangers"),
        (
            "Een kwart van de inwoners krijgt ondersteuning vanuit de Wmo of de Jeugdwet.",
            "Een kwart",
            "wmo-en-jeugdwet.aandeel",
        ),
        ("De helft van de woningen is huur van een corporatie.", "helft", "woningen.corporatie.aandeel"),
        ("Eén op de vijf inwoners krijgt ondersteuning vanuit de Wmo.", "Eén op de vijf", "wmo.aandeel"),
        ("De uitgaven zijn verdubbeld.", "verdubbeld", "uitgaven.gecorrigeerd"),
        (
            "Twee keer zo veel huishoudens hebben een bijstandsuitkering als in 2021.",
            "Twee keer",
            "bijstand.huishoudens",
        ),
        ("Duizenden inwoners werken met loonkostensubsidie.", "Duizenden", "loonkostensubsidie.ontvangers"),
        (
            "Maar liefst tien procent van de inwoners krijgt hulp vanuit de Jeugdwet.",
            "tien procent",
            "jeugdwet.aandeel",
        ),
        ("Meer dan de helft van de inwoners is jonger dan 25 jaar.", "Meer dan de helft", "inwoners.0-15.aandeel"),
    ],
)
def test_a_word_for_a_number_that_does_not_fit_is_found(text: str, fragment: str, key: str) -> None:
    findings = found(text)

    assert ("getalwoord", fragment, key) in findings


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Onderzoek wijst uit dat de opbrengsten van loonkostensubsidie dubbel zo hoog zijn als de kosten.", ""),
        (
            "De uitgaven zijn verdubbeld.",
            " Uitgaven na prijscorrectie, prijzen van 2021 in 2024: € 105.314.000 (+1,0%).",
        ),
    ],
)
def test_for_a_ratio_that_does_not_fit_no_figure_is_offered(text: str, shown: str) -> None:
    [finding] = check(text)

    said = f"Dit volgt niet uit de gepubliceerde cijfers.{shown} Haal het weg, of schrijf op waarom het klopt."
    assert finding.melding.replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("text", "fragment", "key"),
    [
        ("Helaas neemt het aantal ontvangers van loonkostensubsidie toe.", "Helaas", "loonkostensubsidie.ontvangers"),
        ("Gelukkig stijgen de uitgaven aan de Jeugdwet.", "Gelukkig", "jeugdwet.uitgaven_gecorrigeerd"),
        ("Het aantal huishoudens in Hengelo neemt licht toe. Dat is goed nieuws.", "goed nieuws", "huishoudens"),
    ],
)
def test_praise_without_declared_polarity_and_blame_against_it_are_found(text: str, fragment: str, key: str) -> None:
    findings = found(text)

    assert findings == [("lof", fragment, key)]


def test_praise_against_the_declared_polarity_is_found() -> None:
    known = told(2024, HENGELO)
    text = "De uitgaven aan de Jeugdwet stijgen. Dit is een positieve ontwikkeling."

    findings = check_text(
        text, known.figures, beter={"jeugdwet.uitgaven_gecorrigeerd": "down"}, jaar=2024, settings=current()
    )

    assert [(f.soort, f.sleutel) for f in findings] == [("lof", "jeugdwet.uitgaven_gecorrigeerd")]


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("Het aantal huishoudens met een uitkering neemt toe (+3%).", "+3%"),
        ("Hengelo telt 83.000 inwoners.", "83.000"),
        ("In 2024 is € 3.698.000 uitgegeven aan loonkostensubsidie. Dat is € 3,7 miljoen.", "€ 3,7 miljoen"),
    ],
)
def test_a_figure_printed_two_ways_is_found(text: str, fragment: str) -> None:
    findings = check(text)

    assert [(f.soort, f.fragment) for f in findings] == [("twee keer anders", fragment)]


def test_a_message_names_the_figure_with_its_published_value() -> None:
    (finding,) = check("Het aantal huishoudens met een uitkering neemt toe (+4,1%).")

    assert "Bijstand, huishoudens in 2024: 2.190 (+3,1%)" in finding.melding


# --- mutations ------------------------------------------------------------------------------------------------------

CASES = [(2023, HENGELO), (2024, HENGELO), (2024, wijk("Berflo Es"))]
NUMBER = re.compile(r"\d[\d.,]*\d|\d")
YEAR_OR_DATE = re.compile(r"20[12]\d|\d{1,2}(?= (?:januari|december))")
TURNED = {"steeg": "daalde", "stijging": "daling", "meer": "minder", "hoger": "lager", "stijgt": "daalt"}
TURNED |= {"toe": "af"} | {new: old for old, new in TURNED.items()}
# What is not turned: the name of a figure, and what is compared without a direction.
WORD = re.compile(r"(?<!niet )(?<!of )\b\w+\b(?! intensieve| dan 10\b)")
MOVED = re.compile(r"(?<!duidelijk )\b(?:iets |veel |sterk |licht )?(?:meer|minder|hoger|lager) dan(?= in 2)")
SIZES = ("iets", "veel")


def digits(text: str) -> Iterator[str]:
    """Every digit of every number, one more and one less (any other in the bench); years and dates are no figures."""
    for number in NUMBER.finditer(text):
        if YEAR_OR_DATE.match(text, number.start()):
            continue
        for i in (i for i in range(*number.span()) if text[i].isdigit()):
            others = range(1, 10) if TIMES > 1 else (1, 9)
            new = [(int(text[i]) + other) % 10 for other in others]
            yield from (f"{text[:i]}{digit}{text[i + 1 :]}" for digit in new if digit or i > number.start())


def signs(text: str) -> Iterator[str]:
    """Plus for minus and back; a level below zero also without its minus."""
    for sign in re.finditer(r"[+-](?=\d)", text):
        yield text[: sign.start()] + ("-" if sign.group() == "+" else "+") + text[sign.end() :]
    for level in re.finditer(r"(?<= )-(?=\d)", text):
        yield text[: level.start()] + text[level.end() :]


def directions(text: str) -> Iterator[str]:
    """Up for down and back, movement for rest and back."""
    for word in WORD.finditer(text):
        if word.group() in TURNED:
            yield text[: word.start()] + TURNED[word.group()] + text[word.end() :]
    for moved in MOVED.finditer(text):
        yield f"{text[: moved.start()]}bijna evenveel als{text[moved.end() :]}"
    for still in re.finditer(r"\bbijna evenveel als\b", text):
        yield from (f"{text[: still.start()]}{way} dan{text[still.end() :]}" for way in ("meer", "minder"))


def sizes(text: str) -> Iterator[str]:
    """Another word of size, or one where there was none."""
    for word in re.finditer(rf"\b(?:{'|'.join(SIZES)})\b(?= (?:meer|minder|hoger|lager) )", text):
        yield from (text[: word.start()] + size + text[word.end() :] for size in SIZES if size != word.group())
    for bare in re.finditer(r"(?:(?<=, )|(?<=er )|(?<=is ))(?=(?:meer|minder|hoger|lager) dan in 2)", text):
        yield from (f"{text[: bare.start()]}{size} {text[bare.start() :]}" for size in SIZES)


def invented(text: str) -> Iterator[str]:
    """A number that nobody published, as a count, a percentage, an amount, a part."""
    yield f"{text[:-1]}, dat zijn er 4.711."
    yield f"{text[:-1]} (37,3%)."
    yield f"{text[:-1]} Daarnaast is er € 987.000 extra."
    yield f"In totaal 613 inwoners. {text}"


KINDS = {"cijfer": digits, "teken": signs, "richting": directions, "woordschaal": sizes, "verzonnen": invented}


@pytest.mark.more_in_bench
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("year", "area"), CASES, ids=lambda value: getattr(value, "slug", value))
def test_every_false_variation_of_a_generated_sentence_is_found(year: int, area: Area, kind: str) -> None:
    known = told(year, area)
    tried, missed = 0, []

    for _, sentences in known.sections:
        for i, sentence in enumerate(sentences):
            before = "".join(f"{said.tekst} " for said in sentences[:i])
            for mutation in KINDS[kind](sentence.tekst) if sentence.feiten else ():
                tried += 1
                if not any(f.tot > len(before) for f in check(before + mutation, year, area)):
                    missed.append(mutation)

    assert tried
    assert missed == []


def test_every_swap_of_two_numbers_in_a_sentence_is_found() -> None:
    missed = []

    for year, area in CASES:
        for _, sentences in told(year, area).sections:
            for i, sentence in enumerate(sentences):
                before = "".join(f"{said.tekst} " for said in sentences[:i])
                missed += [m for m in swaps(sentence.tekst) if not check(before + m, year, area)]

    assert missed == []


def swaps(text: str) -> Iterator[str]:
    """The first two different amounts of one kind, each in the place of the other."""
    for amount in (r"[+-]\d[\d,]*%", r"(?<![+-])\b\d[\d.]*\d(?= (?:inwoners|cliënten|vanuit))", r"(?<![+\d,-])\b\d+%"):
        found_ = list(re.finditer(amount, text))
        if len(found_) > 1 and found_[0].group() != found_[1].group():
            one, two = found_[:2]
            yield text[: one.start()] + two.group() + text[one.end() : two.start()] + one.group() + text[two.end() :]


# --- untrusted text -------------------------------------------------------------------------------------------------

KNOWN = """de het Wmo Jeugdwet bijstand inwoners huishoudens uitgaven neemt toe af stijgt licht sterk niet geen meer
    minder dan een kwart helft op de acht van twee keer procent € % + - , . ; : ( ) 7.410 3,1 2023 2024 € 3 miljoen ruim
    vorig jaar ten opzichte van met name helaas positief gelijk en als maar hoger lager Hengelo 15 jaar of ouder"""


def proper(text: str, findings: tuple[Finding, ...]) -> bool:
    """Whether every finding points at its own words in the text."""
    return all(0 <= f.van < f.tot <= len(text) and text[f.van : f.tot] == f.fragment and f.melding for f in findings)


@given(st.text(max_size=5000))
@examples(50)
def test_any_text_is_checked_without_an_exception(text: str) -> None:
    findings = check(text)

    assert proper(text, findings)


@given(st.lists(st.sampled_from(KNOWN.split()), max_size=120).map(" ".join))
@examples(50)
def test_any_row_of_words_that_the_check_knows_is_checked_without_an_exception(text: str) -> None:
    findings = check(text, 2024, wijk("Berflo Es"))

    assert proper(text, findings)


@pytest.mark.parametrize(
    "piece",
    [
        *("1,a,", "9", "9.", "1 ", "0 tot 15 jaar ", "van 3 naar ", "½", "\u0301", "\ufdfa", "(", "a@", "<b onload=x>"),
        *("de wmo +3%, ", "een kwart van de inwoners, ", "neemt toe af ", "geen ", "wmo en jeugdwet ", "in 2024 "),
    ],
)
def test_five_thousand_characters_of_one_thing_are_checked(piece: str) -> None:
    text = (piece * 5000)[:5000]

    findings = check(text)

    assert proper(text, findings)


def test_without_figures_every_number_is_found_and_nothing_else() -> None:
    findings = check_text("De uitgaven stijgen met 3% in 2024.", (), beter={}, jaar=2024, settings=current())

    assert [(f.soort, f.fragment, f.sleutel) for f in findings] == [("getal", "3%", None)]


def test_a_figure_without_values_contradicts_every_direction() -> None:
    first = told(2021, HENGELO).figures

    findings = check_text(
        "Het aantal huishoudens in Hengelo is toegenomen.", first, beter={}, jaar=2021, settings=current()
    )

    assert [(f.soort, f.sleutel) for f in findings] == [("richting", "huishoudens")]


def test_the_check_shares_nothing_with_the_engine_but_the_printing_of_numbers() -> None:
    allowed = {"factsheet.narrate.notation", "factsheet.settings", "factsheet.figures", "factsheet.factcheck"}
    allowed |= {"factsheet.edition", "factsheet.reason"}  # a sheet is where figures come from; a reason is no claim

    imported = {
        f"{node.module}.{name.name}" if node.module == "factsheet.narrate" else str(node.module)
        for path in FOLDER.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("factsheet")
        for name in node.names
    }

    assert all(any(module == one or module.startswith(f"{one}.") for one in allowed) for module in imported)


def test_a_printed_figure_is_read_back_as_that_figure() -> None:
    printed = [f for f in told(2024, HENGELO).figures if f.value is not None and f.unit.soort in {"aantal", "euro"}]

    wrong = [f.label for f in printed if check(f"{f.label}: {notation.shown(f)}.")]

    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "Eén kind kreeg dit jaar geen hulp meer.",
        "Het gaat om slechts één gezin.",
        "Er is één kind dubbel geteld.",
        "In Berflo Es gaat het om drie gezinnen.",
        "Een handvol gezinnen verhuisde.",
        "Een paar jongeren kregen geen hulp meer.",
        "Bij 4 cliënten was de wijk fout.",
    ],
)
def test_a_text_that_tells_how_few_people_it_is_about_needs_a_reason(text: str) -> None:
    findings = check_sheet(text, sheet(2024), current())

    assert {finding.soort for finding in findings} & {"klein aantal", "getal", "getalwoord"}


@pytest.mark.parametrize(
    "text",
    [
        "Eén gezin, één plan: zo werken de wijkteams.",
        "De hulp is er voor een kind en zijn ouders.",
        "De vier wijkteams werken samen met drie scholen.",
        "Van alle huishoudens bestaat 40% uit één persoon.",
    ],
)
def test_a_text_about_nobody_in_particular_tells_no_small_count(text: str) -> None:
    assert "klein aantal" not in {finding.soort for finding in check_sheet(text, sheet(2024), current())}


# --- kinds of texts that editors write ------------------------------------------------------------------------------


def of_wijken(text: str, *, sourced: bool = False) -> list[tuple[str, str]]:
    """What is found in a text beside the factsheet of the municipality, with the wijken at hand."""
    findings = check_sheet(text, sheet(2024), current(), functools.partial(sheet, 2024), sourced=sourced)
    return [(finding.soort, finding.fragment) for finding in findings]


@pytest.mark.parametrize(
    ("true", "false", "found_in_false"),
    [
        # a number of a wijk, and one of Hengelo that is told of a wijk
        (
            "In de Hasseler Es krijgen 520 inwoners jeugdhulp.",
            "In de Hasseler Es krijgen 2.830 inwoners jeugdhulp.",
            ("getal", "2.830"),
        ),
        ("In Noord woont 19% alleen.", "In Noord woont 30% alleen.", ("getal", "30%")),
        (
            "Groot Driene telt 9.484 inwoners, tegen 83.061 in heel Hengelo.",
            "Groot Driene telt 83.061 inwoners, tegen 9.484 in heel Hengelo.",
            ("getal", "83.061"),
        ),
        (
            "In de binnenstad is het aandeel koopwoningen lager dan gemiddeld in Hengelo.",
            "In de binnenstad is het aandeel koopwoningen hoger dan gemiddeld in Hengelo.",
            ("richting", "hoger"),
        ),
        (
            "Woolde scoort met de sociaal-economische score boven het gemiddelde.",
            "Woolde scoort met de sociaal-economische score onder het gemiddelde.",
            ("richting", "onder"),
        ),
        (
            "Hasseler Es is de grootste wijk.",
            "Wilderinkshoek is de grootste wijk.",
            ("vergelijking", "grootste"),
        ),
        # against all years
        (
            "Meer mensen dan ooit werken met loonkostensubsidie.",
            "Minder mensen dan ooit werken met loonkostensubsidie.",
            ("vergelijking", "Minder mensen dan ooit"),
        ),
        (
            "Nog nooit kregen zo weinig cliënten maatwerk.",
            "Nog nooit kregen zo veel cliënten maatwerk.",
            ("vergelijking", "nooit kregen zo veel"),
        ),
        # how fast, and beside other figures
        (
            "De uitgaven aan de Participatiewet stegen minder snel dan die aan de Jeugdwet.",
            "De uitgaven aan de Participatiewet stegen sneller dan die aan de Jeugdwet.",
            ("vergelijking", "sneller"),
        ),
        (
            "Het aantal huishoudens groeide sneller dan in 2023.",
            "Het aantal huishoudens groeide trager dan in 2023.",
            ("vergelijking", "trager"),
        ),
        ("De Wmo heeft de meeste cliënten.", "De Jeugdwet heeft de meeste cliënten.", ("vergelijking", "meeste")),
        (
            "De stijging van de intensieve individuele begeleiding komt vooral door de Jeugdwet.",
            "De stijging van de intensieve individuele begeleiding komt vooral door de Wmo.",
            ("richting", "stijging"),
        ),
        # bounds, multiples and parts
        (
            "Meer dan 2.000 huishoudens hebben bijstand.",
            "Meer dan 2.500 huishoudens hebben bijstand.",
            ("getal", "Meer dan 2.500"),
        ),
        (
            "Er zijn ruim twee keer zoveel mensen met maatwerk als met sociale basis.",
            "Er zijn ruim vier keer zoveel mensen met maatwerk als met sociale basis.",
            ("getalwoord", "ruim vier keer"),
        ),
        (
            "Driekwart van de indicaties is voor de Wmo.",
            "Driekwart van de indicaties is voor de Jeugdwet.",
            ("getalwoord", "Driekwart"),
        ),
        # households and inhabitants
        ("Ruim 2.100 huishoudens hebben bijstand.", "Ruim 2.100 inwoners hebben bijstand.", ("getal", "Ruim 2.100")),
        # sums, shares and what is left
        (
            "Aan bijstand en Wmo samen ging na prijscorrectie € 69,0 miljoen.",
            "Aan bijstand en Wmo samen ging na prijscorrectie € 79,0 miljoen.",
            ("getal", "€ 79,0 miljoen"),
        ),
        (
            "Van de 2.190 huishoudens met bijstand wonen er 460 in de Berflo Es. Dat is 21%.",
            "Van de 2.190 huishoudens met bijstand wonen er 460 in de Berflo Es. Dat is 27%.",
            ("getal", "27%"),
        ),
        (
            "91% van de inwoners krijgt geen hulp uit de Wmo.",
            "81% van de inwoners krijgt geen hulp uit de Wmo.",
            ("getal", "81%"),
        ),
        # courses over years
        (
            "Na twee jaar daling groeide de intensieve groepsbegeleiding weer.",
            "Na twee jaar groei daalde de intensieve groepsbegeleiding weer.",
            ("richting", "groei"),
        ),
        (
            "Het aantal cliënten met maatwerk daalde voor het derde jaar op rij.",
            "Het aantal indicaties daalde voor het derde jaar op rij.",
            ("richting", "daalde"),
        ),
        (
            "Voor het eerst sinds 2021 nam het aantal indicaties toe.",
            "Voor het eerst sinds 2021 nam het aantal cliënten in de sociale basis toe.",
            ("richting", "nam het aantal cliënten in de sociale basis toe"),
        ),
        # more years in one sentence, each with its own number
        (
            "Bijstand: 2.190 huishoudens (2023: 2.120).",
            "Bijstand: 2.120 huishoudens (2023: 2.190).",
            ("getal", "2.120"),
        ),
        (
            "De uitgaven na prijscorrectie gingen van 104,2 naar 105,3 miljoen euro.",
            "De uitgaven na prijscorrectie gingen van 105,3 naar 104,2 miljoen euro.",
            ("getal", "105,3"),
        ),
        # a wijk beside the municipality, also where that is not named again
        (
            "Het Buitengebied scoort sociaal-economisch hoger dan heel Hengelo, de Berflo Es een stuk lager.",
            "Het Buitengebied scoort sociaal-economisch hoger dan heel Hengelo, de Berflo Es nog hoger.",
            ("richting", "hoger"),
        ),
        (
            "Van de jongeren tot 25 jaar kreeg 13% jeugdhulp. In de Berflo Es lag dat aandeel hoger.",
            "Van de jongeren tot 25 jaar kreeg 13% jeugdhulp. In de Berflo Es lag dat aandeel lager.",
            ("richting", "lager"),
        ),
        # how it was then is no change of now
        (
            "De gemiddelde uitkering is € 19.256. Drie jaar eerder was dat minder.",
            "De gemiddelde uitkering is € 19.256. Dat is minder dan in 2023.",
            ("richting", "minder"),
        ),
        # how many of the indicators, and words that tell their own size
        (
            "Geen van de drie beleidsindicatoren is gestegen.",
            "Twee van de drie beleidsindicatoren stegen.",
            ("richting", "stegen"),
        ),
        (
            "De intensieve individuele begeleiding groeide.",
            "De jeugdhulp explodeerde.",
            ("band", "explodeerde"),
        ),
    ],
)
def test_a_kind_of_text_passes_when_it_is_true_and_is_found_when_it_is_not(
    true: str, false: str, found_in_false: tuple[str, str]
) -> None:
    told_true, told_false = of_wijken(true), of_wijken(false)

    assert told_true == []
    assert found_in_false in told_false


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Het aandeel inwoners dat alleen woont is hoger dan landelijk.", "landelijk"),
        ("In Nederland steeg het aandeel 65-plussers.", "Nederland"),
        ("In Deventer en Zwolle krijgt 9% jeugdhulp.", "Deventer"),
        ("Vergelijkbare gemeenten geven meer uit aan jeugdhulp dan Hengelo.", "gemeenten"),
        ("De bijstand ligt onder het Twentse gemiddelde.", "Twentse"),
        ("Ten opzichte van Almelo steeg de bijstand hier licht.", "Almelo"),
    ],
)
def test_what_is_told_of_elsewhere_asks_for_a_source(text: str, word: str) -> None:
    without, beside, inside = of_wijken(text), of_wijken(text, sourced=True), of_wijken(f"{text} Bron: CBS.")

    assert without == [("bron", word)]
    assert beside == inside == []


@pytest.mark.parametrize(
    "text",
    [
        "Samen met de regio Twente werken wij aan betere zorg.",
        "De sociaal-economische score is gemiddeld voor Nederland.",
        "In Noord-Holland volgden onze medewerkers een cursus.",
    ],
)
def test_who_names_another_place_without_a_claim_needs_no_source(text: str) -> None:
    assert of_wijken(text) == []


def test_only_the_wijken_that_a_text_names_are_made() -> None:
    made: list[str] = []

    def sheets(area: Area) -> Factsheet:
        made.append(area.naam)
        return sheet(2024, area)

    check_sheet("In Hengelo wonen 83.061 mensen, in Noord 8.964.", sheet(2024), current(), sheets)

    assert set(made) == {"Noord"}


@pytest.mark.parametrize(
    ("hand", "found_", "flagged"),
    [
        ("eigen", 0.96, 0.05),
        ("vreemd", 0.93, 0.04),
        ("vreemd2", 0.86, 0.03),
        ("vreemd3", 0.86, 0.05),
        # Never mended on: what to expect of texts by others. The aim is 0.9 and 0.08.
        ("vreemd4", 0.76, 0.23),
    ],
)
def test_most_false_texts_are_found_and_few_true_ones_flagged(hand: str, found_: float, flagged: float) -> None:
    measured = rates(hand)

    assert measured.found >= found_
    assert measured.flagged <= flagged
