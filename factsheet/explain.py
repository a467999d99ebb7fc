"""What the page "Uitleg" says: terms and method, in plain Dutch. Terms as the field uses them."""

from __future__ import annotations

from factsheet import method
from factsheet.narrate import notation
from factsheet.release.tens import BEYOND, CHEAPEST, Counted, Family, Relation, dearest, tens
from factsheet.settings import Settings

# Term, what it means, what to watch for.
TERMS: tuple[tuple[str, str, str], ...] = (
    (
        "Wmo",
        "Wet maatschappelijke ondersteuning. Een cliënt is een inwoner met ten minste één voorziening in het jaar.",
        "Iemand kan meer voorzieningen hebben. Daarom is de som van de soorten hoger dan het totaal.",
    ),
    (
        "Jeugdwet",
        "Hulp aan jongeren, meestal tot 18 jaar en soms tot 23 jaar.",
        "Op 1 januari 2022 veranderde de regel voor welke gemeente betaalt. Vergelijk 2022 niet zomaar met 2021.",
    ),
    (
        "Bijstand (Participatiewet)",
        "Een uitkering per huishouden. Een paar heeft samen één uitkering.",
        "Dit zijn huishoudens, geen inwoners.",
    ),
    (
        "Indicatie",
        "Een besluit dat iemand recht heeft op een vorm van ondersteuning.",
        "Iemand kan meer indicaties hebben.",
    ),
    (
        "Per inwoner",
        "Bij indicaties en uitgaven: per inwoner die ondersteuning krijgt.",
        "Niet per inwoner van de hele gemeente.",
    ),
    (
        "Maatwerk en sociale basis",
        "Maatwerk is ondersteuning die de gemeente voor één persoon toekent. De sociale basis is er voor iedereen.",
        "Deze cijfers gelden op één dag, de peildatum. Ze zijn dus anders dan de cliënten in het hele jaar.",
    ),
    (
        "Transformatiepiramide",
        "Laat zien hoeveel cliënten er in elke laag van ondersteuning zijn.",
        "Iemand kan in meer lagen zitten. Tel de lagen niet op.",
    ),
    ("Dagdeel", "Een ochtend, middag of avond van hoogstens 4 uur.", "Groepsbegeleiding telt in dagdelen per week."),
    (
        "Loonkostensubsidie (LKS)",
        "Vult het loon aan van mensen die door een beperking minder kunnen verdienen dan het minimumloon.",
        "Geteld over het hele jaar.",
    ),
    (
        "Sociaal-economische score (SES-WOA)",
        "Een score van het CBS voor welvaart, opleiding en arbeidsverleden. Nederland is ongeveer 0.",
        "De score loopt één of twee jaar achter. Het jaar staat erbij.",
    ),
    (
        "Beleidsindicatoren",
        "Het deel van de gebruikers dat tevreden is of een positief effect merkt, uit een jaarlijks onderzoek.",
        "Een verandering staat in procentpunt: van 73% naar 77% is 4 procentpunt.",
    ),
)

