"""Files of 2024 that are wrong only beside other files: with the example of 2023 as last year, and of 2024 as siblings.

Name of the file in uploads/fout → all its problems: severity, row in Excel, column, message.
"""

from __future__ import annotations

# These files have the municipality only; the year before had the wijken too.
NO_WIJKEN = (
    "waarschuwing",
    None,
    "gebied",
    "In 2023 stonden 10 gebieden in dit bestand die er nu niet zijn: Binnenstad; Hengelose Es; Noord; Hasseler Es; "
    "Groot Driene; nog 5 andere. Klopt dit? Voeg ze anders toe.",
)

BESIDE: dict[str, list[tuple[str, int | None, str | None, str]]] = {
    "gelijk-aan-vorig-jaar": [
        (
            "waarschuwing",
            None,
            None,
            "Alle cijfers zijn precies gelijk aan die van 2023. Is dit het goede bestand? Kies anders het bestand "
            "van 2024.",
        ),
    ],
    "gemeente-springt": [
        (
            "waarschuwing",
            3,
            "uitgaven",
            "Hengelo, wet 'Jeugdwet': 'uitgaven' was € 44.598.730 in 2023 en is nu € 98.735.410. Dat is 121% meer. "
            "Klopt dit? Verbeter anders het getal.",
        ),
        NO_WIJKEN,
    ],
    "inwoners-anders-dan-in-bevolking": [
        (
            "waarschuwing",
            7,
            "inwoners",
            "Noord, soort 'meerpersoons': 'inwoners' was 7.233 in 2023 en is nu 3.272. Dat is 55% minder. Klopt dit? "
            "Verbeter anders het getal.",
        ),
        (
            "waarschuwing",
            7,
            "inwoners",
            "Noord: het aantal inwoners is 4.964 in het bestand huishoudens en 8.964 in het bestand bevolking. Het "
            "verschil is 4.000. Klopt dit? Kijk anders beide getallen na.",
        ),
    ],
    "klasse-groter-dan-gebruik": [
        (
            "waarschuwing",
            169,
            "clienten",
            "Buitengebied, wet 'Jeugdwet', vorm 'individueel', klasse 'tot 1 uur': 'clienten' was 4 in 2023 en is nu "
            "60. Dat is ongeveer 15 keer zo veel. Klopt dit? Verbeter anders het getal.",
        ),
        (
            "waarschuwing",
            169,
            "clienten",
            "Buitengebied, klasse 'tot 1 uur' van de Jeugdwet: het aantal cliënten is 60, maar in het bestand "
            "gebruik is het aantal cliënten van de hele Jeugdwet 50. Klopt dit? Kijk anders beide getallen na.",
        ),
    ],
    "meer-bijstand-dan-huishoudens": [
        (
            "waarschuwing",
            50,
            "aantal",
            "Buitengebied, groep 'Bijstand': 'aantal' was 26 in 2023 en is nu 677. Dat is ongeveer 26 keer zo veel. "
            "Klopt dit? Verbeter anders het getal.",
        ),
        (
            "fout",
            50,
            "aantal",
            "Buitengebied, groep 'Bijstand': het aantal huishoudens is 677, maar in het bestand huishoudens is het "
            "aantal huishoudens 613. Dat kan niet. Kijk beide getallen na.",
        ),
        (
            "waarschuwing",
            51,
            "aantal",
            "Buitengebied, groep 'Sociaal domein': 'aantal' was 189 in 2023 en is nu 841. Dat is ongeveer 4 keer zo "
            "veel. Klopt dit? Verbeter anders het getal.",
        ),
        (
            "waarschuwing",
            60,
            "aantal",
            "Hengelo, groep 'Bijstand': 'aantal' was 2.122 in 2023 en is nu 2.838. Dat is 34% meer. Klopt dit? "
            "Verbeter anders het getal.",
        ),
    ],
    "meer-clienten-dan-inwoners": [
        (
            "waarschuwing",
            47,
            "aantal",
            "Buitengebied, groep 'Wmo': 'aantal' was 128 in 2023 en is nu 1.629. Dat is ongeveer 13 keer zo veel. "
            "Klopt dit? Of bedoelt u 129 (een cijfer te veel)?",
        ),
        (
            "waarschuwing",
            49,
            "aantal",
            "Buitengebied, groep 'Wmo en Jeugdwet': 'aantal' was 174 in 2023 en is nu 1.675. Dat is ongeveer 10 keer "
            "zo veel. Klopt dit? Verbeter anders het getal.",
        ),
        (
            "fout",
            49,
            "aantal",
            "Buitengebied, groep 'Wmo en Jeugdwet': het aantal cliënten is 1.675, maar in het bestand bevolking is "
            "het aantal inwoners 1.501. Dat kan niet. Kijk beide getallen na.",
        ),
        (
            "waarschuwing",
            51,
            "aantal",
            "Buitengebied, groep 'Sociaal domein': 'aantal' was 189 in 2023 en is nu 1.691. Dat is ongeveer 9 keer "
            "zo veel. Klopt dit? Of bedoelt u 191 (een cijfer te veel)?",
        ),
    ],
    "meer-clienten-in-laag-dan-inwoners": [
        (
            "fout",
            21,
            "clienten",
            "Buitengebied, laag 'sociale basis': het aantal cliënten is 1.637, maar in het bestand bevolking is het "
            "aantal inwoners 1.501. Dat kan niet. Kijk beide getallen na.",
        ),
        (
            "waarschuwing",
            25,
            "clienten",
            "Hengelo, laag 'sociale basis': 'clienten' was 2.879 in 2023 en is nu 4.650. Dat is 62% meer. Klopt dit? "
            "Verbeter anders het getal.",
        ),
    ],
    "meer-jeugd-dan-jongeren": [
        (
            "waarschuwing",
            48,
            "aantal",
            "Buitengebied, groep 'Jeugdwet': 'aantal' was 50 in 2023 en is nu 450. Dat is ongeveer 9 keer zo veel. "
            "Klopt dit? Verbeter anders het getal.",
        ),
        (
            "fout",
            48,
            "aantal",
            "Buitengebied, groep 'Jeugdwet': het aantal cliënten is 450, maar in het bestand bevolking is het aantal "
            "inwoners onder de 25 jaar 401. Dat kan niet. Kijk beide getallen na.",
        ),
        (
            "waarschuwing",
            49,
            "aantal",
            "Buitengebied, groep 'Wmo en Jeugdwet': 'aantal' was 174 in 2023 en is nu 575. Dat is ongeveer 3 keer zo "
            "veel. Klopt dit? Verbeter anders het getal.",
        ),
        (
            "waarschuwing",
            51,
            "aantal",
            "Buitengebied, groep 'Sociaal domein': 'aantal' was 189 in 2023 en is nu 591. Dat is ongeveer 3 keer zo "
            "veel. Klopt dit? Verbeter anders het getal.",
        ),
    ],
    "meer-maatwerk-dan-gebruik": [
        (
            "waarschuwing",
            20,
            "clienten",
            "Buitengebied, laag 'maatwerk': 'clienten' was 111 in 2023 en is nu 220. Dat is 98% meer. Klopt dit? "
            "Verbeter anders het getal.",
        ),
        (
            "waarschuwing",
            20,
            "clienten",
            "Buitengebied: het aantal cliënten in de laag 'maatwerk' is 220, maar in het bestand gebruik is het hele "
            "sociaal domein 191. Wie op één dag maatwerk heeft, telt ook in het jaar mee. Klopt dit? Kijk anders "
            "beide getallen na.",
        ),
    ],
    "meer-ontvangers-dan-inwoners": [
        (
            "fout",
            11,
            "ontvangers",
            "Buitengebied: het aantal ontvangers is 1.604, maar in het bestand bevolking is het aantal inwoners "
            "1.501. Dat kan niet. Kijk beide getallen na.",
        ),
        (
            "waarschuwing",
            13,
            "ontvangers",
            "Hengelo: 'ontvangers' was 290 in 2023 en is nu 1.921. Dat is ongeveer 7 keer zo veel. Klopt dit? "
            "Verbeter anders het getal.",
        ),
        (
            "waarschuwing",
            13,
            "uitgaven",
            "Hengelo: 'uitgaven' was € 3.131.740 in 2023 en is nu € 15.000.000. Dat is ongeveer 5 keer zo veel. "
            "Klopt dit? Verbeter anders het getal.",
        ),
    ],
    "meer-woningen-dan-huishoudens": [
        (
            "waarschuwing",
            10,
            "woningen",
            "Noord, eigendom 'koop': 'woningen' was 2.419 in 2023 en is nu 7.439. Dat is ongeveer 3 keer zo veel. "
            "Klopt dit? Verbeter anders het getal.",
        ),
        (
            "waarschuwing",
            10,
            "woningen",
            "Noord: het aantal woningen is 9.186, maar in het bestand huishoudens is het aantal huishoudens 4.241. "
            "Klopt dit grote verschil? Kijk anders beide getallen na.",
        ),
    ],
    "percentage-springt": [
        (
            "waarschuwing",
            2,
            "percentage",
            "Indicator 'Gebruikers van re-integratievoorzieningen die tevreden zijn …': 'percentage' was 77% in 2023 "
            "en is nu 49%. Dat is 28 procentpunt minder. Klopt dit? Verbeter anders het getal.",
        ),
    ],
    "score-springt": [
        (
            "waarschuwing",
            4,
            "score",
            "Noord: 'score' was -0,021 in 2023 en is nu 0,317. Dat is 0,338 hoger. Klopt dit? Verbeter anders het "
            "getal.",
        ),
    ],
    "som-met-een-wijk-die-veranderde": [
        (
            "fout",
            58,
            "inwoners",
            "Leeftijdsgroep '15-25': de wijken en onbekend zijn samen 10.661, maar bij Hengelo staat 10.561. Dat is "
            "een verschil van 100. Kijk eerst bij Noord (rij 13): in 2023 was het 1.057, nu 1.161.",
        ),
    ],
    "som-met-totaal-van-vorig-jaar": [
        (
            "fout",
            58,
            "inwoners",
            "Leeftijdsgroep '15-25': de wijken en onbekend zijn samen 10.561, maar bij Hengelo staat 10.498. Dat is "
            "een verschil van 63. Bij Hengelo (rij 58) staat nog het getal van 2023. Vul dat van 2024 in.",
        ),
    ],
    "som-met-verwisselde-cijfers": [
        (
            "fout",
            13,
            "inwoners",
            "Leeftijdsgroep '15-25': de wijken en onbekend zijn samen 11.101, maar bij Hengelo staat 10.561. Dat is "
            "een verschil van 540. Klopt 1.601 bij Noord (rij 13)? In 2023 was het 1.057. Bedoelt u 1.061 (twee "
            "cijfers omgewisseld)?",
        ),
    ],
    "som-mist-een-wijk": [
        (
            "fout",
            58,
            "inwoners",
            "Leeftijdsgroep '15-25': de wijken en onbekend zijn samen 10.561, maar bij Hengelo staat 9.500. Dat is "
            "een verschil van 1.061. Dat verschil is precies het getal van Noord (rij 13). Ontbreekt Noord in het "
            "totaal?",
        ),
    ],
    "som-telt-een-wijk-dubbel": [
        (
            "fout",
            58,
            "inwoners",
            "Leeftijdsgroep '15-25': de wijken en onbekend zijn samen 10.561, maar bij Hengelo staat 11.622. Dat is "
            "een verschil van 1.061. Dat verschil is precies het getal van Noord (rij 13). Telt Noord dubbel in het "
            "totaal?",
        ),
    ],
    "totaal-van-vorig-jaar": [
        (
            "waarschuwing",
            13,
            "uitgaven",
            "Hengelo: bij 'uitgaven' staat € 3.131.740, precies als in 2023. De wijken en onbekend zijn samen wel "
            "veranderd: van € 3.131.740 naar € 3.697.860. Kijk of hier het getal van 2023 is blijven staan.",
        ),
    ],
    "uitgaven-in-duizendtallen": [
        (
            "waarschuwing",
            None,
            "uitgaven",
            "Bijna alle getallen in de kolom 'uitgaven' zijn ongeveer 1.000 keer zo klein als in 2023. Hengelo, wet "
            "'Jeugdwet': 'uitgaven' was € 44.598.730 in 2023 en is nu € 48.735. Staan de bedragen in duizenden "
            "euro's? Vul dan hele euro's in.",
        ),
    ],
    "veel-uitgaven-per-client": [
        (
            "waarschuwing",
            2,
            "uitgaven",
            "Hengelo, wet 'Wmo': 'uitgaven' was € 43.002.150 in 2023 en is nu € 4.493.962.000. Dat is ongeveer 105 "
            "keer zo veel. Klopt dit? Verbeter anders het getal.",
        ),
        (
            "waarschuwing",
            2,
            "uitgaven",
            "Hengelo, wet 'Wmo': de uitgaven zijn € 4.493.962.000. In het bestand gebruik is het aantal 7.408. Dat "
            "is € 606.636 per cliënt of huishouden, en zo veel komt bijna nooit voor. Staan de bedragen in centen? "
            "Vul dan hele euro's in.",
        ),
        NO_WIJKEN,
    ],
    "weinig-uitgaven-per-client": [
        (
            "waarschuwing",
            2,
            "uitgaven",
            "Hengelo, wet 'Wmo': 'uitgaven' was € 43.002.150 in 2023 en is nu € 44.940. Dat is meer dan 99% minder. "
            "Klopt dit? Verbeter anders het getal.",
        ),
        (
            "waarschuwing",
            2,
            "uitgaven",
            "Hengelo, wet 'Wmo': de uitgaven zijn € 44.940. In het bestand gebruik is het aantal 7.408. Dat is € 6 "
            "per cliënt of huishouden, en zo weinig komt bijna nooit voor. Staan de bedragen in duizenden euro's? "
            "Vul dan hele euro's in.",
        ),
        NO_WIJKEN,
    ],
    "wijk-springt": [
        (
            "waarschuwing",
            14,
            "inwoners",
            "Noord, leeftijdsgroep '25-45': 'inwoners' was 2.221 in 2023 en is nu 4.256. Dat is 92% meer. Klopt dit? "
            "Verbeter anders het getal.",
        ),
    ],
    "wijk-van-vorig-jaar": [
        (
            "waarschuwing",
            12,
            "gebied",
            "Van Noord zijn alle cijfers precies gelijk aan die van 2023. Andere cijfers veranderden wel. Kijk of "
            "hier cijfers van 2023 zijn blijven staan.",
        ),
    ],
    "wijken-verwisseld": [
        (
            "waarschuwing",
            15,
            "gebied",
            "Zijn Binnenstad en Noord verwisseld? De cijfers van de een passen bij die van de ander in 2023. "
            "Binnenstad, leeftijdsgroep '45-65': 'inwoners' was 854 in 2023 en is nu 2.478. Noord, leeftijdsgroep "
            "'45-65': 'inwoners' was 2.488 in 2023 en is nu 865. Wissel de cijfers om als dat zo is.",
        ),
    ],
    "woningen-tien-keer-te-groot": [
        (
            "waarschuwing",
            None,
            "woningen",
            "Bijna alle getallen in de kolom 'woningen' zijn ongeveer 10 keer zo groot als in 2023. Hengelo, "
            "eigendom 'koop': 'woningen' was 21.988 in 2023 en is nu 222.030. Kijk of er geen nullen te veel staan.",
        ),
    ],
}
