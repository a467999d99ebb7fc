"""The vocabulary of the fact check. Words stand without accents, as `reading.fold` writes them."""

from __future__ import annotations

import re
from decimal import Decimal

from schemas.domain import WETTEN


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Which way a word says that something went. Forms that can be an infinitive follow a modal verb without being a claim.
DIRECTION: dict[str, int] = {
    word: way
    for way, words in {
        1: """stijgt stijgen steeg stegen gestegen stijging stijgingen stijgende stijgend toename toenames toegenomen
            toeneemt toenemen toenam toenamen toenemende toenemend groei groeit groeien groeide groeiden gegroeid
            groeiende hoger hogere omhoog oploopt opgelopen oplopende verhoogd vermeerderd vermeerdering duurder aanwas
            vergroot uitgegroeid verhoging explodeert explodeerde explodeerden explosie explodeerde verveelvoudigde""",
        -1: """daalt dalen daalde daalden gedaald daling dalingen dalende dalend afname afnames afgenomen afneemt
            afnemen afnam afnamen afnemende afnemend krimp krimpt krimpen kromp krompen gekrompen krimpende lager lagere
            omlaag terugloopt teruggelopen terugloop teruglopende verminderd vermindert verminderde verminderen
            vermindering goedkoper slinkt slinken geslonken verlaagd verlaging gezakt zakt zakken zakte zakten
            verliest verloor verloren keldert kelderde kelderden gekelderd instort instortte leegloopt leegloop verdampt
            verdampte""",
        0: """gelijk stabiel stabiele stabiliseert stabiliseren stabiliseerde gestabiliseerd stabilisatie ongewijzigd
            ongewijzigde onveranderd onveranderde constant constante hetzelfde gelijkblijvend evenveel""",
    }.items()
    for word in words.split()
}
INFINITIVES = _words(
    "stijgen dalen toenemen afnemen groeien krimpen stabiliseren verminderen hoger lager slinken zakken"
)
ATTRIBUTES = _words(
    """stijgende toenemende groeiende hogere oplopende dalende afnemende krimpende lagere teruglopende stabiele
    ongewijzigde onveranderde constante"""
)
MORE = {"meer": 1, "minder": -1}
# Nouns for what went on for years: "na twee jaar daling".
COURSES = DIRECTION.keys() - _words("hoger hogere lager lagere")
# "neemt … toe": verb and particle may stand far apart.
SEPARABLE = {
    "toe": (1, _words("neemt nemen nam namen")),
    "af": (-1, _words("neemt nemen nam namen")),
    "op": (1, _words("loopt lopen liep liepen")),
    "terug": (-1, _words("loopt lopen liep liepen")),
    "leeg": (-1, _words("loopt lopen liep liepen")),
    "in": (-1, _words("stort storten stortte stortten")),
    "bij": (1, _words("komt komen kwam kwamen krijgt krijgen kreeg kregen")),
}
CHANGE = _words("verandering veranderingen wijziging ontwikkeling verschil verschuiving")
SETTLED = _words("stabiel stabiele stabiliseert stabiliseren stabiliseerde gestabiliseerd stabilisatie")
MODAL = _words(
    """kan kunnen kon konden wil willen wilde wilden moet moeten mag mogen zal zullen gaan gaat streven streeft doel
    ambitie verwacht verwachten verwachting om bereiden voorbereiden zodat anticiperen""",
)
UNREAL = _words("zou zouden begon begonnen gestopt stopte voorbij omgeslagen gekeerd keerde kantelde")

BANDS: dict[str, str] = {
    word: band
    for band, words in {
        "licht": "licht lichte lichtjes iets enigszins beperkt beperkte geleidelijk",
        "sterk": """sterk sterke fors forse flink flinke enorm enorme explosief explosieve aanzienlijk aanzienlijke
            spectaculair spectaculaire veel hard harde drastisch drastische""",
        "nagenoeg": "nagenoeg vrijwel bijna ongeveer redelijk praktisch nauwelijks",
    }.items()
    for word in words.split()
}
# Words that tell by themselves that it went very far.
STRONG = _words(
    """explodeert explodeerde explodeerden explosie verveelvoudigde keldert kelderde kelderden gekelderd instort
    instortte leegloopt leegloop leeg verdampt verdampte in"""
)
# What may stand between a band word or a negation and the word that it belongs to.
BETWEEN = _words(
    """verder opnieuw weer ook nog wel echter juist wederom zelfs duidelijk duidelijke echte meer nu hier
    van de een het wij we zien er sprake is zijn dus langer echt heel zeer erg te niet geen"""
)
NEGATION = _words("niet geen nooit evenmin noch")
MAINLY = _words("name vooral voornamelijk hoofdzakelijk grotendeels")

