"""Validating: every rule has a file that breaks it, with the message that the editor gets; good files pass."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factsheet.parse import MAX_PROBLEMS, Digest, Problem, ReadAs, parse
from factsheet.settings import current
from factsheet.validate import Checked, check, validate
from schemas import SCHEMAS, Severity
from tests.beside_files import BESIDE
from tests.examples import examples

UPLOADS = Path(__file__).parent / "uploads"
GOED = sorted(path.name for path in (UPLOADS / "goed").iterdir())
# A good file may still ask something: CBS gives no score for a small wijk.
ASKS = {
    "score-onbekend-bij-cbs.csv": "Buitengebied ontbreekt in dit bestand. Klopt dit? "
    "Voeg anders de rij van Buitengebied toe."
}

# Name of the file in uploads/fout → the first problem: severity, row in Excel, column, message.
FOUT = {
    "afgekort-getal": (
        "waarschuwing",
        2,
        "uitgaven",
        "'4,49E+07' is een afgekort getal: de laatste cijfers zijn kwijt. Typ het hele getal uit de bron.",
    ),
    "minder-dan": (
        "fout",
        2,
        "aantal",
        "'<10' zegt alleen dat het er minder zijn. Vraag de bron om het getal zelf.",
    ),
    "tabellen-onder-elkaar": (
        "waarschuwing",
        27,
        None,
        "In dit bestand staan meer tabellen onder elkaar. Gelezen is de tabel vanaf rij 1. Niet gelezen is wat "
        "vanaf rij 27 staat. Zet elke tabel in een eigen bestand, en kies ze allemaal.",
    ),
    "aanhalingsteken-te-veel": (
        "fout",
        9,
        "gebied",
        "In deze cel staan meerdere regels. Waarschijnlijk staat er een aanhalingsteken te veel.",
    ),
    "aantal-negatief": (
        "fout",
        13,
        "inwoners",
        "-5 is lager dan 0. Vul 0 of meer in.",
    ),
    "alleen-kolomnamen": (
        "fout",
        None,
        None,
        "Onder de kolomnamen staan geen cijfers. Vul de cijfers in en lees het bestand opnieuw in.",
    ),
    "alleen-lege-rijen": (
        "fout",
        None,
        None,
        "Onder de kolomnamen staan geen cijfers. Vul de cijfers in en lees het bestand opnieuw in.",
    ),
    "alleen-toelichting": (
        "fout",
        None,
        None,
        "Onder de kolomnamen staan geen cijfers. Vul de cijfers in en lees het bestand opnieuw in.",
    ),
    "bedrag-leeg": (
        "fout",
        35,
        "uitgaven",
        "Deze cel is leeg. Vul een bedrag in.",
    ),
    "begeleiding-telt-niet-op": (
        "waarschuwing",
        205,
        "clienten",
        "Wet 'Wmo', vorm 'groep', klasse '1 of 2 dagdelen': de wijken en onbekend zijn samen 329, maar bij "
        "Hengelo staat 330. Dat is een verschil van 1. Klopt dit? Kijk anders de wijken na (rij 7 tot en met "
        "187) en Hengelo (rij 205).",
    ),
    "bsn-als-aantal": (
        "fout",
        1,
        "ontvangers",
        "In de kolom 'ontvangers' lijken persoonsgegevens te staan. Die horen niet in dit bestand. Het "
        "bestand is niet bewaard. Haal ze daar weg en kies het bestand opnieuw.",
    ),
    "bsn-als-gebied": (
        "fout",
        1,
        "gebied",
        "In de kolom 'gebied' lijken persoonsgegevens te staan. Die horen niet in dit bestand. Het bestand is"
        " niet bewaard. Haal ze daar weg en kies het bestand opnieuw.",
    ),
    "bsn-in-opmerking": (
        "fout",
        1,
        "opmerking",
        "In de kolom 'opmerking' lijken persoonsgegevens te staan. Die horen niet in dit bestand. Het bestand"
        " is niet bewaard. Verwijder deze kolom en kies het bestand opnieuw.",
    ),
    "bron-ontbreekt": ("fout", 3, "bron", "Deze cel is leeg. Vul een waarde in."),
    "categorie-onbekend": (
        "fout",
        35,
        "wet",
        "'WMO2015' mag hier niet staan. Bedoelt u 'Wmo'? Kies uit: Wmo, Jeugdwet, Participatiewet.",
    ),
    "categorie-werd-datum": (
        "fout",
        13,
        "leeftijdsgroep",
        "Excel heeft hier een datum van gemaakt: '15-mei'. Maak de cel op als Tekst en typ '15-25' opnieuw.",
    ),
    "cel-leeg": (
        "fout",
        13,
        "inwoners",
        "Deze cel is leeg. Vul een heel getal in.",
    ),
    "cel-met-duizenden-tekens": (
        "fout",
        None,
        None,
        "In rij 2 staat een cel met meer dan 100.000 tekens. Waarschijnlijk staat er een aanhalingsteken te "
        "veel. Haal dat weg.",
    ),
    "decimale-komma-zonder-aanhalingstekens": (
        "fout",
        2,
        None,
        "In rij 2 staat iets in een kolom zonder naam. Maak die cel leeg, of verwijder de kolom. Staan er "
        "getallen met een komma in dit bestand? Scheid de kolommen dan met een puntkomma.",
    ),
    "e-mailadres": (
        "fout",
        1,
        "contact",
        "In de kolom 'contact' lijken persoonsgegevens te staan. Die horen niet in dit bestand. Het bestand "
        "is niet bewaard. Verwijder deze kolom en kies het bestand opnieuw.",
    ),
    "eenpersoons-niet-gelijk": (
        "fout",
        6,
        "inwoners",
        "Bij 1-persoons is het aantal inwoners gelijk aan het aantal huishoudens. Hier staat 1.700 bij inwoners "
        "en 1.691 bij huishoudens. Maak ze gelijk.",
    ),
    "excel-bestand": (
        "fout",
        None,
        None,
        "Dit Excel-bestand is niet te lezen. Open het in Excel en kies 'Opslaan als' en dan 'Excel-werkmap (.xlsx)'.",
    ),
    "foutmelding-van-excel": (
        "fout",
        13,
        "inwoners",
        "'#N/B' is een foutmelding van Excel. Herstel de formule of typ het getal.",
    ),
    "geboortedatum": (
        "fout",
        1,
        "geboortedatum",
        "In de kolom 'geboortedatum' lijken persoonsgegevens te staan. Die horen niet in dit bestand. Het "
        "bestand is niet bewaard. Verwijder deze kolom en kies het bestand opnieuw.",
    ),
    "geen-datum": (
        "fout",
        6,
        "peildatum",
        "'31-02-2024' is geen datum. Schrijf een datum als 31-12-2024.",
    ),
    "geen-getal": (
        "fout",
        13,
        "inwoners",
        "'veel' is geen getal. Vul een getal in, bijvoorbeeld 1234.",
    ),
    "geen-heel-getal": (
        "fout",
        13,
        "inwoners",
        "'12,5' is geen heel getal. Vul een getal in zonder cijfers achter de komma.",
    ),
    "geen-ja-of-nee": (
        "fout",
        6,
        "definitief",
        "'misschien' is geen ja of nee. Vul ja of nee in.",
    ),
    "geen-kolomnamen": (
        "fout",
        None,
        None,
        "In dit bestand staan geen kolomnamen. Zet in de eerste rij de namen van de kolommen.",
    ),
    "geen-tekst": (
        "fout",
        None,
        None,
        "Dit is geen bestand met tekst. Kies in Excel 'Opslaan als' en dan 'Excel-werkmap (.xlsx)' of 'CSV UTF-8'.",
    ),
    "gemeente-ontbreekt": (
        "fout",
        None,
        "gebied",
        "Hengelo ontbreekt in dit bestand. Voeg de rijen van Hengelo toe.",
    ),
    "groep-groter-dan-delen": (
        "fout",
        49,
        "aantal",
        "Bij Buitengebied staat 187 voor 'Wmo en Jeugdwet'. Dat is meer dan de delen samen: 186. De delen zijn "
        "'Wmo' en 'Jeugdwet'. Kijk de getallen na.",
    ),
    "groep-kleiner-dan-deel": (
        "fout",
        49,
        "aantal",
        "Bij Buitengebied staat 134 voor 'Wmo en Jeugdwet'. Dat is minder dan het grootste deel daarvan: 135. De "
        "delen zijn 'Wmo' en 'Jeugdwet'. Kijk de getallen na.",
    ),
    "huishoudens-inwoners-tellen-niet-op": (
        "fout",
        25,
        "inwoners",
        "Soort 'meerpersoons': de wijken en onbekend zijn samen 69.132, maar bij Hengelo staat 69.133. Dat is "
        "een verschil van 1. Kijk de wijken na (rij 3 tot en met 23) en Hengelo (rij 25).",
    ),
    "huishoudens-tellen-niet-op": (
        "fout",
        25,
        "huishoudens",
        "Soort 'meerpersoons': de wijken en onbekend zijn samen 22.952, maar bij Hengelo staat 23.044. Dat is "
        "een verschil van 92. Kijk de wijken na (rij 3 tot en met 23) en Hengelo (rij 25).",
    ),
    "indicaties-groter-dan-delen": (
        "fout",
        49,
        "indicaties",
        "Bij Buitengebied staat 325 voor 'Wmo en Jeugdwet'. Dat is meer dan de delen samen: 324. De delen zijn "
        "'Wmo' en 'Jeugdwet'. Kijk de getallen na.",
    ),
    "indicaties-kleiner-dan-deel": (
        "fout",
        49,
        "indicaties",
        "Bij Buitengebied staat 269 voor 'Wmo en Jeugdwet'. Dat is minder dan het grootste deel daarvan: 270. De "
        "delen zijn 'Wmo' en 'Jeugdwet'. Kijk de getallen na.",
    ),
    "indicaties-sociaal-domein-te-groot": (
        "fout",
        51,
        "indicaties",
        "Bij Buitengebied staat 365 voor 'Sociaal domein'. Dat is meer dan de delen samen: 364. De delen zijn "
        "'Wmo en Jeugdwet' en 'Bijstand'. Kijk de getallen na.",
    ),
    "indicaties-sociaal-domein-te-klein": (
        "fout",
        51,
        "indicaties",
        "Bij Buitengebied staat 323 voor 'Sociaal domein'. Dat is minder dan het grootste deel daarvan: 324. De "
        "delen zijn 'Wmo en Jeugdwet' en 'Bijstand'. Kijk de getallen na.",
    ),
    "indicaties-wijken-minder-dan-gemeente": (
        "fout",
        58,
        "indicaties",
        "Groep 'Jeugdwet': de wijken en onbekend zijn samen 2.833. Dat is minder dan bij Hengelo: 3.500. Het "
        "verschil is 667. Kijk de wijken na (rij 3 tot en met 53) en Hengelo (rij 58).",
    ),
    "indicaties-wijken-veel-meer": (
        "waarschuwing",
        58,
        "indicaties",
        "Groep 'Jeugdwet': de wijken en onbekend zijn samen 2.833. Dat is meer dan 3% boven Hengelo: 2.653. Het "
        "verschil is 180. Klopt dit? Kijk anders de wijken na (rij 3 tot en met 53) en Hengelo (rij 58). Kijk ook of "
        "mensen in één wijk dubbel tellen.",
    ),
    "cijfer-onbekend": (
        "fout",
        3,
        "cijfer",
        "'Wmo.andeel' is geen sleutel van een cijfer. Bedoelt u 'wmo.aandeel'?",
    ),
    "eigen-wijk-als-gebied": (
        "fout",
        3,
        "gebied",
        "'noord' is de gemeente zelf of een van haar wijken. Vul een ander gebied in, zoals Nederland.",
    ),
    "indicator-dubbel": (
        "fout",
        5,
        "indicator",
        "Indicator 'Gebruikers van Wmo die een of meer positieve effecten ervare…' staat 2 keer in dit "
        "bestand: in de rijen 3 en 5. Houd één rij over.",
    ),
    "vergelijking-dubbel": (
        "fout",
        4,
        "cijfer",
        "Nederland, cijfer 'wmo.aandeel' staat 2 keer in dit bestand: in de rijen 2 en 4. Houd één rij over.",
    ),
    "zin-zonder-procent": (
        "fout",
        3,
        "kort",
        "Zet in deze zin één keer %, op de plek van het getal. Er staat: 'De hulp werkt'.",
    ),
    "inflatie-ontbreekt": (
        "waarschuwing",
        None,
        "reeks",
        "Wet 'Participatiewet', reeks 'inflatie' ontbreekt. Voeg deze rij toe.",
    ),
    "jaar-onmogelijk": (
        "fout",
        2,
        "jaar",
        "24 is lager dan 2000. Vul 2000 of meer in.",
    ),
    "kan-twee-soorten-zijn": (
        "fout",
        1,
        None,
        "Dit bestand kan 'gebruik' of 'uitgaven' zijn. Zet een van deze woorden in de naam van het bestand, en kies "
        "het opnieuw.",
    ),
    "klasse-bij-andere-vorm": (
        "fout",
        38,
        "klasse",
        "De klasse '1 of 2 dagdelen' hoort niet bij de vorm 'individueel'. Verbeter de klasse of de vorm.",
    ),
    "kolom-dubbel": (
        "fout",
        1,
        "inwoners",
        "De kolom 'inwoners' staat 2 keer in het bestand. Houd er één over.",
    ),
    "kolom-met-persoonsgegevens": (
        "fout",
        1,
        "bsn",
        "In de kolom 'bsn' lijken persoonsgegevens te staan. Die horen niet in dit bestand. Het bestand is niet "
        "bewaard. Verwijder deze kolom en kies het bestand opnieuw.",
    ),
    "kolom-ontbreekt": (
        "fout",
        1,
        "inwoners",
        "De kolom 'inwoners' ontbreekt. Voeg deze kolom toe.",
    ),
    "kolom-te-veel": (
        "fout",
        5,
        "opmerking",
        "De kolom 'opmerking' hoort niet in dit bestand. De eerste waarde staat in rij 5. Verwijder deze kolom.",
    ),
    "kolom-verkeerd-geschreven": (
        "fout",
        1,
        "leeftijdsgroep",
        "De kolom 'leeftijdsgroep' ontbreekt. Voeg deze kolom toe.",
    ),
    "kolommen-spreken-elkaar-tegen": (
        "fout",
        1,
        "gebied",
        "De kolommen 'wijk' en 'wijkcode' kunnen allebei 'gebied' zijn, maar zeggen niet hetzelfde. Houd één "
        "van deze kolommen over.",
    ),
    "komma-bij-duizendtallen": (
        "fout",
        13,
        "inwoners",
        "'1,157' is geen heel getal. Bedoelt u 1157? Schrijf dat dan zonder komma.",
    ),
    "komma-bij-euro-niet-duidelijk": (
        "fout",
        2,
        "uitgaven",
        "Bij '1,234' is niet duidelijk wat de komma betekent. Schrijf 1,234 of 1234.",
    ),
    "laag-onbekend": (
        "fout",
        6,
        "laag",
        "'maatwerken' mag hier niet staan. Bedoelt u 'maatwerk'? Kies uit: maatwerk, basisondersteuning, "
        "sociale basis, zelfzorg.",
    ),
    "leeg-bestand": (
        "fout",
        None,
        None,
        "Het bestand is leeg. Kies een bestand met bovenaan de kolomnamen en daaronder de cijfers.",
    ),
    "letter-kwijt": (
        "fout",
        4,
        "indicator",
        "In deze cel is een letter kwijt (het teken \ufffd). Typ de tekst opnieuw, of bewaar het bestand in Excel als "
        "'CSV UTF-8'.",
    ),
    "loonkosten-in-centen": (
        "waarschuwing",
        13,
        "uitgaven",
        "Hengelo: € 369.786.000 voor 321 ontvangers is € 1.151.981 per ontvanger. Zo veel komt bijna nooit voor. "
        "Staan de bedragen in centen? Vul dan hele euro's in.",
    ),
    "loonkosten-in-duizendtallen": (
        "waarschuwing",
        13,
        "uitgaven",
        "Hengelo: € 3.698 voor 321 ontvangers is € 12 per ontvanger. Zo weinig komt bijna nooit voor. Staan de "
        "bedragen in duizenden euro's? Vul dan hele euro's in.",
    ),
    "minder-inwoners-dan-huishoudens": (
        "fout",
        7,
        "inwoners",
        "Er staan minder inwoners (2.000) dan huishoudens (2.492). In elk huishouden woont minstens één inwoner. "
        "Kijk of de getallen verwisseld zijn.",
    ),
    "mutatie-te-hoog": (
        "fout",
        6,
        "mutatie",
        "51% is hoger dan 50%. Vul 50% of minder in.",
    ),
    "mutatie-te-laag": (
        "fout",
        6,
        "mutatie",
        "-20,5% is lager dan -20%. Vul -20% of meer in.",
    ),
    "niet-bekend-waar-een-cijfer-moet": (
        "fout",
        2,
        "ontvangers",
        "'x' betekent dat het cijfer niet bekend is, maar hier is een cijfer nodig.",
    ),
    "niet-herkend": (
        "fout",
        1,
        None,
        "Dit bestand wordt niet herkend. Het heeft 2 kolommen, gescheiden met een puntkomma, en 1 rij onder rij 1. "
        "Geen enkele kolomnaam is bekend. Controleer of de kolomnamen boven de cijfers staan.",
    ),
    "omvang-in-uren": (
        "fout",
        2,
        "omvang",
        "In bijna alle rijen lijkt de omvang in uren te staan. Hier staat 16,5; het aantal cliënten is 24. Vul "
        "minuten per week in: 60 keer zo veel.",
    ),
    "omvang-per-client": (
        "fout",
        2,
        "omvang",
        "In bijna alle rijen lijkt de omvang van één cliënt te zijn. Hier staat 41,25; het aantal cliënten is "
        "24. Vul de omvang van alle cliënten van de rij samen in.",
    ),
    "omvang-per-jaar": (
        "fout",
        2,
        "omvang",
        "In bijna alle rijen lijkt de omvang van een heel jaar te zijn. Hier staat 51.480; het aantal cliënten "
        "is 24. Vul de omvang per week in: gedeeld door 52.",
    ),
    "omvang-te-hoog": (
        "fout",
        39,
        "omvang",
        "De omvang is te hoog: 9.000. Voor dit aantal cliënten (36) in de klasse '1 tot 2 uur' is de omvang "
        "hoogstens 4.320 minuten per week. Kijk beide getallen na.",
    ),
    "omvang-te-laag": (
        "fout",
        39,
        "omvang",
        "De omvang is te laag: 1.000. Voor dit aantal cliënten (36) in de klasse '1 tot 2 uur' is de omvang "
        "minstens 2.160 minuten per week. Kijk beide getallen na.",
    ),
    "ontvangers-tellen-niet-op": (
        "waarschuwing",
        13,
        "ontvangers",
        "De wijken en onbekend zijn samen 332, maar bij Hengelo staat 300. Dat is een verschil van 32. Klopt "
        "dit? Kijk anders de wijken na (rij 2 tot en met 12) en Hengelo (rij 13).",
    ),
    "peildatum-in-ander-jaar": (
        "waarschuwing",
        6,
        "peildatum",
        "De peildatum 31-12-2022 ligt niet in 2024. Klopt dit? Verbeter anders de datum.",
    ),
    "percentage-te-hoog": (
        "fout",
        2,
        "percentage",
        "101% is hoger dan 100%. Vul 100% of minder in.",
    ),
    "percentages-als-breuk": (
        "waarschuwing",
        2,
        "percentage",
        "Alle percentages in deze kolom zijn 1 of lager; hier staat 0,79%. Schrijf 79 als u 79% bedoelt, en niet 0,79.",
    ),
    "piramide-telt-niet-op": (
        "waarschuwing",
        24,
        "clienten",
        "Laag 'maatwerk': de wijken en onbekend zijn samen 6.587, maar bij Hengelo staat 6.000. Dat is een "
        "verschil van 587. Klopt dit? Kijk anders de wijken na (rij 2 tot en met 22) en Hengelo (rij 24).",
    ),
    "postcode-van-een-adres": (
        "fout",
        1,
        "plaats",
        "In de kolom 'plaats' lijken persoonsgegevens te staan. Die horen niet in dit bestand. Het bestand is"
        " niet bewaard. Verwijder deze kolom en kies het bestand opnieuw.",
    ),
    "procent-bij-aantal": (
        "fout",
        13,
        "inwoners",
        "'13%' is een percentage. Vul hier een aantal in.",
    ),
    "punt-niet-duidelijk": (
        "fout",
        2,
        "score",
        "Bij '1.234' is niet duidelijk wat de punt betekent. Schrijf 1,234 of 1234.",
    ),
    "regel-dubbel": (
        "fout",
        62,
        "leeftijdsgroep",
        "Noord, leeftijdsgroep '15-25' staat 2 keer in dit bestand: in de rijen 13 en 62. Houd één rij over.",
    ),
    "regel-ontbreekt": (
        "fout",
        None,
        "leeftijdsgroep",
        "Noord, leeftijdsgroep '15-25' ontbreekt. Voeg deze rij toe, met 0 als er niets te tellen is.",
    ),
    "score-ongewoon": (
        "waarschuwing",
        4,
        "score",
        "Een score van -0,7 komt bijna nooit voor. De meeste scores liggen tussen -0,6 en 0,6. Klopt dit? "
        "Verbeter anders de score.",
    ),
    "score-te-hoog": (
        "fout",
        4,
        "score",
        "1,2 is hoger dan 1. Vul 1 of minder in.",
    ),
    "scorejaar-na-jaar": (
        "fout",
        4,
        "scorejaar",
        "Het jaar van de score (2025) ligt na het jaar van het bestand (2024). Vul het jaar in waarover het CBS "
        "de score berekende.",
    ),
    "ses-van-onbekend": (
        "fout",
        13,
        "gebied",
        "'onbekend' mag hier niet staan. Kies een wijk of de gemeente.",
    ),
    "ses-wijk-ontbreekt": (
        "waarschuwing",
        None,
        "gebied",
        "Buitengebied ontbreekt in dit bestand. Klopt dit? Voeg anders de rij van Buitengebied toe.",
    ),
    "sociaal-domein-veel-groter-dan-delen": (
        "waarschuwing",
        51,
        "aantal",
        "Bij Buitengebied staat 278 voor 'Sociaal domein'. Dat is veel meer dan de delen samen: 219. De delen zijn "
        "'Wmo en Jeugdwet' en 'Bijstand'. 'Bijstand' telt huishoudens, maar zo veel personen zijn dat bijna nooit. "
        "Klopt dit? Kijk anders de getallen na.",
    ),
    "sociaal-domein-kleiner-dan-deel": (
        "fout",
        51,
        "aantal",
        "Bij Buitengebied staat 179 voor 'Sociaal domein'. Dat is minder dan het grootste deel daarvan: 180. De "
        "delen zijn 'Wmo en Jeugdwet' en 'Bijstand'. Kijk de getallen na.",
    ),
    "te-veel-kolommen": (
        "fout",
        None,
        None,
        "Dit bestand heeft 1.202 kolommen. Dat zijn er te veel. Verwijder lege kolommen.",
    ),
    "tekens-niet-te-lezen": (
        "fout",
        None,
        None,
        "De tekens in dit bestand zijn niet te lezen. Kies in Excel 'Opslaan als' en dan "
        "'Excel-werkmap (.xlsx)' of 'CSV UTF-8'.",
    ),
    "twee-jaren": (
        "fout",
        16,
        "jaar",
        "Dit bestand gaat over 2024, maar in deze rij staat 2023. Zet elk jaar in een eigen bestand.",
    ),
    "uitgaven-tellen-niet-op": (
        "waarschuwing",
        35,
        "uitgaven",
        "Wet 'Wmo': de wijken en onbekend zijn samen € 42.797.000, maar bij Hengelo staat € 43.000.000. Dat is "
        "een verschil van € 203.000. Klopt dit? Kijk anders de wijken na (rij 2 tot en met 32) en Hengelo (rij "
        "35).",
    ),
    "verplichte-laag-ontbreekt": (
        "fout",
        None,
        "laag",
        "Binnenstad, laag 'sociale basis' ontbreekt. Voeg deze rij toe, met 0 als er niets te tellen is.",
    ),
    "waarde-naast-de-kolommen": (
        "fout",
        3,
        None,
        "In rij 3 staat iets in een kolom zonder naam. Maak die cel leeg, of verwijder de kolom.",
    ),
    "webpagina": (
        "fout",
        None,
        None,
        "Dit is geen tabel, maar een webpagina. Open het bestand in Excel. Kies in Excel 'Opslaan als'"
        " en dan 'Excel-werkmap (.xlsx)' of 'CSV UTF-8'.",
    ),
    "wijk-niet-te-raden": (
        "fout",
        17,
        "gebied",
        "'Xyz' is geen wijk van Hengelo. Kies een wijk, 'Hengelo' of 'onbekend'.",
    ),
    "wijk-onbekend": (
        "fout",
        17,
        "gebied",
        "'Hasselerees' is geen wijk van Hengelo. Bedoelt u 'Hasseler Es'?",
    ),
    "wijk-ontbreekt": (
        "fout",
        None,
        "gebied",
        "Noord ontbreekt in dit bestand. Voeg de rijen van Noord toe.",
    ),
    "wijken-minder-dan-gemeente": (
        "fout",
        60,
        "aantal",
        "Groep 'Bijstand': de wijken en onbekend zijn samen 2.140. Dat is minder dan bij Hengelo: 2.160. Het "
        "verschil is 20. Kijk de wijken na (rij 5 tot en met 55) en Hengelo (rij 60). Kloppen ze? Zet dan wie bij "
        "geen wijk hoort bij 'onbekend'.",
    ),
    "wijken-tellen-niet-op": (
        "fout",
        58,
        "inwoners",
        "Leeftijdsgroep '15-25': de wijken en onbekend zijn samen 10.703, maar bij Hengelo staat 10.000. Dat is "
        "een verschil van 703. Kijk de wijken na (rij 3 tot en met 53) en Hengelo (rij 58).",
    ),
    "wijken-veel-meer-dan-gemeente": (
        "waarschuwing",
        60,
        "aantal",
        "Groep 'Bijstand': de wijken en onbekend zijn samen 2.140. Dat is meer dan 3% boven Hengelo: 2.000. Het "
        "verschil is 140. Klopt dit? Kijk anders de wijken na (rij 5 tot en met 55) en Hengelo (rij 60). Kijk ook of "
        "mensen in één wijk dubbel tellen.",
    ),
    "wijknummer-bij-andere-wijk": (
        "fout",
        9,
        "gebied",
        "'Wijk 03 Woolde' is geen wijk van Hengelo. Bedoelt u 'Woolde'?",
    ),
    "woningen-tellen-niet-op": (
        "fout",
        46,
        "woningen",
        "Eigendom 'koop': de wijken en onbekend zijn samen 22.221, maar bij Hengelo staat 22.000. Dat is een "
        "verschil van 221. Kijk de wijken na (rij 2 tot en met 42) en Hengelo (rij 46).",
    ),
}


def good(name: str) -> Checked:
    return check((UPLOADS / "goed" / name).read_bytes(), current(), name=name)


@functools.cache
def bad(name: str) -> Checked:
    return check((UPLOADS / "fout" / f"{name}.csv").read_bytes(), current(), name=f"{name}.csv")


def changed(name: str, column: str, value: pl.Expr) -> Checked:
    """A good file with one column changed, as the editor on the screen does it."""
    parsed = parse((UPLOADS / "goed" / f"{name}.csv").read_bytes())
    rows = parsed.rows.with_columns(value.alias(column))
    return validate(replace(parsed, table=rows), current())


@pytest.mark.parametrize("name", GOED)
def test_a_good_file_has_no_problems(name: str) -> None:
    checked = good(name)

    assert [problem.message for problem in checked.problems] == [asked for file, asked in ASKS.items() if file == name]
    assert checked.ok


def test_every_bad_file_is_in_the_table() -> None:
    names = {path.stem for path in (UPLOADS / "fout").glob("*.csv")}

    assert names == {*FOUT, *BESIDE}


@pytest.mark.parametrize(("name", "expected"), FOUT.items(), ids=FOUT)
def test_a_bad_file_gets_its_own_message(name: str, expected: tuple[str, int | None, str | None, str]) -> None:
    checked = bad(name)

    first = checked.problems[0]
    assert (first.severity, first.row, first.column, first.message.replace("\u00a0", " ")) == expected
    assert checked.ok == (not checked.errors)


@pytest.mark.parametrize("dataset", SCHEMAS)
def test_every_rule_has_a_file_that_breaks_it(dataset: str) -> None:
    schema = SCHEMAS[dataset]
    said = [problem for name in FOUT if bad(name).dataset == dataset for problem in bad(name).problems]

    for rule in (part for whole in schema.rules(current()) for part in (whole, *whole.instead)):
        sentence = re.sub(r"\\{\w+\\}", ".+", re.escape(rule.message)) + (" .+" if rule.total is not None else "")
        assert any(
            problem.column == rule.column
            and problem.severity == rule.severity
            and re.fullmatch(sentence, problem.message)
            for problem in said
        ), rule.message


# ---- order: columns, cells, rows, sums


def test_sums_are_not_judged_while_a_cell_is_wrong() -> None:
    checked = bad("cel-leeg")

    assert len(checked.problems) == 1


def test_a_key_that_cannot_be_read_does_not_make_its_combination_missing() -> None:
    checked = bad("wijk-onbekend")

    assert [problem.column for problem in checked.problems] == ["gebied"]


def test_a_cell_that_cannot_be_read_has_one_message_only() -> None:
    checked = bad("geen-getal")

    assert len(checked.problems) == 1


def test_a_file_with_too_many_problems_is_not_judged_further() -> None:
    file = "jaar;gebied;ontvangers;uitgaven\n" + "2024;Noord;x;-1\n" * (MAX_PROBLEMS + 1)

    checked = check(file.encode(), current())

    assert {problem.column for problem in checked.problems} == {"ontvangers", None}


def test_a_rule_that_fails_very_often_is_counted() -> None:
    file = "jaar;gebied;ontvangers;uitgaven\n" + "2024;Noord;-1;1\n" * (MAX_PROBLEMS + 50)

    checked = check(file.encode(), current())

    assert len(checked.problems) == MAX_PROBLEMS + 1
    assert not checked.ok


def test_a_combination_that_is_there_many_times_names_its_first_rows() -> None:
    file = "jaar;gebied;ontvangers;uitgaven\n" + "2024;Noord;1;1\n" * 12

    checked = check(file.encode(), current())

    assert checked.problems[0].message == (
        "Noord staat 12 keer in dit bestand: in de rijen 2, 3, 4, 5, 6 en nog 7 andere. Houd één rij over."
    )


# ---- rows that were not read from a file


def test_rows_without_a_column_are_refused() -> None:
    parsed = parse((UPLOADS / "goed" / "ses.csv").read_bytes())

    checked = validate(replace(parsed, table=parsed.rows.drop("score")), current())

    assert [problem.column for problem in checked.errors] == ["score"]


def test_rows_with_another_type_are_refused() -> None:
    checked = changed("ses", "scorejaar", pl.col("scorejaar").cast(pl.Float64))

    assert [problem.column for problem in checked.errors] == ["scorejaar"]


@pytest.mark.parametrize(
    ("name", "column", "value", "message"),
    [
        ("uitgaven", "wet", pl.lit("Wmoo"), "Bedoelt u 'Wmo'?"),
        ("piramide", "laag", pl.lit("zorg"), "'zorg' mag hier niet staan."),
        ("bevolking", "gebied", pl.lit("WK999999"), "'WK999999' mag hier niet staan."),
        ("bevolking", "inwoners", pl.lit(None, pl.Int64), "Deze cel is leeg. Vul een heel getal in."),
        ("prijscorrectie", "bron", pl.lit(None, pl.String), "Deze cel is leeg. Vul een waarde in."),
        ("prijscorrectie", "definitief", pl.lit(None, pl.Boolean), "Deze cel is leeg. Vul ja of nee in."),
        ("piramide", "peildatum", pl.lit(None, pl.Date), "Deze cel is leeg. Vul een datum in."),
    ],
)
def test_an_edited_cell_is_judged_as_a_cell_of_a_file(name: str, column: str, value: pl.Expr, message: str) -> None:
    first = pl.int_range(pl.len()) == 0

    checked = changed(name, column, pl.when(first).then(value).otherwise(pl.col(column)))

    assert message in checked.errors[0].message
    assert (checked.errors[0].row, checked.errors[0].column) == (2, column)


def test_a_year_that_no_calendar_has_is_a_problem_and_no_crash() -> None:
    checked = changed("piramide", "jaar", pl.lit(999_999_999, pl.Int64))

    assert "999999999 is hoger dan 2100. Vul 2100 of minder in." in {problem.message for problem in checked.errors}


@pytest.mark.parametrize(
    ("day", "warned"), [("2023-12-31", True), ("2024-01-01", False), ("2025-01-01", False), ("2025-01-02", True)]
)
def test_the_peildatum_lies_in_the_year_or_on_the_first_day_after_it(day: str, warned: bool) -> None:
    checked = changed("piramide", "peildatum", pl.lit(day).str.to_date())

    assert bool(checked.warnings) == warned
    assert checked.ok


# ---- what may be left out


def test_rows_of_onbekend_may_be_left_out_or_left_empty() -> None:
    absent, empty = good("zonder-onbekend.csv"), good("onbekend-niet-ingevuld.csv")

    assert "onbekend" not in absent.rows["gebied"]
    assert "onbekend" not in empty.rows["gebied"]


def test_a_wijk_of_uitgaven_that_is_there_must_be_complete() -> None:
    file = "jaar;gebied;wet;uitgaven\n" + "".join(
        f"2024;{row};1000\n" for row in ("Hengelo;Wmo", "Hengelo;Jeugdwet", "Hengelo;Participatiewet", "Noord;Wmo")
    )

    checked = check(file.encode(), current())

    assert [problem.value for problem in checked.errors] == ["Jeugdwet", "Participatiewet"]


def test_a_sum_of_uitgaven_is_judged_only_with_all_wijken() -> None:
    file = "jaar;gebied;wet;uitgaven\n" + "".join(
        f"2024;{gebied};{wet};{euro}\n"
        for gebied, euro in [("Hengelo", 900000), ("Noord", 1000)]
        for wet in ("Wmo", "Jeugdwet", "Participatiewet")
    )

    checked = check(file.encode(), current())

    assert checked.problems == ()


def test_indicaties_that_are_not_all_known_are_not_added() -> None:
    hengelo = pl.col("gebied").str.starts_with("GM")

    checked = changed("gebruik", "indicaties", pl.when(hengelo).then(pl.col("indicaties")))

    assert checked.problems == ()


def test_another_municipality_brings_its_own_layers() -> None:
    other = replace(current(), lagen=("maatwerk", "sociale basis", "kracht"))
    file = (UPLOADS / "goed" / "piramide.csv").read_text(encoding="utf-8-sig").replace("maatwerk", "Kracht")

    with_layer = check(file.encode(), other)

    assert {problem.message for problem in with_layer.errors} >= {
        "Noord, laag 'maatwerk' ontbreekt. Voeg deze rij toe, met 0 als er niets te tellen is."
    }
    assert set(with_layer.rows["laag"]) == {"kracht", "sociale basis"}


# ---- the year before


def test_figures_that_are_exactly_those_of_last_year_get_a_warning() -> None:
    file = (UPLOADS / "goed" / "bevolking.csv").read_bytes()
    before = parse(file).rows.with_columns(jaar=pl.lit(2023, pl.Int64)).reverse()

    checked = check(file, current(), last_year=lambda *_: before)

    assert checked.ok
    assert [problem.message for problem in checked.warnings] == [
        "Alle cijfers zijn precies gelijk aan die van 2023. Is dit het goede bestand? Kies anders het bestand van 2024."
    ]


def test_last_year_is_asked_for_this_dataset_and_the_year_before() -> None:
    asked = []

    def last_year(dataset: str, year: int) -> None:
        asked.append((dataset, year))

    check((UPLOADS / "goed" / "bevolking.csv").read_bytes(), current(), last_year=last_year)

    assert asked == [("bevolking", 2023)]


@pytest.mark.parametrize(("factor", "warned"), [(0.4, True), (0.8, False), (1.2, False), (1.3, True), (2.1, True)])
def test_a_municipal_figure_that_moves_more_than_a_quarter_gets_a_warning(factor: float, warned: bool) -> None:
    parsed = parse((UPLOADS / "goed" / "gebruik.csv").read_bytes())
    wmo = (pl.col("gebied") == "GM0164") & (pl.col("groep") == "Wmo")
    before = parsed.rows.with_columns(
        aantal=pl.when(wmo).then((pl.col("aantal") / factor).cast(pl.Int64)).otherwise(pl.col("aantal") + 1)
    )

    checked = validate(parsed, current(), before)

    assert bool(checked.warnings) == warned
    assert all((problem.row, problem.column) == (57, "aantal") for problem in checked.warnings)


def test_the_warning_for_a_large_move_names_both_figures() -> None:
    parsed = parse((UPLOADS / "goed" / "loonkostensubsidie.csv").read_bytes())
    hengelo = pl.col("gebied") == "GM0164"
    before = parsed.rows.with_columns(
        ontvangers=pl.when(hengelo).then(pl.col("ontvangers") * 10).otherwise(pl.col("ontvangers") + 1),
        uitgaven=pl.col("uitgaven") + 1,
    )

    checked = validate(parsed, current(), before)

    assert [problem.message for problem in checked.warnings] == [
        "Hengelo: 'ontvangers' was 3.320 in 2023 en is nu 332. Dat is 90% minder. Klopt dit? Verbeter anders het getal."
    ]


def test_a_score_may_move_a_little() -> None:
    parsed = parse((UPLOADS / "goed" / "ses.csv").read_bytes())
    before = parsed.rows.with_columns(score=pl.col("score") + 0.1)

    checked = validate(parsed, current(), before)

    assert checked.problems == ()


def test_rows_of_last_year_in_another_form_are_not_compared() -> None:
    parsed = parse((UPLOADS / "goed" / "ses.csv").read_bytes())

    checked = validate(parsed, current(), pl.DataFrame({"gebied": ["GM0164"]}))

    assert checked.problems == ()


# ---- sums again, by another road


@examples(15)
@given(st.lists(st.integers(0, 50), min_size=12, max_size=12))
def test_the_sum_rule_agrees_with_a_plain_loop(counts: list[int]) -> None:
    codes = [*(f"WK01640{number}" for number in range(10)), "onbekend", "GM0164"]
    lines = [f"2024;{code};{count};0" for code, count in zip(codes, counts, strict=True)]
    total = 0
    for count in counts[:-1]:
        total += count

    checked = check("\n".join(["jaar;gebied;ontvangers;uitgaven", *lines]).encode(), current())

    assert bool(checked.warnings) == (total != counts[-1])


@pytest.mark.parametrize(
    ("severities", "ok"), [([], True), (["waarschuwing"], True), (["fout"], False), (["waarschuwing", "fout"], False)]
)
def test_only_fouten_block(severities: list[Severity], ok: bool) -> None:
    problems = tuple(Problem(severity, 2, "score", "1", "Klopt dit?") for severity in severities)

    checked = Checked("a.csv", "ses", 2024, pl.DataFrame(), problems, ReadAs(), Digest(b""))

    assert checked.ok == ok


def test_without_dataset_or_year_a_file_is_not_ok() -> None:
    assert not Checked("a.csv", None, 2024, pl.DataFrame(), (), ReadAs(), Digest(b"")).ok
    assert not Checked("a.csv", "ses", None, pl.DataFrame(), (), ReadAs(), Digest(b"")).ok


def test_wijken_in_fives_are_told_as_rounding_and_one_more_step_is_a_fault() -> None:
    text = (UPLOADS / "goed" / "wijken-in-vijftallen.csv").read_text(encoding="utf-8-sig")
    good = check(text.encode(), current(), name="bevolking.csv")
    more = re.sub(r"(2024;Hengelo;0-15;)(\d+)", lambda found: f"{found[1]}{int(found[2]) + 25}", text)

    wrong = check(more.encode(), current(), name="bevolking.csv")

    assert good.problems == ()
    assert [note for note in good.notes if note.startswith("Afronding bij inwoners: ")] == [
        "Afronding bij inwoners: deze cijfers zijn afgerond op vijftallen. Daardoor verschillen de wijken samen iets "
        "van Hengelo: 3 bij 0-15, 7 bij 15-25, 12 bij 45-65 en 1 bij 65+. Dat is geen fout."
    ]
    assert [(problem.severity, problem.column) for problem in wrong.problems] == [("fout", "inwoners")]


def test_exact_wijken_may_not_differ_at_all() -> None:
    text = (UPLOADS / "goed" / "bevolking.csv").read_text(encoding="utf-8-sig")
    off = re.sub(r"(2024;Hengelo;0-15;)(\d+)", lambda found: f"{found[1]}{int(found[2]) + 1}", text)

    assert [problem.severity for problem in check(off.encode(), current(), name="bevolking.csv").problems] == ["fout"]
