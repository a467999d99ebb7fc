"""What is still to do before a year can be published."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factsheet import consistency
from factsheet import settings as factsheet_settings
from factsheet.access import find_pages
from factsheet.edition import Factsheet
from factsheet.editorial import DuidingShown
from factsheet.progress import FILES, GROUPS, PUT_BACK, Item, Progress, progress
from factsheet.release import review
from factsheet.release.privacy import Distance, Offer, Privacy
from factsheet.release.snapshot import made_with
from factsheet.settings import Settings
from factsheet.store import Store
from schemas import SCHEMAS, titled
from tests import example
from tests.example_years import SAFE

YEAR = 2024
FOUR_EYES = replace(factsheet_settings.current(), vier_ogen=True)
TWO_EYES = replace(factsheet_settings.current(), vier_ogen=False)
PAGES = {page.path for page in find_pages(Path(__file__).parent.parent / "pages")}
# Without a warning and without a text to look at.
CALM = example.sheet(2021)


def about(store: Store) -> dict[str, str]:
    """The state that a step is about now."""
    return {"content": review.content(store, YEAR, TWO_EYES), "made_with": made_with(TWO_EYES)}


def of(store: Store, sheet: Factsheet | None = None, settings: Settings = TWO_EYES, otherwise: Any = None) -> Progress:
    found = progress(store, YEAR, settings, sheet, otherwise)
    assert {item.groep for item in found.items} <= set(GROUPS)
    assert {item.pagina for item in found.items} <= PAGES
    assert all(item.vraag.get("jaar") in {str(YEAR), str(YEAR - 1)} for item in found.items)
    assert set(found.open) | set(found.to_look_at) == {item for item in found.items if item.stand != "klaar"}
    return found


def group(found: Progress, name: str) -> list[Item]:
    return [item for item in found.items if item.groep == name]


def publish(store: Store, year: int = YEAR) -> Any:
    versions = {name: version.id for name, version in store.versions(year).items()}
    return store.add_edition(year=year, who="els", reason=None, versions=versions, tables={}, texts={})


@pytest.fixture
def complete(store: Store, file: Callable[..., Any]) -> Store:
    """A year of which every file is there, and that of the year before, published."""
    for year in (YEAR - 1, YEAR):
        store.save([file(dataset, year) for dataset in SCHEMAS], who="rik")
    publish(store, YEAR - 1)
    return store


# Files


def test_of_an_empty_year_every_file_is_still_to_do(store):
    found = of(store)

    assert [(item.groep, item.titel, item.stand, item.uitleg, item.pagina) for item in found.items] == [
        ("Bestanden", titled(dataset), "open", f"Komt uit: {schema.source}.", "uploaden")
        if not schema.optional
        else ("Bestanden", titled(dataset), "klaar", "is er niet, en mag ontbreken", "uploaden")
        for dataset, schema in SCHEMAS.items()
    ]
    assert (found.jaar, found.nieuw, found.editie, found.standing.stand) == (YEAR, True, None, "concept")
    assert found.open == tuple(item for item in found.items if item.stand == "open")


def test_of_a_complete_year_every_file_is_done_and_leads_to_the_editor(complete):
    found = of(complete, CALM)

    assert [(item.titel, item.stand, item.pagina) for item in found.items] == [
        (titled(dataset), "klaar", "bewerken") for dataset in SCHEMAS
    ]
    assert dict(found.items[0].vraag) == {"jaar": "2024", "gegevens": next(iter(SCHEMAS))}
    assert found.items[0].uitleg.startswith("bewaard door rik op 1 maart 2025")
    assert found.open == found.to_look_at == ()


@pytest.mark.parametrize(("warnings", "said"), [(1, "1 waarschuwing"), (2, "2 waarschuwingen")])
def test_a_file_that_was_kept_with_warnings_says_why(complete, file, warnings, said):
    complete.save([file("gebruik", YEAR, warnings=warnings)], who="bo", reason="De telling klopt.")

    [item] = [item for item in of(complete, CALM).items if item.titel == titled("gebruik")]

    assert item.stand == "klaar"
    assert item.uitleg.endswith(f", met {said} bevestigd: De telling klopt.")


# Warnings and texts


def test_a_warning_asks_for_a_look_until_somebody_confirms_it_with_a_reason(complete):
    sheet = example.sheet(YEAR)
    cautions = consistency.warnings(sheet)
    items = group(of(complete, sheet), "Waarschuwingen")
    assert [(item.uitleg, item.stand, item.pagina, item.bevestigd) for item in items] == [
        (caution.melding, "nakijken", "duiding", None) for caution in cautions
    ]
    assert [dict(item.vraag) for item in items] == [{"jaar": "2024", "sectie": one.sectie} for one in cautions]

    review.confirm(complete, YEAR, items[0].sleutel, who="bo", note="Zo bedoeld.")

    first, *others = group(of(complete, sheet), "Waarschuwingen")
    assert first.stand == "klaar"
    assert first.uitleg == f"{cautions[0].melding} Bevestigd door bo: Zo bedoeld."
    assert (first.bevestigd.who, first.bevestigd.note) == ("bo", "Zo bedoeld.")
    assert others == items[1:]


def test_with_other_figures_it_is_another_warning(complete, monkeypatch):
    sheet = example.sheet(YEAR)
    item = group(of(complete, sheet), "Waarschuwingen")[0]
    review.confirm(complete, YEAR, item.sleutel, who="bo", note="Zo bedoeld.")
    caution = consistency.warnings(sheet)[0]
    other = replace(caution, melding=caution.melding.replace("%", "9%"))
    monkeypatch.setattr(consistency, "warnings", lambda _: (other,))

    [now] = group(of(complete, sheet), "Waarschuwingen")

    assert (now.stand, now.bevestigd) == ("nakijken", None)
    assert now.sleutel != item.sleutel


def test_a_confirmation_holds_for_its_own_year_only(complete):
    sheet = example.sheet(YEAR)
    item = group(of(complete, sheet), "Waarschuwingen")[0]

    review.confirm(complete, YEAR - 1, item.sleutel, who="bo", note="Zo bedoeld.")

    assert group(of(complete, sheet), "Waarschuwingen")[0].stand == "nakijken"


def test_a_text_to_look_at_leads_to_its_section(complete):
    shown = DuidingShown("rik", None, None, YEAR - 1, geldt=True, controleren=("Uit 2023.", "Let op."))
    first, *rest = CALM.secties
    sheet = replace(CALM, jaar=YEAR, secties=(replace(first, duiding=shown), *rest))

    items = group(of(complete, sheet), "Teksten")

    assert [(item.titel, item.stand, item.uitleg, item.pagina) for item in items] == [
        (first.titel, "nakijken", "Uit 2023.", "duiding"),
        (first.titel, "nakijken", "Let op.", "duiding"),
    ]
    assert dict(items[0].vraag) == {"jaar": "2024", "sectie": first.sleutel}
    assert items[0].sleutel == ""


# An older edition that was put back


def test_data_that_differ_from_an_edition_that_was_put_back_ask_for_a_look(complete, file):
    first = publish(complete)
    complete.save([file("gebruik", YEAR, value=2), file("ses", YEAR, value=2)], who="rik")
    publish(complete)
    assert group(of(complete, CALM), PUT_BACK) == []
    complete.add_edition(year=YEAR, who="els", reason=None, versions=first.versions, tables={}, texts={})

    found = of(complete, CALM)

    told = "Wijkt af van editie 3, die lezers zien. Publiceert u opnieuw, dan komen deze cijfers mee."
    items = group(found, PUT_BACK)
    assert [(item.titel, item.stand, item.uitleg, item.pagina, dict(item.vraag)) for item in items] == [
        (titled(name), "nakijken", told, "versies", {"jaar": "2024", "gegevens": name}) for name in ("gebruik", "ses")
    ]
    # They are looked at, and published with the reason that readers get.
    assert not set(items) & set(found.to_explain)
    publish(complete)
    assert group(of(complete, CALM), PUT_BACK) == []


# Names


def test_who_did_something_is_called_as_now_and_by_the_name_of_then_when_gone(complete):
    complete.add_account("rik", "Rik de Vries", roles=["redacteur"])
    here = {item.uitleg.partition(" op ")[0] for item in group(of(complete, CALM), FILES)}

    complete.delete_account("rik")

    assert here == {"bewaard door Rik de Vries"}
    assert {item.uitleg.partition(" op ")[0] for item in group(of(complete, CALM), FILES)} == {"bewaard door rik"}


def test_a_missing_file_says_where_it_comes_from_and_who_kept_it_last_year(store, file):
    store.save([file("ses", YEAR - 1)], who="rik")

    [item] = [item for item in of(store).items if item.titel == titled("ses")]

    assert item.uitleg == "Komt uit: CBS, tabel 85163NED. Vorig jaar bewaard door rik op 1 maart 2025."


# Last year


def test_figures_of_last_year_that_changed_since_their_publication_are_open_until_confirmed(complete, file):
    assert group(of(complete, CALM), "Vorig jaar") == []
    complete.save([file("gebruik", YEAR - 1, value=2), file("ses", YEAR - 1, value=2)], who="rik")

    [item] = group(of(complete, CALM), "Vorig jaar")
    assert (item.titel, item.stand, item.pagina) == ("Cijfers van 2023", "open", "publiceren")
    assert dict(item.vraag) == {"jaar": "2023"}
    assert item.uitleg.startswith(
        "Sinds de publicatie van 2023 is veranderd: Gebruik van ondersteuning (gebruik) en "
        "Sociaal-economische score (ses). De verandering naar 2024"
    )
    review.confirm(complete, YEAR, item.sleutel, who="bo", note="Was een typefout.")

    [done] = group(of(complete, CALM), "Vorig jaar")
    assert (done.stand, done.uitleg) == ("klaar", "Bevestigd door bo: Was een typefout.")
    complete.save([file("gebruik", YEAR - 1, value=3)], who="rik")
    assert group(of(complete, CALM), "Vorig jaar")[0].stand == "open"


def test_when_last_year_is_published_again_there_is_nothing_to_do(complete, file):
    complete.save([file("gebruik", YEAR - 1, value=2)], who="rik")

    publish(complete, YEAR - 1)

    assert group(of(complete, CALM), "Vorig jaar") == []


def test_a_last_year_that_was_never_published_is_no_matter(store, file):
    store.save([file("gebruik", YEAR - 1)], who="rik")

    assert group(of(store), "Vorig jaar") == []


# The review


@pytest.mark.parametrize(
    ("steps", "with_four_eyes", "without"),
    [
        ((), ("Nog niet aangeboden", "open"), None),
        (("aangeboden",), ("Wacht op goedkeuring", "open"), ("Wacht op goedkeuring", "nakijken")),
        (("goedgekeurd",), ("Goedgekeurd", "klaar"), ("Goedgekeurd", "klaar")),
        (("teruggestuurd",), ("Teruggestuurd", "open"), ("Teruggestuurd", "nakijken")),
        (("goedgekeurd", "change"), ("Nog niet aangeboden", "open"), ("Nog niet aangeboden", "nakijken")),
    ],
)
def test_every_stand_of_the_review_with_and_without_four_eyes(complete, steps, with_four_eyes, without):
    for kind in steps:
        if kind == "change":
            complete.set_text(YEAR, "intro", "Anders", "rik")
        else:
            complete.add_step(YEAR, kind, "bo", **about(complete), note="Gezien.")

    found = {asked: group(of(complete, CALM, asked), "Controle") for asked in (FOUR_EYES, TWO_EYES)}

    said = [[(item.titel, item.stand) for item in items] for items in found.values()]
    assert said == [[with_four_eyes], [without] if without else []]
    assert all(item.pagina == "publiceren" for items in found.values() for item in items)


@pytest.mark.parametrize("kind", ["aangeboden", "goedgekeurd", "teruggestuurd"])
def test_a_step_is_told_with_who_when_and_what_was_said(complete, kind):
    complete.add_step(YEAR, kind, "bo", **about(complete), note="Gezien.")

    [item] = group(of(complete, CALM), "Controle")

    assert "bo, 1 maart 2025" in item.uitleg
    assert item.uitleg.endswith(": Gezien.")


def test_what_was_overtaken_is_told(complete):
    complete.add_step(YEAR, "goedgekeurd", "bo", **about(complete))
    complete.set_text(YEAR, "intro", "Anders", "rik")

    [item] = group(of(complete, CALM), "Controle")

    assert item.uitleg.startswith("Na “goedgekeurd” is er iets veranderd. Bied het jaar aan")


@pytest.mark.parametrize("settings", [FOUR_EYES, TWO_EYES])
def test_when_readers_have_it_all_nothing_is_to_be_reviewed(complete, settings):
    edition = publish(complete)

    found = of(complete, CALM, settings)

    assert (found.nieuw, found.editie) == (False, edition.number)
    assert group(found, "Controle") == []
    assert found.open == ()


# Privacy

AWAY = replace(
    SAFE,
    least=2,
    given_away=("begeleiding 2024, Hengelo, groep, 1 of 2 dagdelen: clienten",),
    offers=(Offer("weglaten begeleiding_omvang|groep", "het cijfer van begeleiding_omvang (groep), 2024"),),
)


def privacy(store: Store, found: Privacy) -> list[Item]:
    return group(progress(store, YEAR, TWO_EYES, CALM, privacy=lambda: found), "Privacy")


def test_what_small_counts_keep_and_what_that_costs_is_told(complete):
    found = replace(SAFE, wijk=Distance(2.68, 9), gemeente=Distance(0.71, 2))

    [item] = privacy(complete, found)

    assert item.stand == "klaar"
    assert item.uitleg == (
        "Elk aantal onder tien houdt minstens 5 mogelijke waarden. "
        "Een tiental ligt in een wijk gemiddeld 2,7 (hoogstens 9) van het aantal, in de gemeente 0,7 (hoogstens 2)."
    )


def test_a_table_that_was_not_proven_the_nearest_is_told(complete):
    [item] = privacy(complete, replace(SAFE, proven=False))

    assert item.uitleg.endswith("De zoektijd was op: misschien kan het nog iets dichter bij de aantallen.")


def test_what_gives_a_small_count_away_stands_in_the_way_until_it_is_left_out(complete):
    [item] = privacy(complete, AWAY)

    assert (item.stand, item.sleutel) == ("open", "weglaten begeleiding_omvang|groep")
    assert item.titel == "Laat het cijfer van begeleiding_omvang (groep), 2024 weg"
    assert "begeleiding 2024, Hengelo, groep, 1 of 2 dagdelen: clienten is te achterhalen uit het cijfer" in item.uitleg

    before = review.content(complete, YEAR, TWO_EYES)
    review.confirm(complete, YEAR, item.sleutel, who="els", note="verraadt een klasse")

    assert review.left_out(complete, YEAR) == ["begeleiding_omvang|groep"]
    assert review.content(complete, YEAR, TWO_EYES) != before  # an approval of before counts no more
    left = privacy(complete, SAFE)
    assert [item.titel for item in left] == ["Kleine aantallen zijn niet te achterhalen", "Weggelaten"]
    assert left[1].uitleg == "het cijfer van begeleiding_omvang (groep). Bevestigd door els: verraadt een klasse"


def test_what_is_given_away_by_nothing_that_can_be_left_out_asks_the_administrator(complete):
    [item] = privacy(complete, replace(AWAY, offers=()))

    assert (item.stand, item.sleutel) == ("open", "")


def test_other_tens_than_readers_know_ask_for_a_look(complete):
    found = replace(SAFE, reprinted=tuple(f"piramide 2024, Noord, laag {n}: clienten" for n in range(5)))

    item = privacy(complete, found)[1]

    assert item.stand == "nakijken"
    assert "weet meer over kleine aantallen die gelijk bleven. Ze krijgen een ander tiental" in item.uitleg
    assert item.uitleg.endswith("laag 2: clienten; en nog 2.")
    review.confirm(complete, YEAR, item.sleutel, who="els", note="de vorige editie was fout")
    assert privacy(complete, found)[1].stand == "klaar"


def test_of_a_year_with_nothing_to_publish_nobody_asks(complete):
    publish(complete)

    found = progress(complete, YEAR, TWO_EYES, CALM, privacy=lambda: pytest.fail("asked"))

    assert group(found, "Privacy") == []