PRAISE = _words(
    """positief positieve gunstig gunstige verbetering verbeteringen verbeterd verbetert verbeterde gelukkig mooi mooie
    vooruitgang succes succesvol hoopvol hoopvolle bemoedigend bemoedigende winst verheugend verheugende"""
)
BLAME = _words(
    """helaas zorgelijk zorgelijke zorgwekkend zorgwekkende verslechtering verslechterd verslechtert verslechterde
    negatief negatieve ongunstig ongunstige teleurstellend teleurstellende jammer achteruitgang problematisch
    problematische alarmerend alarmerende verontrustend verontrustende"""
)
JUDGEMENTS = {
    ("goed", "nieuws"): 1,
    ("goede", "ontwikkeling"): 1,
    ("slecht", "nieuws"): -1,
    ("slechte", "ontwikkeling"): -1,
}

# Which words name one and the same subject; other words of a figure's name stand for themselves.
CONCEPTS: dict[str, str] = {
    **{word: wet.groep.sleutel for wet in WETTEN for word in wet.woorden},
    "lks": "loonkostensubsidie",
    "subsidie": "loonkostensubsidie",
    "kosten": "uitgaven",
    "uitgegeven": "uitgaven",
    "besteed": "uitgaven",
    "hulp": "ondersteuning",
    "zorg": "ondersteuning",
    "nominaal": "nominaal",
    "nominale": "nominaal",
    "gecorrigeerd": "gecorrigeerd",
    "gecorrigeerde": "gecorrigeerd",
    "reeel": "gecorrigeerd",
    "reele": "gecorrigeerd",
    "intensief": "intensief",
    "intensieve": "intensief",
    "individueel": "individueel",
    "individuele": "individueel",
    "samenwoont": "samen",
    "meerpersoons": "samen",
    "meerpersoonshuishoudens": "samen huishoudens",
    "eenpersoonshuishoudens": "een-persoon huishoudens",
    "persoons": "een-persoon",
    "groepsverband": "groep",
    "ouderen": "leeftijd:65-",
    "kost": "uitgaven",
    "kostte": "uitgaven",
    "kostten": "uitgaven",
    "beleidsindicatoren": "indicator",
    "beleidsindicator": "indicator",
    "indicatoren": "indicator",
    "oordelen": "indicator",
    "inwonertal": "inwoner",
    **dict.fromkeys(("mensen", "personen", "hengeloers"), "inwoner"),
    "geld": "uitgaven",
    "uitgavenpost": "uitgaven",
    "kostenpost": "uitgaven",
    "oordeel": "indicator",
    "prijs": "uitgaven",
    "inwoneraantal": "inwoner",
    "bevolking": "inwoner",
    "corporatiehuur": "huur corporatie",
    "iemand": "per",
    "alleen": "een-persoon",
    "alleenwonend": "een-persoon",
    "groepsbegeleiding": "groep begeleiding",
    "koopwoningen": "koop woningen",
    "koopwoning": "koop woningen",
    "huurwoningen": "huur woningen",
    "huurwoning": "huur woningen",
    "corporatiewoningen": "huur corporatie woningen",
    "effecten": "effect",
}
FAMILIES = (
    *((start, wet.groep.sleutel) for wet in WETTEN for start in wet.beginnen),
    ("loonkosten", "loonkostensubsidie"),
)
PAIRS: dict[tuple[str, str], str] = {
    ("zonder", "prijscorrectie"): "nominaal",
    ("zonder", "correctie"): "nominaal",
    ("na", "correctie"): "gecorrigeerd",
    ("na", "prijscorrectie"): "gecorrigeerd",
    ("minder", "intensieve"): "lichter",
    ("minder", "intensief"): "lichter",
    ("met", "anderen"): "samen",
    ("een", "persoon"): "een-persoon",
    ("per", "persoon"): "per",
    ("gemiddelde", "uitkering"): "hoogte",
    ("gemiddelde", "bijstandsuitkering"): "hoogte",
    ("een", "groep"): "groep",
    **{
        (one, who): "per"
        for one in ("per", "een")
        for who in (
            "inwoner",
            "client",
            "ontvanger",
            "huishouden",
            "bijstandshuishouden",
            "jongere",
            "jeugdige",
            "kind",
            "gebruiker",
        )
    },
}
STOP = _words(
    """het de een van in en of aan met dat die per op na zonder voor uit bij naar over te tot aantal totaal totale
    aantallen gemiddelde gemiddeld jaar uur alle week geen om meer minder samen vanuit gemeente sinds som cijfers cijfer
    groep groepen jongeren jongere kinderen ouders prijzen woont wonen woonden
    ontvangt ontvangen krijgt krijgen kregen hebben hadden heeft is zijn laag vergeleken gelijk"""
)
# Words that fit nearly every subject: alone they tell little about which figure is meant.
YOUNG = dict.fromkeys(("jongere", "kind"), "jeugdwet")  # "per jongere"
SOFT = _words("inwoner client ondersteuning aandeel gebruiker ontvanger uitkering ontvang")
PERSONS = _words("inwoner client ontvanger")
LAWS = frozenset(wet.groep.sleutel for wet in WETTEN)
PEOPLE = _words(
    """inwoners inwoner clienten client huishoudens huishouden mensen personen jongeren kinderen gezinnen ouderen
    gebruikers ontvangers woningen indicaties hengeloers bewoners burgers"""
)

