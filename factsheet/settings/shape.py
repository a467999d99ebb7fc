"""The tables of gemeente.toml as they are written: `File` has one field for each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Annotated, Literal

from pydantic import Field, with_config

from factsheet.settings.values import (
    DASHES,
    STRICT,
    Aanmelden,
    Area,
    Band,
    Fraction,
    Inloggen,
    Jaren,
    Key,
    Klasse,
    Name,
    Place,
    Product,
    Publicatie,
    Samenvatting,
    Settings,
    Vorm,
    Year,
    slug,
)

# CBS ends the codes of a municipality with many wijken in letters: WK0363AB.
GM, WK = r"^GM[0-9]{4}$", r"^WK[0-9]{4}[0-9A-Z]{2}$"
ADDRESS = r"^https?://[^\s/?#]+(/[^\s?#]*)?$"
Some = Field(min_length=1)
# What stands beside the wijken in an address: the figures, an older edition, the wijken of a visitor side by side.
ELSEWHERE = re.compile(r"cijfers|editie-[0-9]+|samen")


@with_config(STRICT)
@dataclass(frozen=True)
class Gemeente:
    naam: Name
    code: Annotated[str, Field(pattern=GM)]
    adres: Annotated[str, Field(pattern=ADDRESS)]
    schrijfwijzen: tuple[Name, ...] = ()
    publieke_url: Annotated[str, Field(pattern=ADDRESS)] | None = None
    contact: Name = ""


@with_config(STRICT)
@dataclass(frozen=True)
class Wijk:
    code: Annotated[str, Field(pattern=WK)]
    naam: Name
    schrijfwijzen: tuple[Name, ...] = ()
    lidwoord: Literal["", "de", "het"] = ""
    x: Place | None = None
    y: Place | None = None


@with_config(STRICT)
@dataclass(frozen=True)
class Teksten:
    titel: Annotated[str, Some]
    intro: Annotated[str, Some]
    wijken: Annotated[str, Some]


@with_config(STRICT)
@dataclass(frozen=True)
class Redactie:
    vier_ogen: bool = False


@with_config(STRICT)
@dataclass(frozen=True)
class Log:
    bewaartermijn_jaren: Jaren | None = None


@with_config(STRICT)
@dataclass(frozen=True)
class Piramide:
    lagen: Annotated[tuple[Name, ...], Some]
    verplicht: tuple[str, ...]
    lidwoord: dict[str, Literal["de", "het"]] = field(default_factory=dict)


@with_config(STRICT)
@dataclass(frozen=True)
class Begeleidingsvorm:
    naam: Name
    eenheid: Literal["minuten per week", "dagdelen per week"]
    klassen: Annotated[tuple[Klasse, ...], Some]


Begeleiding = Annotated[dict[Key, Begeleidingsvorm], Some]


@with_config(STRICT)
@dataclass(frozen=True)
class Registratie:
    producten: tuple[Product, ...] = ()


@with_config(STRICT)
@dataclass(frozen=True)
class Prijscorrectie:
    basisjaar: Year


@with_config(STRICT)
@dataclass(frozen=True)
class Ses:
    gemiddeld_tot: Fraction


Bands = Annotated[tuple[Band, ...], Some]


@with_config(STRICT)
@dataclass(frozen=True)
class File:
    gemeente: Gemeente
    teksten: Teksten
    wijken: Annotated[tuple[Wijk, ...], Some]
    piramide: Piramide
    begeleiding: Begeleiding
    prijscorrectie: Prijscorrectie
    publicatie: Publicatie
    woordschaal: Bands
    woordschaal_procentpunt: Bands
    woordschaal_score: Bands
    ses: Ses
    samenvatting: Samenvatting
    redactie: Redactie = field(default_factory=Redactie)
    registratie: Registratie = field(default_factory=Registratie)
    log: Log = field(default_factory=Log)
    inloggen: Inloggen = field(default_factory=Inloggen)
    aanmelden: Aanmelden = field(default_factory=Aanmelden)

    def settings(self) -> Settings:
        """The same as the rest of the program knows it."""
        own = self.gemeente
        found = Settings(
            gemeente=Area(own.code, own.naam, "gemeente", own.schrijfwijzen),
            wijken=tuple(_areas(self.wijken, own)),
            adres=own.adres.rstrip("/"),
            teksten=dict(vars(self.teksten)),
            lagen=self.piramide.lagen,
            lagen_verplicht=self.piramide.verplicht,
            lidwoorden=dict(self.piramide.lidwoord),
            vormen=vormen(self.begeleiding),
            basisjaar=self.prijscorrectie.basisjaar,
            publicatie=self.publicatie,
            woordschaal=self.woordschaal,
            woordschaal_procentpunt=self.woordschaal_procentpunt,
            woordschaal_score=self.woordschaal_score,
            ses_gemiddeld_tot=self.ses.gemiddeld_tot,
            samenvatting=self.samenvatting,
            producten=self.registratie.producten,
            vier_ogen=self.redactie.vier_ogen,
            log_bewaartermijn=self.log.bewaartermijn_jaren,
            publieke_url=own.publieke_url.rstrip("/") if own.publieke_url else None,
            contact=own.contact,
            inloggen=self.inloggen,
        )
        return replace(found, aanmelden=_with_codes(self.aanmelden, found))


def _with_codes(aanmelden: Aanmelden, settings: Settings) -> Aanmelden:
    """The same with the wijken of each group by code; that they exist was checked."""
    found = [[area.code for name in groep.wijken if (area := settings.area(name))] for groep in aanmelden.groepen]
    groepen = (replace(groep, wijken=tuple(codes)) for groep, codes in zip(aanmelden.groepen, found, strict=True))
    return replace(aanmelden, groepen=tuple(groepen))


def vormen(begeleiding: Mapping[str, Begeleidingsvorm]) -> tuple[Vorm, ...]:
    """The forms of support, in the order of the file."""
    return tuple(Vorm(key, vorm.naam, vorm.eenheid, vorm.klassen) for key, vorm in begeleiding.items())


def _areas(wijken: Sequence[Wijk], gemeente: Gemeente) -> Iterator[Area]:
    """The wijken. Where the name alone is no address of its own, the code comes behind it: the same one whatever the
    order of the file."""
    names = {wijk.code: called(wijk, gemeente) for wijk in wijken}
    found = Counter(map(slug, names.values()))
    for w in wijken:
        own = slug(names[w.code])
        taken = found[own] > 1 or ELSEWHERE.fullmatch(own)
        adres = f"{own}-{w.code.lower()}" if taken else ""
        yield Area(w.code, names[w.code], "wijk", w.schrijfwijzen, w.lidwoord, w.x, w.y, adres)


def called(wijk: Wijk, gemeente: Gemeente) -> str:
    """How a wijk is called: by its own name, or "Wijk Hengelo" where CBS gives it the name of its municipality.

    Otherwise a list, a file or an address with that name in it would mean two areas.
    """
    taken = {alike(name) for name in (gemeente.naam, *gemeente.schrijfwijzen)}
    return f"Wijk {wijk.naam}" if alike(wijk.naam) in taken else wijk.naam


def alike(name: str) -> str:
    """Equal for names that a key of a figure cannot keep apart: "Noord/Zuid", "Noord-Zuid", "noord–zuid"."""
    return slug(name.translate(dict.fromkeys(map(ord, DASHES), "-")))
