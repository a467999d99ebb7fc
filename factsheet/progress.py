"""What is still to do before a year can be published: the start page, the checklist and `factsheet status` show this.

Nothing of it is kept but what somebody confirmed: all the rest follows from what is in the store.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from factsheet import consistency, effect
from factsheet.edition import Factsheet, to_check
from factsheet.narrate import notation
from factsheet.narrate.text import listing
from factsheet.release import publish, review
from factsheet.release.privacy import Privacy, fact_called, reprinted_message
from factsheet.release.review import Standing
from factsheet.release.snapshot import Concept, made_with, published
from factsheet.settings import Settings
from factsheet.store import Edition, Step, Store, Version
from schemas import SCHEMAS, required, titled

Stand = Literal["klaar", "open", "nakijken"]
AROUND = "De cijfers en zinnen blijven gelijk, de samenvatting of de tekst eromheen niet."
EDITION, LAST_YEAR = "Gepubliceerde editie", "vorig-jaar"
PRIVACY, FILES = "Privacy", "Bestanden"
# The data differ from an older edition that readers see again.
PUT_BACK = "Teruggezette editie"
GROUPS = ("Controle", EDITION, PUT_BACK, PRIVACY, FILES, "Vorig jaar", "Waarschuwingen", "Teksten")


@dataclass(frozen=True)
class Item:
    """One line of the list, with the place where it is done.

    "open" stands in the way of publishing, "nakijken" asks for a look. `sleutel` is there when it can be confirmed
    with a reason; `bevestigd` is that confirmation.
    """

    groep: str
    titel: str
    stand: Stand
    uitleg: str
    pagina: str
    vraag: Mapping[str, str] = field(default_factory=dict, hash=False)
    sleutel: str = ""
    bevestigd: Step | None = None


@dataclass(frozen=True)
class Rewritten:
    """What readers would get differently by something else than figures and texts of the year itself.

    `causes` and `effect` are in words. `sleutel` is another one as soon as any of the causes is.
    """

    causes: tuple[str, ...]
    effect: str
    sleutel: str


def rewritten(store: Store, year: int, settings: Settings, concept: Concept) -> Rewritten | None:
    """What the last edition would say differently if it were made now; None when it would be the same.

    Makes every factsheet of the year, unless there is nothing that can differ.
    """
    edition, causes = store.last_edition(year), publish.causes(store, year, settings)
    if edition is None or not causes or not publish.would_differ(store, concept):
        return None
    before = published(store, edition, settings)
    effects = effect.between(before, concept, effect.areas_of(before, concept))
    told = AROUND if all(one.same_for_reader for one in effects) else effect.summary(effects)
    return Rewritten(causes, told, _key(f"{edition.id} {made_with(settings)} {store.earlier(year)}"))


@dataclass(frozen=True)
class Progress:
    """Where a year stands. `nieuw`: there is something that readers do not see yet."""

    jaar: int
    items: tuple[Item, ...]
    standing: Standing
    nieuw: bool
    editie: int | None

    @property
    def open(self) -> tuple[Item, ...]:
        """What stands in the way of publishing."""
        return tuple(item for item in self.items if item.stand == "open")

    @property
    def to_look_at(self) -> tuple[Item, ...]:
        """What asks for a look: confirmed one by one, or passed over with a reason."""
        return tuple(item for item in self.items if item.stand == "nakijken")

    @property
    def to_explain(self) -> tuple[Item, ...]:
        """What stays as it is when the year is published now: that takes a reason."""
        return tuple(item for item in self.to_look_at if item.groep not in {EDITION, PUT_BACK})


def progress(
    store: Store,
    year: int,
    settings: Settings,
    sheet: Factsheet | None = None,
    otherwise: Rewritten | None = None,
    *,
    privacy: Callable[[], Privacy] | None = None,
) -> Progress:
    """What is still to do for this year.

    `sheet`: the municipality's factsheet as it would be published now, None while files are missing; `otherwise`: see
    `rewritten`; `privacy`: what a reader could find out of it, asked only when there is something to publish, because
    it takes long.
    """
    standing, edition = review.standing(store, year, settings), store.last_edition(year)
    about_edition = tuple(_edition(store, edition, otherwise)) if edition and otherwise else ()
    nieuw = publish.is_changed(store, year) or any(item.stand != "klaar" for item in about_edition)
    items = (
        *_review(store, standing, settings, nieuw),
        *about_edition,
        *(_put_back(store, edition) if edition else ()),
        *(_privacy(store, year, privacy(), settings) if privacy and nieuw else ()),
        *_files(store, year),
        *_last_year(store, year),
        *(_about(store, sheet) if sheet else ()),
    )
    return Progress(year, items, standing, nieuw, edition.number if edition else None)


def _edition(store: Store, edition: Edition, otherwise: Rewritten) -> Iterator[Item]:
    """What readers have, and would not get any more if it were published now."""
    done = review.confirmed(store, edition.year).get(otherwise.sleutel)
    said = (
        f"Als u nu publiceert, krijgen lezers iets anders dan in editie {edition.number}. "
        f"Dat komt door {listing(otherwise.causes)}. {otherwise.effect} "
        "Publiceer opnieuw, of schrijf op waarom de editie zo mag blijven."
    )
    stand: Stand = "klaar" if done else "nakijken"
    title = f"Editie {edition.number} zou nu anders luiden"
    query = {"jaar": str(edition.year)}
    told = _said(store, done) if done else said
    yield Item(EDITION, title, stand, told, "publiceren", query, otherwise.sleutel, done)


def _put_back(store: Store, edition: Edition) -> Iterator[Item]:
    """Which data are others than readers see, because an older edition was put back without them."""
    said = f"Wijkt af van editie {edition.number}, die lezers zien. Publiceert u opnieuw, dan komen deze cijfers mee."
    for name in publish.differing_since_put_back(store, edition.year):
        query = {"jaar": str(edition.year), "gegevens": name}
        yield Item(PUT_BACK, titled(name), "nakijken", said, "versies", query)


def _privacy(store: Store, year: int, found: Privacy, settings: Settings) -> Iterator[Item]:
    """What a reader could find out of small counts, and what the rounding costs."""
    query, confirmed = {"jaar": str(year)}, review.confirmed(store, year)
    if found.is_safe:
        yield Item(PRIVACY, "Kleine aantallen zijn niet te achterhalen", "klaar", _distance(found), "publiceren", query)
    for offer in () if found.is_safe else found.offers:
        said = (
            f"{listing(found.given_away[:3])} is te achterhalen uit {offer.naam}. Laat dat weg, en schrijf op waarom."
        )
        yield Item(PRIVACY, f"Laat {offer.naam} weg", "open", said, "publiceren", query, offer.about)
    if not found.is_safe and not found.offers:
        said = f"{listing(found.given_away[:3])} is te achterhalen. Vraag het na bij de beheerder."
        yield Item(PRIVACY, "Een klein aantal is te achterhalen", "open", said, "publiceren", query)
    for name in review.left_out(store, year):
        why = confirmed[review.LEAVE_OUT + name]
        said = f"{fact_called(name, settings)}. {_said(store, why)}"
        yield Item(PRIVACY, "Weggelaten", "klaar", said, "publiceren", query, bevestigd=why)
    if found.reprinted:
        key, said = found.about_reprint, reprinted_message(found.reprinted)
        done = confirmed.get(key)
        stand: Stand = "klaar" if done else "nakijken"
        title = "Twee edities naast elkaar vertellen meer"
        yield Item(PRIVACY, title, stand, _said(store, done) if done else said, "publiceren", query, key, done)


def _distance(found: Privacy) -> str:
    wijk, gemeente = (
        f"{notation.number(distance.mean, 1)} (hoogstens {distance.most})" for distance in (found.wijk, found.gemeente)
    )
    time = "" if found.proven else " De zoektijd was op: misschien kan het nog iets dichter bij de aantallen."
    return (
        f"Elk aantal onder tien houdt minstens {found.least} mogelijke waarden. "
        f"Een tiental ligt in een wijk gemiddeld {wijk} van het aantal, in de gemeente {gemeente}.{time}"
    )


def _files(store: Store, year: int) -> Iterator[Item]:
    before = store.versions(year - 1)
    for dataset, version in publish.checklist(store, year).items():
        if version is None:
            yield _missing(store, dataset, year, before.get(dataset))
            continue
        confirmed = f", met {_count(len(version.warnings))} bevestigd: {version.reason}" if version.warnings else ""
        query = {"jaar": str(year), "gegevens": dataset}
        said = f"bewaard door {store.display_name(version.who)} op {notation.moment(version.at)}{confirmed}"
        yield Item(FILES, titled(dataset), "klaar", said, "bewerken", query)


def _missing(store: Store, dataset: str, year: int, last: Version | None) -> Item:
    """A file that is not there: where it comes from, and who kept it last year."""
    source, query = SCHEMAS[dataset].source, {"jaar": str(year)}
    if dataset not in required(year):
        return Item(FILES, titled(dataset), "klaar", "is er niet, en mag ontbreken", "uploaden", query)
    known = [f"Komt uit: {source}."] if source else []
    if last:
        day = notation.day(notation.dutch_time(last.at))
        known.append(f"Vorig jaar bewaard door {store.display_name(last.who)} op {day}.")
    return Item(FILES, titled(dataset), "open", " ".join(known) or "Ontbreekt nog.", "uploaden", query)


def _about(store: Store, sheet: Factsheet) -> Iterator[Item]:
    """What the factsheet itself asks attention for."""
    confirmed, titles = review.confirmed(store, sheet.jaar), {part.sleutel: part.titel for part in sheet.secties}
    for caution in consistency.warnings(sheet):
        key, place = _key(caution.melding), _section(sheet.jaar, caution.sectie)
        done = confirmed.get(key)
        said = f"{caution.melding} {_said(store, done)}" if done else caution.melding
        stand: Stand = "klaar" if done else "nakijken"
        yield Item("Waarschuwingen", titles[caution.sectie], stand, said, "duiding", place, key, done)
    for section, why in to_check(sheet):
        yield Item("Teksten", titles[section], "nakijken", why, "duiding", _section(sheet.jaar, section))


def _last_year(store: Store, year: int) -> Iterator[Item]:
    changed = publish.changed_last_year(store, year)
    if not changed:
        return
    names = listing([titled(name) for name in changed])
    what = f"Sinds de publicatie van {year - 1} is veranderd: {names}. De verandering naar {year} gaat uit "
    message = f"{what}van de nieuwe cijfers. Publiceer {year - 1} opnieuw, of schrijf op waarom dit klopt."
    versions = store.versions(year - 1)
    key = _key(f"{LAST_YEAR} {[versions[name].id for name in changed]}")
    done = review.confirmed(store, year).get(key)
    stand: Stand = "klaar" if done else "open"
    said = _said(store, done) if done else message
    query = {"jaar": str(year - 1)}
    yield Item("Vorig jaar", f"Cijfers van {year - 1}", stand, said, "publiceren", query, key, done)


def _review(store: Store, standing: Standing, settings: Settings, nieuw: bool) -> Iterator[Item]:
    if not nieuw:
        return
    asked, said = settings.vier_ogen, {"jaar": str(standing.year)}
    step = standing.step
    who = (
        f"{store.display_name(step.who)}, {notation.moment(step.at)}{f': {step.note}' if step.note else ''}"
        if step
        else ""
    )
    if standing.stand == "goedgekeurd":
        yield Item("Controle", "Goedgekeurd", "klaar", f"door {who}", "publiceren", said)
    elif standing.stand == "aangeboden":
        yield Item("Controle", "Wacht op goedkeuring", "open" if asked else "nakijken", who, "publiceren", said)
    elif standing.stand == "teruggestuurd":
        yield Item("Controle", "Teruggestuurd", "open" if asked else "nakijken", f"door {who}", "publiceren", said)
    elif asked or standing.overtaken:
        why = "Bied het jaar aan, zodat een collega het kan nakijken."
        if standing.overtaken:
            why = f"Na “{standing.overtaken.kind}” is er iets veranderd. {why}"
        yield Item("Controle", "Nog niet aangeboden", "open" if asked else "nakijken", why, "publiceren", said)


def _section(year: int, section: str) -> dict[str, str]:
    return {"jaar": str(year), "sectie": section}


def _said(store: Store, step: Step) -> str:
    return f"Bevestigd door {store.display_name(step.who)}: {step.note}"


def _key(message: str) -> str:
    """A warning by its words: with other figures in it, it is another warning."""
    return hashlib.sha256(message.encode()).hexdigest()[:40]


def _count(warnings: int) -> str:
    return "1 waarschuwing" if warnings == 1 else f"{warnings} waarschuwingen"