_SMALL = """nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien
    achttien negentien twintig"""
NUMBERS = {word: number for number, word in enumerate(_SMALL.split())}
NUMBERS |= {"dertig": 30, "veertig": 40, "vijftig": 50, "zestig": 60, "zeventig": 70, "tachtig": 80, "negentig": 90}
_TENS = {word: number for word, number in NUMBERS.items() if number >= 20 and number % 10 == 0}  # noqa: PLR2004
NUMBERS |= {f"{one}en{ten}": n + m for one, n in list(NUMBERS.items())[1:10] for ten, m in _TENS.items()}
NUMBERS |= {"honderd": 100, "duizend": 1000}
# May stand before the name of a law without making it something narrower.
DESCRIBING = STOP | DIRECTION.keys() | BANDS.keys() | PRAISE | BLAME | BETWEEN | NUMBERS.keys()
PARTS = {"derde": 3, "vierde": 4, "vijfde": 5, "zesde": 6, "zevende": 7, "achtste": 8, "negende": 9, "tiende": 10}
WHOLE_PARTS = {"helft": 50, "driekwart": 75}
MAJORITY = _words("meerderheid merendeel")
HALVES = {"anderhalf": 1.5, "anderhalve": 1.5, "half": 0.5}
TWICE = {"dubbel": Decimal(2), "half": Decimal("0.5")}
JOINS = _words("naar en of tot om tegen versus")
TIMES = (
    ("verdubbel", 2.0),
    ("halver", 0.5),
    ("gehalveer", 0.5),
    ("halveer", 0.5),
    ("verdrievoudig", 3.0),
    ("verviervoudig", 4.0),
)
# The size that such a word allows: from, and below.
ORDERS = {
    "tientallen": (20, 200),
    "honderden": (200, 2_000),
    "duizenden": (2_000, 20_000),
    "tienduizenden": (20_000, 200_000),
    "miljoenen": (2_000_000, 200_000_000),
}
MULTIPLIERS = {
    "duizend": 1_000,
    "ton": 100_000,
    "miljoen": 1_000_000,
    "mln": 1_000_000,
    "miljard": 1_000_000_000,
    "mld": 1_000_000_000,
}
ABOUT = {
    "ruim": "ruim",
    "dik": "ruim",
    "bijna": "bijna",
    **dict.fromkeys(("krap", "krappe", "kleine", "haast", "amper"), "bijna"),
    "dikke": "ruim",
    **dict.fromkeys(("pakweg", "zowat"), "ongeveer"),
    "ongeveer": "ongeveer",
    "circa": "ongeveer",
    "ca": "ongeveer",
    "rond": "ongeveer",
    "grofweg": "ongeveer",
    "n": "ongeveer",  # zo'n
}
MONTHS = _words(
    """januari februari maart april mei juni juli augustus september oktober november december
    jan feb mrt apr jun jul aug sep sept okt nov dec"""
)
# A number after such a word is a place in a law, a list or a document.
NUMBERED = _words(
    """artikel artikelen art lid programma hoofdstuk paragraaf bijlage tabel figuur pagina blz bladzijde stap punt fase
    deel nummer nr wijk bel telefoon telefoonnummer versie editie kamer regel vraag doel eenheid"""
)
YEAR_BEFORE = (
    _words(
        """in sinds vanaf tot over van uit eind begin jaar voor na wmo jeugdwet participatiewet medio t tussen dan met
    en zomer najaar voorjaar per oktober"""
    )
    | MONTHS
)
THEN = _words("toen destijds eerder geleden voorheen aanvankelijk geworden")
NOW = _words("nu inmiddels momenteel thans")
ABBREVIATIONS = _words("bijv o a t v nr art ca mln mld dr ir mr bv blz resp incl excl max min gem i d w z c q e d pag")
LINKS = _words("en als zoals of tegen tegenover evenals alsook")
TURNS = _words("maar terwijl hoewel echter want omdat doordat waardoor daarentegen ondanks ofschoon aangezien")
POINTING = _words("dit dat deze die hiermee daarmee hierdoor daardoor hiervan daarvan ervan zij ze hij")
BESIDE = _words("hoger lager")  # of a level, beside that of another
WAS = _words("was waren lag lagen")
MEASURES = _words("aandeel aantal percentage bedrag deel gemiddelde")  # "dat aandeel": of what was told before
FINITE = _words(
    """is zijn was waren wordt worden werd werden heeft hebben had hadden telt tellen kreeg kregen krijgt krijgen woont
    wonen bedraagt bedragen blijft blijven bleef bleven neemt nemen nam namen stijgt stijgen daalt dalen steeg stegen
    daalde daalden stabiliseert stabiliseren laat laten ontvangt ontvangen betreft zit leeft leven maakt maken doet doen
    ervaart ervaren gaat gaan"""
)
COUNTED = _words("aantal aandeel percentage deel helft kwart groep totaal gebruik hoogte omvang verdeling")
TIME_UNITS = _words("uur uren minuten minuut dagdeel dagdelen weken maanden dagen week maand")
ORDINALS = {"eerste": 1, "tweede": 2, **PARTS}

