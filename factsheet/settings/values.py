"""The settings of one municipality as one frozen value: all that differs between municipalities.

What a value may be is declared here, beside it: pydantic holds gemeente.toml, and the settings of an edition, to it.
"""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, with_config

ROOT = Path(__file__).resolve().parent.parent.parent
GEMEENTE = ROOT / "data" / "gemeente.toml"
VOORBEELD = ROOT / "data" / "voorbeeld"

DASHES = "‐‑‒–—−"

Level = Literal["gemeente", "wijk"]
# The words that sentences know, from standing still to moving most.
Word = Literal["gelijk", "nagenoeg", "licht", "gewoon", "sterk"]

STRICT = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False, str_strip_whitespace=True)
# One line with a letter or digit in it: a name gets an address, and stands in tables and lists.
Name = Annotated[str, Field(max_length=80, pattern=r"^[^\x00-\x1f]*[A-Za-z0-9][^\x00-\x1f]*$")]
Least = Annotated[int, Field(ge=0, le=1_000_000_000)]
Amount = Annotated[float, Field(ge=0, le=1e9)]
Positive = Annotated[float, Field(gt=0, le=1e9)]
Fraction = Annotated[float, Field(ge=0, le=1)]
Year = Annotated[int, Field(ge=2000, le=2100)]
# What files, keys of figures and addresses call a form of support.
KEY = r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$"
Key = Annotated[str, Field(max_length=40, pattern=KEY)]
Jaren = Annotated[int, Field(ge=1, le=100)]
# A column or row of the tile map.
Place = Annotated[int, Field(ge=1, le=20)]
# A product category of the code lists WMO020 (iWmo) and JZ020 (iJw), or a product code below one, with * or ? in it.
CODE = r"^[0-9]{2}[0-9A-Za-z?*]{0,8}$"
Code = Annotated[str, Field(pattern=CODE)]
# A site without a path, as a Content-Security-Policy names it.
ORIGIN = r"^https?://[A-Za-z0-9.-]+(:[0-9]+)?$"


@with_config(STRICT)
@dataclass(frozen=True)
class Area:
    """The municipality or one of its wijken.

    `code` is the CBS code (GM…, WK…); `lidwoord` is the article that a sentence puts before the name. `x` and `y` are
    its column and row on the tile map, from 1 at the upper left; None where the settings give no places. `adres` is its
    part of an address where its name alone would not do.
    """

    code: str
    naam: str
    level: Level
    spellings: tuple[str, ...] = ()
    lidwoord: str = ""
    x: Place | None = None
    y: Place | None = None
    adres: str = ""

    @property
    def met_lidwoord(self) -> str:
        """The name as a sentence has it: "de Binnenstad", "Noord"."""
        return f"{self.lidwoord} {self.naam}".strip()

    @property
    def hier(self) -> str:
        """Where a sentence that began with something else says that it is: nothing for a wijk, whose page it is on."""
        return f"in {self.met_lidwoord}" if self.is_gemeente else ""

    @property
    def slug(self) -> str:
        """How it stands in an address: "berflo-es"; no other area of the municipality has the same."""
        return self.adres or slug(self.naam)

    @property
    def is_gemeente(self) -> bool:
        return self.level == "gemeente"


@with_config(STRICT)
@dataclass(frozen=True)
class Klasse:
    """A class of support: volume per client per week from `van` to `tot` (None: no upper bound)."""

    naam: Name
    van: Amount
    intensief: bool
    tot: Positive | None = None


@with_config(STRICT)
@dataclass(frozen=True)
class Vorm:
    """A form of support (individueel, groep) with the unit of its volume and its classes, light first."""

    sleutel: str
    naam: Name
    eenheid: str
    klassen: tuple[Klasse, ...]

    def klasse(self, naam: str) -> Klasse:
        return next(klasse for klasse in self.klassen if klasse.naam == naam)


@with_config(STRICT)
@dataclass(frozen=True)
class Band:
    """A word band: the printed change belongs to it when it is below `tot` (None: no upper bound).

    `woord` is the adverb that the band puts before its verb; the plain verb has none.
    """

    band: Word
    tot: Positive | None = None
    woord: str = ""


@with_config(STRICT)
@dataclass(frozen=True)
class Publicatie:
    """Thresholds and rounding of everything a reader sees; the comments stand in gemeente.toml.

    Those that keep people from being recognised have the least that the method allows.
    """

    tiental: Annotated[int, Field(ge=10, le=1000, multiple_of=10)]
    euro: Annotated[int, Field(ge=1000, le=1_000_000, multiple_of=1000)]
    exact_vanaf: Annotated[Least, Field(ge=1000)]
    aandeel_vanaf: Least
    aandeel_decimaal_vanaf: Least
    verandering_vanaf: Least
    verandering_decimaal_vanaf: Least
    per_client_vanaf: Annotated[Least, Field(ge=50)]
    kleine_groep: Fraction


@with_config(STRICT)
@dataclass(frozen=True)
class Kolom:
    """A column of the table of wijken: the key of a figure and its name above the column."""

    cijfer: str
    naam: Name


