"""What the page "Uitleg" says: terms and method, in plain Dutch. Terms as the field uses them."""

from __future__ import annotations

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
        "Aantallen inwoners met ondersteuning zijn afgerond. Bij een heel kleine groep staat er ‘{nul}’. Uit die "
        "afgeronde cijfers komen ook de aandelen en de bedragen per cliënt. Alleen de verandering van groepen in heel "
        "{gemeente} van {vanaf[exact_vanaf]} of meer komt uit de precieze aantallen. Inwoners, huishoudens, woningen "
        "en de sociaal-economische score zijn openbaar en daarom precies.",
    ),
    (
        "Bedragen die wij weglaten",
        "Van een groep kleiner dan {vanaf[per_client_vanaf]} laten wij het bedrag weg. Was dat er maar één, dan kon "
        "iemand dat bedrag uitrekenen: het totaal min de rest. Daarom laten wij ook het bedrag van de volgende "
        "kleinste groep weg, tot de weggelaten groepen samen niet kleiner dan {vanaf[per_client_vanaf]} zijn.",
    ),
    (
        "Wanneer wij een verandering noemen",
        "Een verandering staat er alleen als die groter is dan wat afronden kan doen. Anders leest u ‘geen duidelijke "
        "verandering’. Bij groepen kleiner dan {vanaf[verandering_vanaf]} geven wij geen percentage. Vanaf "
        "{vanaf[verandering_decimaal_vanaf]} staat er een cijfer achter de komma.",
    ),
    (
        "De woorden bij een verandering",
        "‘Nagenoeg gelijk’ is minder dan {onder[nagenoeg]}%. ‘Licht’ is minder dan {onder[licht]}%. ‘Sterk’ is "
        "{onder[gewoon]}% of meer. Daartussen staat er alleen ‘toegenomen’ of ‘afgenomen’. ‘Stabiliseert’ staat er "
        "alleen als het cijfer het jaar ervoor wel bewoog; "
        "‘verder’, ‘opnieuw’ en ‘blijft’ alleen als het jaar ervoor dezelfde kant op ging.",
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