# --- comparisons ------------------------------------------------------------------------------------------------------
HIGHER = {
    **dict.fromkeys(_words("hoger groter meer duurder vaker"), 1),
    **dict.fromkeys(_words("lager kleiner minder goedkoper"), -1),
}
FASTER = {**dict.fromkeys(_words("sneller harder sterker"), 1), **dict.fromkeys(_words("trager langzamer"), -1)}
PACE_PAIRS = {
    **{f"minder {word}": -1 for word in ("snel", "hard", "sterk", "fors")},
    **{f"{more} {word}": way for more, way in (("minder", -1), ("meer", 1)) for word in ("gestegen", "gegroeid")},
}
PACE_SAME = {f"{same} {word}" for same in ("net zo", "even zo") for word in ("snel", "hard", "sterk")}
FASTEST = {
    **dict.fromkeys(_words("sterkst sterkste snelst snelste hardst hardste"), 1),
    **dict.fromkeys(_words("traagst langzaamst"), -1),
}
MOST = {
    **dict.fromkeys(_words("hoogst hoogste grootst grootste meest meeste duurst duurste"), 1),
    **dict.fromkeys(_words("laagst laagste kleinst kleinste minst minste goedkoopst goedkoopste"), -1),
}
RECORDS = {**dict.fromkeys(_words("record recordaantal recordhoogte recordniveau recordbedrag"), 1), "dieptepunt": -1}
SO_MUCH = {"zoveel": 1, "zoveelste": 0, "zodanig": 0, "zoiets": 0}
SO_MUCH_OF = {
    **dict.fromkeys(_words("veel hoog groot duur vaak"), 1),
    **dict.fromkeys(_words("weinig laag klein goedkoop"), -1),
}
AS_MUCH = _words("zo zoveel meer minder hoger groter duurder lager kleiner het de")
SINCE_EVER = _words("sinds ooit jaren reeks tijden")