@with_config(STRICT)
@dataclass(frozen=True)
class Samenvatting:
    """What readers see first: figures by key, columns of the table of wijken, and what a change weighs.

    `wijkblad` has the lines of the sheet of a wijk, each beside the municipality and the other wijken.
    """

    kerncijfers: tuple[str, ...]
    kaart: tuple[Kolom, ...]
    gewicht: dict[str, Amount] = field(hash=False)
    wijkblad: tuple[Kolom, ...] = ()

    @property
    def wijkregels(self) -> tuple[Kolom, ...]:
        """The lines of the sheet of a wijk; without any of its own, the columns of the table."""
        return self.wijkblad or self.kaart


@with_config(STRICT)
@dataclass(frozen=True)
class Product:
    """A kind of support in records: the layer of the pyramid and the form of support that it counts for, if any.

    It is recognised by `codes` (a category or a product code of iWmo and iJw) or by `namen`. In both * stands for any
    text and ? for one sign; of all that fit the most precise counts (see `settings.patterns`).
    """

    wet: str
    laag: str | None = None
    vorm: str | None = None
    codes: tuple[Code, ...] = ()
    namen: tuple[Annotated[str, Field(min_length=1)], ...] = ()


@with_config(STRICT)
@dataclass(frozen=True)
class Inloggen:
    """How long a login lasts, in all and without use; how long a one-time link works; who may show the app in a frame.

    A site in `inbedden` must share the domain of the app: a browser sends the login cookie nowhere else.
    """

    sessie_uren: Annotated[int, Field(ge=1, le=24)] = 12
    stil_minuten: Annotated[int, Field(ge=5, le=720)] = 60
    link_uren: Annotated[int, Field(ge=1, le=168)] = 48
    inbedden: tuple[Annotated[str, Field(pattern=ORIGIN)], ...] = ()


# As the municipality's provider writes the name of a group or of a claim.
Text = Annotated[str, Field(min_length=1, max_length=200)]
Rol = Literal["redacteur", "wijkcoordinator", "management", "beheerder"]


@with_config(STRICT)
@dataclass(frozen=True)
class Groep:
    """What people of one group of the municipality may do here.

    `groep` is how the provider writes it (Entra ID: the object id), `naam` how colleagues know it. The wijken of a
    wijkcoördinator stand by name or code in the file, and by code in `Settings`.
    """

    groep: Text
    rollen: tuple[Rol, ...]
    wijken: tuple[str, ...] = ()
    naam: Name = ""


@with_config(STRICT)
@dataclass(frozen=True)
class Aanmelden:
    """Logging in with the account of the municipality: on when there are groups. Whether passwords work beside it.

    A claim is what the provider says of somebody: in `groepen_kenmerk` their groups, in `mfa_kenmerk` how they logged
    in. With `mfa_vereist` that must be, or hold, `mfa_waarde`.
    """

    wachtwoorden: bool = True
    groepen: tuple[Groep, ...] = ()
    groepen_kenmerk: Text = "groups"
    mfa_vereist: bool = False
    mfa_kenmerk: Text = "amr"
    mfa_waarde: Text = "mfa"


@with_config(STRICT)
@dataclass(frozen=True)
class Settings:
    """One municipality. Hashable by identity of its file, so results may be cached by it.

    `adres` is where readers reach the app, `publieke_url` where the site of the last editions stands, if anywhere;
    `contact` is whom a reader may ask, `log_bewaartermijn` how many years a line of the log is kept (None: always).
    """

    gemeente: Area
    wijken: tuple[Area, ...]
    adres: str
    teksten: dict[str, str] = field(hash=False)
    lagen: tuple[str, ...]
    lagen_verplicht: tuple[str, ...]
    lidwoorden: dict[str, str] = field(hash=False)
    vormen: tuple[Vorm, ...]
    basisjaar: Year
    publicatie: Publicatie
    woordschaal: tuple[Band, ...]
    woordschaal_procentpunt: tuple[Band, ...]
    woordschaal_score: tuple[Band, ...]
    ses_gemiddeld_tot: Fraction
    samenvatting: Samenvatting
    producten: tuple[Product, ...] = ()
    vier_ogen: bool = False
    log_bewaartermijn: Jaren | None = None
    publieke_url: str | None = None
    contact: str = ""
    inloggen: Inloggen = field(default_factory=Inloggen)
    aanmelden: Aanmelden = field(default_factory=Aanmelden)

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

    def as_dict(self) -> dict[str, Any]:
        """The settings as they are kept with an edition: only what JSON has."""
        kept: dict[str, Any] = _adapter().dump_python(self, mode="json")
        return kept

    @classmethod
    def from_dict(cls, kept: dict[str, Any]) -> Settings:
        """The very same settings again. Raises pydantic's ValidationError for anything that is not such a dict."""
        # As JSON: there a list is as good as a tuple, and nothing else is taken for something that it is not.
        return _adapter().validate_json(json.dumps(kept))


@functools.cache
def _adapter() -> TypeAdapter[Settings]:
    return TypeAdapter(Settings)


def slug(name: str) -> str:
    """A name as part of a key or an address: lower case letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def comparable(text: str) -> str:
    """A text as files compare it: without capitals, accents, spaces around or kinds of dashes."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if unicodedata.category(char)[0] != "M")
    return re.sub(r"\s+", " ", re.sub(rf"\s*[-{DASHES}]\s*", "-", plain.lower())).strip()
