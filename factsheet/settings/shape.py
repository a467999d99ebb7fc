"""The tables of gemeente.toml as they are written: `File` has one field for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field, with_config

from factsheet.settings.values import (
    STRICT,
    Area,
    Band,
    Fraction,
    Inloggen,
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

GM, WK = r"^GM[0-9]{4}$", r"^WK[0-9]{6}$"
ADDRESS = r"^https?://[^\s/?#]+(/[^\s?#]*)?$"
Some = Field(min_length=1)


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


@with_config(STRICT)
@dataclass(frozen=True)
class Begeleiding:
    """Two forms, because a sentence sets the one against the other."""

    individueel: Begeleidingsvorm
    groep: Begeleidingsvorm

    def vormen(self) -> tuple[Vorm, ...]:
        both = {"individueel": self.individueel, "groep": self.groep}
        return tuple(Vorm(key, vorm.naam, vorm.eenheid, vorm.klassen) for key, vorm in both.items())


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
    inloggen: Inloggen = field(default_factory=Inloggen)

    def settings(self) -> Settings:
        """The same as the rest of the program knows it."""
        own = self.gemeente
        return Settings(
            gemeente=Area(own.code, own.naam, "gemeente", own.schrijfwijzen),
            wijken=tuple(
                Area(w.code, called(w, own), "wijk", w.schrijfwijzen, w.lidwoord, w.x, w.y) for w in self.wijken
            ),
            adres=own.adres.rstrip("/"),
            teksten=dict(vars(self.teksten)),
            lagen=self.piramide.lagen,
            lagen_verplicht=self.piramide.verplicht,
            lidwoorden=dict(self.piramide.lidwoord),
            vormen=self.begeleiding.vormen(),
            basisjaar=self.prijscorrectie.basisjaar,
            publicatie=self.publicatie,
            woordschaal=self.woordschaal,
            woordschaal_procentpunt=self.woordschaal_procentpunt,
            woordschaal_score=self.woordschaal_score,
            ses_gemiddeld_tot=self.ses.gemiddeld_tot,
            samenvatting=self.samenvatting,
            producten=self.registratie.producten,
            vier_ogen=self.redactie.vier_ogen,
            publieke_url=own.publieke_url.rstrip("/") if own.publieke_url else None,
            contact=own.contact,
            inloggen=self.inloggen,
        )


def called(wijk: Wijk, gemeente: Gemeente) -> str:
    """How a wijk is called: by its own name, or "Wijk Hengelo" where CBS gives it the name of its municipality.

    Otherwise a list, a file or an address with that name in it would mean two areas.
    """
    taken = {alike(name) for name in (gemeente.naam, *gemeente.schrijfwijzen)}
    return f"Wijk {wijk.naam}" if alike(wijk.naam) in taken else wijk.naam


def alike(name: str) -> str:
    """Equal for names that an address or a file cannot keep apart: "Noord/Zuid", "Noord-Zuid", "noord–zuid"."""
    return slug(name.translate(dict.fromkeys(map(ord, "‐‑‒–—−"), "-")))