# --- places -----------------------------------------------------------------------------------------------------------
OUTSIDE = _words(
    """landelijk landelijke nederland nederlands nederlandse twente twents twentse regio regionaal regionale provincie
    provinciaal provinciale overijssel overijsselse rijksgemiddelde elders"""
)
OTHERS = _words("gemeenten gemeentes steden buurgemeenten buurgemeente")
LIKE = _words(
    """andere vergelijkbare omliggende naburige overige soortgelijke buurgemeenten buurgemeente meeste veel alle grotere
    kleinere sommige gemiddelde omvang grootte elkaar"""
)
COMPARED_WITH = _words("opzichte vergeleken vergelijking")
BEFORE_NAME = _words("in dan zoals gemeente gemeenten steden buurgemeente tegenover")
# Words that claim something without a number or a direction.
CLAIMS = _words("""gemiddelde gemiddeld dezelfde hetzelfde zelfde hoogste laagste meeste minste koploper nergens dan""")
HERE = _words("daar er hier wijk aldaar")
WITHOUT = _words("geen zonder niet")
COUNTED_AS = {
    **dict.fromkeys(
        _words("inwoners mensen personen hengeloers bewoners burgers jongeren ouderen kinderen"), "inwoners"
    ),
    **dict.fromkeys(_words("huishoudens gezinnen"), "huishoudens"),
}
FAST = _words("schiet schieten schoot schoten vliegt vliegen vloog vlogen rijst rijzen rees torenhoog razendsnel")
ADDED = _words("plus min klom klimt erbij eraf extra bij bijgekomen bijkwamen gegroeid")
EVERY = _words("alle beide elk elke ieder iedere allemaal")
GAVE = _words("geeft gaf geven gaven")
NATION = _words("nederland nederlandse landelijk landelijke")
THAN_THEN = _words("dan als tegen tegenover toen")
THAN = _words("dan als tegenover vergeleken")
OTHER_PRICES = {"nominaal": "gecorrigeerd", "gecorrigeerd": "nominaal"}
PRICES = _words("prijzen prijspeil")
_PRICE = r"(?:de |alle )?(?:prijs|prijzen|inflatie|geldontwaarding)"
IN_PRICES_OF_THEN = re.compile(
    rf"zonder (?:rekening te houden met|correctie voor|te corrigeren voor) {_PRICE}|lopende prijzen"
)
WITHOUT_PRICES = re.compile(
    rf"rekening (?:te )?houd\w* met {_PRICE}|(?:gecorrigeerd voor|los van|afgezien van) {_PRICE}"
    rf"|{_PRICE}\w* (?:wegdenk|weglaa|buiten beschouwing)"
)
ABOVE = {"boven": 1, "onder": -1}
LIES = _words("ligt liggen lag lagen zit zitten scoort scoren")
HOW = _words("van tot naar met in sinds ten door")
AVERAGE = _words("gemiddeld gemiddelde")
ON_IT = _words("er eraan hieraan daaraan daar ervoor hiervoor")
PAIRED = _words("tegen om versus tegenover")
EXPERIENCE = _words("effect effecten gebruikers ervaart ervaren oordelen percentage wmo-gebruikers tevreden")
GOAL = _words("doel doelen streven streeft streefwaarde ambitie ambities beoogd beogen")
DEAR = _words("duurder goedkoper")
DEAREST = _words("duurst duurste goedkoopst goedkoopste")
COMBINED = _words("dan als samen opgeteld elkaar totaal verschil scheelt gat zowel")
TOGETHER = _words("samen opgeteld elkaar totaal")
RELATIVE = _words("verdeling verhouding relatief")
LIVING = _words("wonen woont woonden telt")
STREETS = ("straat", "plein", "weg", "laan", "kade")