# Heading and text; {…} is filled from gemeente.toml.
METHOD: tuple[tuple[str, str], ...] = (
    (
        "Afronden en privacy",
        "Alle aantallen inwoners met ondersteuning zijn {tientallen}, en ze tellen op. Een 0 betekent 0 tot en met "
        "{hoogstens_nul}: daar staat ‘{nul}’. Zo kan niemand uit deze cijfers opmaken of één persoon hulp krijgt. Uit "
        "de afgeronde cijfers komen ook de aandelen en de bedragen per cliënt. Inwoners, huishoudens, woningen en de "
        "sociaal-economische score zijn openbaar en daarom precies.",
    ),
    (
        "Als u met de cijfers van een wijk werkt",
        "In een wijk ligt een aantal hoogstens {marge_wijk} van het echte aantal, in heel {gemeente} hoogstens "
        "{marge_gemeente}. Kan het een keer niet anders, dan is het meer; wij rekenen dan met een grotere marge. Een "
        "klein verschil tussen twee jaren kan dus afronding zijn. Dan leest u ‘geen duidelijke verandering’. De wijken "
        "en ‘onbekend’ tellen op tot heel {gemeente}. Alleen wie verhuist, telt in twee wijken mee. Hoeveel dat er "
        "zijn, staat in de gepubliceerde tabellen in de regel ‘verhuisd’. Alleen redacteuren zien de echte aantallen, "
        "op hun eigen pagina's.",
    ),
    (
        "Bedragen die wij weglaten",
        "Van een groep die kleiner kan zijn dan {vanaf[per_client_vanaf]} laten wij het bedrag weg. Was dat er maar "
        "één, dan kon iemand dat bedrag uitrekenen: het totaal min de rest. Daarom laten wij ook dat van de volgende "
        "kleinste groep weg, tot de weggelaten groepen samen niet kleiner dan {vanaf[per_client_vanaf]} zijn.",
    ),
    (
        "Wanneer wij een verandering noemen",
        "Een verandering staat er alleen als die groter is dan wat afronden kan doen. Anders leest u ‘geen duidelijke "
        "verandering’. Van groepen in heel {gemeente} van {vanaf[exact_vanaf]} of meer komt de verandering uit de "
        "precieze aantallen, zolang dat niets verraadt. Bij groepen kleiner dan {vanaf[verandering_vanaf]} geven wij "
        "geen percentage. Vanaf {vanaf[verandering_decimaal_vanaf]} staat er een cijfer achter de komma.",
    ),
    (
        "De woorden bij een verandering",
        "‘Nagenoeg gelijk’ is minder dan {onder[nagenoeg]}%. ‘Licht’ is minder dan {onder[licht]}%. ‘Sterk’ is "
        "{onder[gewoon]}% of meer. Daartussen staat er alleen ‘toegenomen’ of ‘afgenomen’. ‘Stabiliseert’ staat er "
        "alleen als het cijfer het jaar ervoor wel bewoog; "
        "‘verder’, ‘opnieuw’ en ‘blijft’ alleen als het jaar ervoor dezelfde kant op ging.",
    ),
    (
        "Uitkomsten van een vragenlijst",
        f"Niet iedereen vult een vragenlijst in. Daarom heeft een uitkomst een marge. {method.SURVEY_MARGIN}, met p "
        "het percentage en n het aantal respondenten. De marge van een verschil tussen twee jaren is de wortel van de "
        "som van de twee kwadraten. Een verschil binnen die marge noemen wij geen stijging of daling. Een doel is "
        "gehaald als ook het percentage min de marge het doel haalt. Het is nog niet gehaald als zelfs het percentage "
        "plus de marge eronder blijft. Anders is het niet te zeggen. Dat is het ook als het aantal respondenten niet "
        "bekend is.",
    ),
    (
        "Vergelijken met andere gebieden",
        "Bij sommige cijfers staat dat van een ander gebied, zoals Nederland, met de bron erbij. Wij noemen {gemeente} "
        "alleen hoger of lager als het verschil groter is dan wat afronden van beide cijfers kan doen.",
    ),
    (
        "Prijscorrectie",
        "Prijzen stijgen elk jaar. Om uitgaven te vergelijken rekenen wij ze terug naar prijzen van {basisjaar}. Wij "
        "delen de uitgaven door de inflatie en, bij Wmo en Jeugdwet, ook door de stijging van de reële tarieven.",
    ),
    (
        "Aandelen",
        "Elk percentage zegt waarvan het een deel is. ‘1-persoons’ is een deel van de inwoners; het deel van de "
        "huishoudens staat er apart bij. Door afronding kan een som 99% of 101% zijn.",
    ),
)

# For whoever wants to check the method: heading and text, filled as above. Lines of a text are its numbered steps.
AUDIT: tuple[tuple[str, str], ...] = (
    (
        "De regel",
        "Wij kiezen alle cijfers tegelijk. Elk cijfer is een veelvoud van {stap} en nooit kleiner dan 0. Elke som is "
        "precies de som van haar delen. Een groep die andere groepen samenneemt, is minstens zo groot als elk deel en "
        "hoogstens zo groot als de delen samen. Van alle tabellen die zo kloppen, kiest een rekenprogramma de tabel "
        "die het dichtst bij de echte aantallen ligt. Elke stap afstand heeft een prijs; boven de gewone marge kost "
        "een stap {keer} keer zo veel. Die prijs komt uit de naam van het cijfer, nooit uit het aantal. De uitkomst "
        "wordt nagerekend in hele getallen, en een tweede zoektocht laat zien dat geen andere tabel even dichtbij is.",
    ),
    (
        "Waarom een klein aantal niet te achterhalen is",
        "Neem de tabel zoals die er staat. Alle sommen kloppen.\n"
        "Verander de echte aantallen, zo dat elk echt cijfer hoogstens {binnen} van het gedrukte cijfer ligt.\n"
        "Een andere tabel verschilt ergens minstens {stap} van deze. Daar ligt die minstens {buiten} van het echte "
        "cijfer.\n"
        "Eén stap afstand kost minstens {goedkoopste} en hoogstens {duurste}.\n"
        "Waar beide tabellen gelijk zijn, kosten ze evenveel.\n"
        "Waar ze verschillen, kost onze tabel hoogstens {binnen} × {duurste} = {kost_binnen} en de andere minstens "
        "{buiten} × {goedkoopste} = {kost_buiten}.\n"
        "Onze tabel is dus altijd de goedkoopste, en het programma kiest de goedkoopste.\n"
        "Al die werkelijkheden geven zo dezelfde tabel. Wie de methode kent, kan ze niet uit elkaar houden.\n"
        "Een cijfer van {stap} of meer houdt daarom minstens {waarden} mogelijke waarden.\n"
        "Een 0 houdt er minstens {waarden_nul}: 0 tot en met {binnen}.",
    ),
    (
        "Wat wij bij elke publicatie nagaan",
        "Een apart programma leest alles wat er gepubliceerd wordt: aantallen, sommen, precieze veranderingen van "
        "groepen van {vanaf[exact_vanaf]} of meer in heel {gemeente}, de omvang van begeleiding, de jaren naast elkaar "
        "en na een correctie ook de vorige editie. Het zoekt hoeveel waarden elk aantal dan nog kan hebben. Zijn dat "
        "er ergens minder dan vijf, dan verliest een verandering haar precieze cijfer, of gaat de publicatie niet "
        "door. Na een correctie houdt een cijfer het tiental dat lezers kennen, zolang dat kan.",
    ),
    (
        "Waar dit niet tegen beschermt",
        "Wie al veel mensen uit een groep kent, weet van de rest meer. Dat een groep groot is, blijft zichtbaar. "
        "Publiceert iemand anders dezelfde aantallen met een andere afronding, dan weet wie beide naast elkaar legt "
        "meer. Cijfers uit verschillende bestanden kiezen wij los van elkaar. Kon een tabel alleen met een grotere "
        "marge kloppen, dan is te zien dat die groter is, maar niet bij welk cijfer.",
    ),
)

