"""Warnings for the editor about one whole edition: texts and figures that are true apart and mislead together.

No reader ever sees them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from factsheet.edition import Factsheet
from factsheet.figures import Figure
from factsheet.narrate import Sentence, clause
from factsheet.narrate.text import listing
from schemas.domain import GROEPEN, VERTELD

UNIONS = [groep for groep in GROEPEN if groep.delen]
# A total and its parts, by key of the figure.
PARTS = {
    **{groep.omvang: tuple(deel.omvang for deel in groep.delen) for groep in UNIONS},
    **{f"{groep.sleutel}.indicaties": tuple(f"{deel.sleutel}.indicaties" for deel in groep.delen) for groep in UNIONS},
    "uitgaven.gecorrigeerd": tuple(f"{wet.sleutel}.uitgaven_gecorrigeerd" for wet in VERTELD),
}
FORM = re.compile(r"(begeleiding\.[^.]+)\.intensief")
PRAISE = re.compile(r"\b(positie[fv]e?|gunstige?|goed nieuws|winst|verbetering|succes)\b", re.IGNORECASE)
LIGHT = re.compile(r"\b(lichtere?|minder intensieve?)\b", re.IGNORECASE)
SHIFT = re.compile(r"\b(verschui\w+|verschoven|verplaats\w+|hierdoor|daardoor|door)\b", re.IGNORECASE)
STABLE = re.compile(r"\b(stabiel|stabiliseer\w*|gelijk|ongewijzigd)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Caution:
    """One warning: the section where it shows, what is wrong in plain Dutch, and the keys of the figures."""

    sectie: str
    melding: str
    sleutels: tuple[str, ...]


def warnings(sheet: Factsheet) -> tuple[Caution, ...]:
    """All warnings about one factsheet, in the order of its sections."""
    return (
        *_lighter_beside_intensive(sheet),
        *_stable_above_a_move(sheet),
        *_total_against_parts(sheet),
        *_prices_missing(sheet),
    )


def _lighter_beside_intensive(sheet: Factsheet) -> Iterator[Caution]:
    """Lighter support that grows is no good news while intensive support grows as well."""
    for form in (found[1] for key in sheet.cijfers if (found := FORM.fullmatch(key))):
        heavy, light = sheet.figure(f"{form}.intensief"), sheet.figure(f"{form}.lichter")
        if heavy is None or light is None or _direction(heavy) <= 0:
            continue
        for part in sheet.secties:
            for said in part.zinnen:
                if wrong := _credit_to_lighter(said):
                    yield Caution(
                        part.sleutel,
                        f"De tekst {wrong}: “{said.tekst}” Maar {_text(heavy)}. Leg dat uit, of pas de tekst aan.",
                        (heavy.sleutel, light.sleutel),
                    )
        if _direction(light) > 0:
            yield Caution(
                "begeleiding",
                f"Niet alleen lichtere begeleiding groeit: {_text(heavy)}. "
                "Noem dat erbij als u iets over een verschuiving naar lichtere ondersteuning schrijft.",
                (heavy.sleutel, light.sleutel),
            )


def _credit_to_lighter(said: Sentence) -> str | None:
    """What a text credits to lighter support: that it is good, or that something comes from it."""
    if not LIGHT.search(said.tekst):
        return None
    if PRAISE.search(said.tekst):
        return "noemt lichtere ondersteuning gunstig"
    if said.soort == "duiding" and SHIFT.search(said.tekst):
        return "noemt lichtere ondersteuning als oorzaak"
    return None


def _stable_above_a_move(sheet: Factsheet) -> Iterator[Caution]:
    """A title or text that says "stabiel" over a main figure that moves."""
    for part in sheet.secties:
        if not part.cijfers or not _direction(part.hoofdcijfer):
            continue
        figure = part.hoofdcijfer
        for text in (part.titel, *(said.tekst for said in part.zinnen if said.soort == "duiding")):
            if STABLE.search(text):
                yield Caution(
                    part.sleutel,
                    f"Er staat “{text}”, maar {_text(figure)}. Kies een woord dat bij het cijfer past.",
                    (figure.sleutel,),
                )


def _total_against_parts(sheet: Factsheet) -> Iterator[Caution]:
    """A total that goes one way while a part of it goes the other way, or moves while the total stands still."""
    for whole, keys in PARTS.items():
        total = sheet.figure(whole)
        if total is None or clause(total) is None:
            continue
        for part in (figure for key in keys if (figure := sheet.figure(key)) is not None):
            if _direction(part) and _direction(part) == -_direction(total):
                yield Caution(
                    _section_of(sheet, whole),
                    f"Het totaal en een deel gaan een andere kant op: {_text(total)}, maar {_text(part)}. "
                    "Controleer de cijfers, en leg het verschil uit.",
                    (whole, part.sleutel),
                )


def _prices_missing(sheet: Factsheet) -> Iterator[Caution]:
    """Spending that is known, but cannot be corrected for prices."""
    known = [gap for gap in sheet.prijzen_ontbreken if _is_known(sheet, f"{gap.wet.lower()}.uitgaven")]
    for basisjaar, jaren in dict.fromkeys((gap.basisjaar, gap.jaren) for gap in known):
        wetten = [gap.wet for gap in known if gap.jaren == jaren]
        why = f"{sheet.jaar} ligt voor het basisjaar {basisjaar}. Kies in de instellingen een eerder basisjaar."
        if jaren:
            why = (
                f"de prijscorrectie van {listing([*map(str, jaren)])} ontbreekt. Upload die, of kies in de "
                f"instellingen een later basisjaar dan {basisjaar}."
            )
        yield Caution(
            "uitgaven",
            f"De uitgaven na prijscorrectie zijn niet bekend voor {listing([f'de {wet}' for wet in wetten])}: {why}",
            tuple(f"{wet.lower()}.uitgaven_gecorrigeerd" for wet in wetten),
        )


def _is_known(sheet: Factsheet, key: str) -> bool:
    figure = sheet.figure(key)
    return figure is not None and figure.value is not None


def _direction(figure: Figure) -> int:
    """-1 or 1 for a real move that may be claimed, otherwise 0."""
    told = clause(figure)
    return 0 if told is None or told.move.is_still else told.move.direction


def _text(figure: Figure) -> str:
    """What a figure did: "het aantal … neemt toe (+22,1%)"."""
    told = clause(figure)
    assert told is not None  # noqa: S101 - only figures that may be claimed are told
    return told.main()


def _section_of(sheet: Factsheet, key: str) -> str:
    return next(part.sleutel for part in sheet.secties if any(f.sleutel == key for f in part.cijfers))
