"""gemeente.toml as one frozen value: all that differs between municipalities."""

from __future__ import annotations

import functools
import os
import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).resolve().parent.parent
GEMEENTE = ROOT / "data" / "gemeente.toml"
VOORBEELD = ROOT / "data" / "voorbeeld"

WETTEN = ("Wmo", "Jeugdwet", "Participatiewet")

Level = Literal["gemeente", "wijk"]


@dataclass(frozen=True)
class Area:
    """The municipality or one of its wijken. `code` is the CBS code (GM…, WK…)."""

    code: str
    naam: str
    level: Level
    spellings: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The name as it stands in an address: "berflo-es"."""
        return slug(self.naam)

    @property
    def is_gemeente(self) -> bool:
        return self.level == "gemeente"


@dataclass(frozen=True)
class Klasse:
    """A class of support: volume per client per week from `van` to `tot` (None: no upper bound)."""

    naam: str
    van: float
    tot: float | None
    intensief: bool


@dataclass(frozen=True)
class Vorm:
    """A form of support (individueel, groep) with the unit of its volume and its classes, light first."""

    sleutel: str
    naam: str
    eenheid: str
    klassen: tuple[Klasse, ...]

    def klasse(self, naam: str) -> Klasse:
        return next(klasse for klasse in self.klassen if klasse.naam == naam)


@dataclass(frozen=True)
class Band:
    """A word band: the printed change belongs to it when it is below `tot` (None: no upper bound).

    `woord` is the adverb that the band puts before its verb; the plain verb has none.
    """

    band: str
    tot: float | None
    woord: str = ""


@dataclass(frozen=True)
class Publicatie:
    """Thresholds and rounding of everything a reader sees; the comments stand in gemeente.toml."""

    tiental: int
    euro: int
    exact_vanaf: int
    aandeel_vanaf: int
    aandeel_decimaal_vanaf: int
    verandering_vanaf: int
    verandering_decimaal_vanaf: int
    speling_gemeente: int
    speling_wijk: int
    per_client_vanaf: int
    kleine_groep: float

    def speling(self, level: Level) -> int:
        """How much a published count may move by rounding alone."""
        return self.speling_gemeente if level == "gemeente" else self.speling_wijk


@dataclass(frozen=True)
class Kolom:
    """A column of the table of wijken: the key of a figure and its name above the column."""

    cijfer: str
    naam: str


@dataclass(frozen=True)
class Samenvatting:
    """What management sees first: figures by key, columns of the table of wijken, and what a change weighs."""

    kerncijfers: tuple[str, ...]
    kaart: tuple[Kolom, ...]
    gewicht: dict[str, float] = field(hash=False)


@dataclass(frozen=True)
class Product:
    """A kind of support in records: the layer of the pyramid and the form of support that it counts for, if any.

    It is recognised by `codes` (two digits, iWmo and iJw) or by `namen`, in which * stands for any text.
    """

    wet: str
    laag: str | None
    vorm: str | None
    codes: tuple[str, ...]
    namen: tuple[str, ...]


@dataclass(frozen=True)
class Settings:
    """One municipality. Hashable by identity of its file, so results may be cached by it."""

    gemeente: Area
    wijken: tuple[Area, ...]
    adres: str
    teksten: dict[str, str] = field(hash=False)
    lagen: tuple[str, ...]
    lagen_verplicht: tuple[str, ...]
    lidwoorden: dict[str, str] = field(hash=False)
    vormen: tuple[Vorm, ...]
    basisjaar: int
    publicatie: Publicatie
    woordschaal: tuple[Band, ...]
    woordschaal_procentpunt: tuple[Band, ...]
    woordschaal_score: tuple[Band, ...]
    ses_gemiddeld_tot: float
    samenvatting: Samenvatting
    producten: tuple[Product, ...] = ()
    vier_ogen: bool = False

    @property
    def areas(self) -> tuple[Area, ...]:
        """The municipality first, then its wijken in the order of the file."""
        return (self.gemeente, *self.wijken)

    def area(self, name: str) -> Area | None:
        """The area with this code, name or spelling, whatever its capitals; None when there is none."""
        return self._areas_by_name.get(name.strip().casefold())

    @functools.cached_property
    def _areas_by_name(self) -> dict[str, Area]:
        # The first that has a name keeps it: the municipality before a wijk of that name.
        return {
            name.casefold(): area
            for area in reversed(self.areas)
            for name in (area.code, area.naam, area.slug, *area.spellings)
        }

    def laag(self, naam: str) -> str:
        """A layer as a sentence names it: "maatwerk", "de sociale basis"."""
        return f"{self.lidwoorden[naam]} {naam}" if naam in self.lidwoorden else naam

    def vorm(self, sleutel: str) -> Vorm:
        return next(vorm for vorm in self.vormen if vorm.sleutel == sleutel)


class SettingsError(ValueError):
    """gemeente.toml, or what the environment holds, cannot be used; the message says which part and what to do."""


def slug(name: str) -> str:
    """A name as part of a key or an address: lower case letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def read(path: Path) -> Settings:
    """Read one gemeente.toml.

    Raises SettingsError with the missing or wrong part, in Dutch: who adapts this file is not a programmer.
    """
    try:
        return _settings(tomllib.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise SettingsError(f"{path} kan niet gelezen worden: {error.strerror}.") from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path} is geen geldig TOML-bestand: {error}.") from error
    except KeyError as error:
        raise SettingsError(f"In {path} ontbreekt {error}. Kijk hoe het in het voorbeeld van Hengelo staat.") from error
    except TypeError as error:
        raise SettingsError(f"In {path} klopt een onderdeel niet: {error}.") from error