# Measured on the example of 2024: way, mean distance, sums that do not add up, and of the counts of 1 to 9 how many
# keep fewer than five possible values.
COMPARED: tuple[tuple[str, str, str, str], ...] = (
    ("Zoals hier", "2,7 in een wijk, 0,7 in de gemeente", "geen", "geen"),
    ("Elk cijfer los op tientallen", "2,3", "91 van 293", "18 van 89"),
    ("Zoals het CBS: op vijftallen, onder 10 weg", "1,1", "42 van 174", "10 van 89"),
    ("Alleen onder 10 weglaten", "0", "geen", "87 van 89, waarvan 47 precies"),
)
# An example that adds up: made-up counts of three wijken and onbekend.
EXAMPLE = (("Wijk A", 3), ("Wijk B", 14), ("Wijk C", 28), ("onbekend", 2))


def method_words(settings: Settings) -> dict[str, object]:
    """What fills the texts of `METHOD` and `AUDIT`: the thresholds of this municipality, as a reader writes them."""
    return {
        "gemeente": settings.gemeente.naam,
        "nul": method.zero(settings.publicatie),
        "tientallen": method.steps(settings.publicatie.tiental),
        "hoogstens_nul": settings.publicatie.tiental - 1,
        "marge_wijk": method.cap(settings, ""),
        "marge_gemeente": method.cap(settings, settings.gemeente.code),
        "basisjaar": settings.basisjaar,
        "vanaf": {name: notation.number(count) for name, count in vars(settings.publicatie).items()},
        "onder": {
            band.band: f"{band.tot:n}".replace(".", ",") for band in settings.woordschaal if band.tot is not None
        },
        **{name: notation.number(value) for name, value in audit_words(settings).items()},
    }


def example_that_adds_up(settings: Settings) -> list[tuple[str, str, str, str]]:
    """Per line: its name, the count, that rounded by itself, and as it is printed here."""
    step = settings.publicatie.tiental
    counts = [count for _, count in EXAMPLE]
    caps = [step - 1] * len(EXAMPLE) + [step // 2]
    names = [*(name for name, _ in EXAMPLE), "samen"]
    figures = (Counted(*of) for of in zip(names, [*counts, sum(counts)], caps, strict=True))
    total = Relation(((len(EXAMPLE), 1), *((place, -1) for place in range(len(EXAMPLE)))))
    family = Family(tuple(figures), (total,), step)
    return [
        (figure.key, str(figure.count), str(step * ((figure.count + step // 2) // step)), str(printed))
        for figure, printed in zip(family.figures, tens(family).printed, strict=True)
    ]


def audit_words(settings: Settings) -> dict[str, int]:
    """The figures of the method as the texts of `AUDIT` have them."""
    step = settings.publicatie.tiental
    within, beyond, most = step // 2 - 1, step // 2 + 1, dearest(step)
    return {
        "stap": step,
        "keer": BEYOND,
        "binnen": within,
        "buiten": beyond,
        "goedkoopste": CHEAPEST,
        "duurste": most,
        "kost_binnen": within * most,
        "kost_buiten": beyond * CHEAPEST,
        "waarden": 2 * within + 1,
        "waarden_nul": within + 1,
    }
