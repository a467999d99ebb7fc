"""The laws and the groups that they help, each fact once: names, spellings, keys of figures, words and colours.

Schemas, counting, disclosure, sections, charts and the fact check all take them from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Groep:
    """Whom a law helps, as the file gebruik names them.

    `sleutel` begins the keys of its figures, and `telt` ends that of its size: "bijstand.huishoudens". `delen`: the
    groups that it is the union of, in which everybody counts once.
    """

    naam: str
    sleutel: str
    spelled: tuple[str, ...]
    telt: str = "clienten"
    delen: tuple[Groep, ...] = ()

    @property
    def omvang(self) -> str:
        """The key of the figure that says how large it is."""
        return f"{self.sleutel}.{self.telt}"

    @property
    def leden(self) -> frozenset[Groep]:
        """The groups of a single law that are in it: itself when it is no union."""
        return frozenset(lid for deel in self.delen for lid in deel.leden) or frozenset({self})


@dataclass(frozen=True)
class Wet:
    """A law: what files and texts call it, and whom it helps.

    `hulp` is what it gives in a sentence ("hulp uit de Wmo"), `kost` what a sentence says that costs money ("de Wmo").
    `sleutel` begins the keys of its own figures, `ook` those of other figures that take its colour. `spelled`: other
    ways in which sources write its name. A text may also name it by one of `woorden`, or by a word that begins with
    one of `beginnen`; both without accents. `kleur` holds 3:1 against white and against the dark background, and
    4,5:1 under white letters; the colours stay apart for every kind of colour blindness because they also differ in
    place and label.
    """

    naam: str
    sleutel: str
    groep: Groep
    wie: str
    hulp: str
    kost: str
    kleur: str
    spelled: tuple[str, ...]
    ook: tuple[str, ...] = ()
    woorden: tuple[str, ...] = ()
    beginnen: tuple[str, ...] = ()


_WMO = Groep("Wmo", "wmo", ("Wmo 2015", "Wmo-cliënten", "Wet maatschappelijke ondersteuning"))
_JEUGDWET = Groep("Jeugdwet", "jeugdwet", ("Jeugd", "Jeugdhulp", "jeugdzorg"))
_BIJSTAND = Groep(
    "Bijstand",
    "bijstand",
    ("Participatiewet", "bijstandsuitkering", "bijstandsuitkeringen", "bijstandshuishoudens"),
    telt="huishoudens",
)
WMO_EN_JEUGDWET = Groep(
    "Wmo en Jeugdwet",
    "wmo-en-jeugdwet",
    ("Jeugdwet en Wmo", "Wmo + Jeugdwet", "Wmo/Jeugdwet", "Wmo of Jeugdwet"),
    delen=(_WMO, _JEUGDWET),
)
SOCIAAL_DOMEIN = Groep(
    "Sociaal domein",
    "sociaal-domein",
    ("sociaal domein totaal", "totaal sociaal domein"),
    delen=(WMO_EN_JEUGDWET, _BIJSTAND),
)
# In the order in which files have them.
GROEPEN = (_WMO, _JEUGDWET, WMO_EN_JEUGDWET, _BIJSTAND, SOCIAAL_DOMEIN)

WMO = Wet(
    "Wmo",
    "wmo",
    _WMO,
    wie="persoon met Wmo",
    hulp="hulp uit de Wmo",
    kost="de Wmo",
    kleur="#1F6FB5",
    spelled=_WMO.spelled,
)
JEUGDWET = Wet(
    "Jeugdwet",
    "jeugdwet",
    _JEUGDWET,
    wie="persoon met jeugdhulp",
    hulp="jeugdhulp",
    kost="jeugdhulp",
    kleur="#B65312",
    spelled=_JEUGDWET.spelled,
    beginnen=("jeugd",),
)
PARTICIPATIEWET = Wet(
    "Participatiewet",
    "participatiewet",
    _BIJSTAND,
    wie="huishouden met bijstand",
    hulp="bijstand",
    kost="bijstand",
    kleur="#1B7D57",
    spelled=("Bijstand", "participatie", "BUIG"),
    ook=("loonkostensubsidie",),
    woorden=("participatiewet", "participatie"),
    beginnen=("bijstand", "uitkering"),
)
# In the order in which files have them, and in that in which the factsheet tells them.
WETTEN = (WMO, JEUGDWET, PARTICIPATIEWET)
VERTELD = (JEUGDWET, WMO, PARTICIPATIEWET)
# Those that give begeleiding.
BEGELEIDING = (WMO, JEUGDWET)


def names(facts: Iterable[Wet | Groep]) -> tuple[str, ...]:
    """What files call them."""
    return tuple(fact.naam for fact in facts)


def spelled(facts: Iterable[Wet | Groep]) -> dict[str, tuple[str, ...]]:
    """Per name the other ways in which sources write it."""
    return {fact.naam: fact.spelled for fact in facts}


# The law of each group that is no union, by name.
WET_VAN_GROEP: Mapping[str, str] = {wet.groep.naam: wet.naam for wet in WETTEN}
# Which laws each group counts, by name.
WETTEN_VAN_GROEP: Mapping[str, tuple[str, ...]] = {
    groep.naam: names(wet for wet in WETTEN if wet.groep in groep.leden) for groep in GROEPEN
}