@functools.cache
def current() -> Settings:
    """The settings of this installation (FACTSHEET_GEMEENTE, else data/gemeente.toml), read once."""
    return read(Path(os.environ.get("FACTSHEET_GEMEENTE") or GEMEENTE))


def _settings(raw: dict[str, Any]) -> Settings:
    gemeente = raw["gemeente"]
    return Settings(
        gemeente=_area(gemeente, "gemeente", "GM"),
        wijken=_wijken(raw["wijken"]),
        adres=gemeente["adres"].rstrip("/"),
        teksten={key: text.strip() for key, text in raw["teksten"].items()},
        lagen=tuple(raw["piramide"]["lagen"]),
        lagen_verplicht=tuple(raw["piramide"]["verplicht"]),
        lidwoorden=dict(raw["piramide"].get("lidwoord", {})),
        vormen=tuple(_vorm(sleutel, vorm) for sleutel, vorm in raw["begeleiding"].items()),
        basisjaar=raw["prijscorrectie"]["basisjaar"],
        publicatie=Publicatie(**raw["publicatie"]),
        woordschaal=_bands(raw["woordschaal"]),
        woordschaal_procentpunt=_bands(raw["woordschaal_procentpunt"]),
        woordschaal_score=_bands(raw["woordschaal_score"]),
        ses_gemiddeld_tot=raw["ses"]["gemiddeld_tot"],
        samenvatting=_samenvatting(raw["samenvatting"]),
        producten=_producten(raw),
        vier_ogen=_yes_or_no(raw.get("redactie", {}).get("vier_ogen", False), "vier_ogen"),
    )


def _yes_or_no(value: object, name: str) -> bool:
    if not isinstance(value, bool):
        raise SettingsError(f"Bij {name} staat {value!r}. Vul true of false in, zonder aanhalingstekens.")
    return value


def _area(raw: dict[str, Any], level: Level, prefix: str) -> Area:
    if not raw["code"].startswith(prefix):
        raise SettingsError(f"De code van {raw['naam']} moet met {prefix} beginnen, zoals bij het CBS.")
    return Area(raw["code"], raw["naam"], level, tuple(raw.get("schrijfwijzen", ())))


def _wijken(raw: list[dict[str, Any]]) -> tuple[Area, ...]:
    wijken = tuple(_area(wijk, "wijk", "WK") for wijk in raw)
    for what, values in (("code", [w.code for w in wijken]), ("naam", [w.naam.casefold() for w in wijken])):
        if len(set(values)) < len(values):
            raise SettingsError(f"Twee wijken hebben dezelfde {what}. Geef elke wijk een eigen {what}.")
    return wijken


def _vorm(sleutel: str, raw: dict[str, Any]) -> Vorm:
    klassen = tuple(Klasse(k["naam"], k["van"], k.get("tot"), k["intensief"]) for k in raw["klassen"])
    return Vorm(sleutel, raw["naam"], raw["eenheid"], klassen)


def _producten(raw: dict[str, Any]) -> tuple[Product, ...]:
    producten = tuple(
        Product(p["wet"], p.get("laag"), p.get("vorm"), tuple(p.get("codes", ())), tuple(p.get("namen", ())))
        for p in raw.get("registratie", {}).get("producten", ())
    )
    for wat, known, found in (
        ("wet", WETTEN, [p.wet for p in producten]),
        ("laag", raw["piramide"]["lagen"], [p.laag for p in producten if p.laag]),
        ("vorm", list(raw["begeleiding"]), [p.vorm for p in producten if p.vorm]),
    ):
        if wrong := sorted(set(found) - set(known)):
            raise SettingsError(f"Bij [registratie] is '{wrong[0]}' geen {wat}. Kies uit: {', '.join(known)}.")
    return producten


def _samenvatting(raw: dict[str, Any]) -> Samenvatting:
    kaart = tuple(Kolom(**kolom) for kolom in raw["kaart"])
    return Samenvatting(tuple(raw["kerncijfers"]), kaart, dict(raw["gewicht"]))


def _bands(raw: list[dict[str, Any]]) -> tuple[Band, ...]:
    return tuple(Band(band["band"], band.get("tot"), band.get("woord", "")) for band in raw)
