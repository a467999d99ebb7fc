"""From concept to approved: who may take which step when, and when a step counts no more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from factsheet import settings as factsheet_settings
from factsheet.release import review, snapshot
from factsheet.release.review import NotAllowed, standing
from factsheet.settings import Settings
from factsheet.store import Moved, Step, Store, StoreError

pytestmark = pytest.mark.usefixtures("unasked")

YEAR = 2024
FOUR_EYES = replace(factsheet_settings.current(), vier_ogen=True)
TWO_EYES = replace(factsheet_settings.current(), vier_ogen=False)
NOTES = {"aangeboden": None, "goedgekeurd": None, "teruggestuurd": "De tabel klopt niet."}


def take(store: Store, kind: str, who: str = "bo", settings: Settings = FOUR_EYES, **changes: Any) -> None:
    """Take a step about the year as it is now."""
    now = review.content(store, YEAR, settings)
    given = {"who": who, "content": now, "note": NOTES[kind], "settings": settings, **changes}
    match kind:
        case "aangeboden":
            review.offer(store, YEAR, **given)
        case "goedgekeurd":
            review.approve(store, YEAR, **given)
        case _:
            review.send_back(store, YEAR, **given)


def publish(store: Store, year: int = YEAR, **changes: Any) -> Any:
    """An edition of all that is there."""
    texts = {text.key: text.body for text in store.text_history(year)}
    versions = {name: version.id for name, version in store.versions(year).items()}
    parts = {"who": "els", "reason": None, "versions": versions, "tables": {}, "texts": texts}
    return store.add_edition(year=year, **{**parts, **changes})


@pytest.fixture
def concept(store: Store, file: Callable[..., Any]) -> Store:
    """A year of which rik saved the figures."""
    store.save([file("gebruik", YEAR)], who="rik")
    return store


# The table of steps


@pytest.mark.parametrize(
    ("before", "step", "after"),
    [
        ((), "aangeboden", "aangeboden"),
        ((), "goedgekeurd", None),
        ((), "teruggestuurd", None),
        (("aangeboden",), "aangeboden", "aangeboden"),
        (("aangeboden",), "goedgekeurd", "goedgekeurd"),
        (("aangeboden",), "teruggestuurd", "teruggestuurd"),
        (("aangeboden", "goedgekeurd"), "aangeboden", "aangeboden"),
        (("aangeboden", "goedgekeurd"), "goedgekeurd", None),
        (("aangeboden", "goedgekeurd"), "teruggestuurd", "teruggestuurd"),
        (("aangeboden", "teruggestuurd"), "aangeboden", "aangeboden"),
        (("aangeboden", "teruggestuurd"), "goedgekeurd", None),
        (("aangeboden", "teruggestuurd"), "teruggestuurd", None),
    ],
)
def test_every_step_from_every_stand_is_taken_or_refused(concept, before, step, after):
    for kind in before:
        take(concept, kind)
    stood = standing(concept, YEAR, FOUR_EYES)

    if after is None:
        with pytest.raises(NotAllowed, match="Er ligt nu niets van 2024 ter controle"):
            take(concept, step)
    else:
        take(concept, step)

    assert standing(concept, YEAR, FOUR_EYES).stand == (after or stood.stand)
    assert len(concept.steps(YEAR)) == len(before) + (after is not None)


def test_a_year_begins_as_a_concept(store):
    now = standing(store, YEAR, FOUR_EYES)

    assert (now.year, now.stand, now.step, now.overtaken, now.makers) == (YEAR, "concept", None, None, frozenset())
    assert now.content == review.content(store, YEAR, FOUR_EYES)


def test_a_stand_knows_the_step_that_brought_it_there(concept, clock):
    take(concept, "aangeboden", who="rik", note=" Let op de Wmo. ")

    step = standing(concept, YEAR, FOUR_EYES).step

    assert isinstance(step, Step)
    assert (step.who, step.note, step.at) == ("rik", "Let op de Wmo.", clock.now)
    assert standing(concept, YEAR, FOUR_EYES).overtaken is None


def test_every_step_stands_in_the_log(concept):
    take(concept, "aangeboden", who="rik", note="Let op de Wmo.")
    take(concept, "goedgekeurd", who="bo")
    take(concept, "teruggestuurd", who="els", note="Toch niet.")

    steps = [entry for entry in reversed(concept.log_entries()) if entry.what != "cijfers bewaard"]
    assert [(entry.who, entry.what, entry.year, entry.details) for entry in steps] == [
        ("rik", "aangeboden", 2024, "Let op de Wmo."),
        ("bo", "goedgekeurd", 2024, ""),
        ("els", "teruggestuurd", 2024, "Toch niet."),
    ]


@pytest.mark.parametrize("note", [None, "", "   "])
def test_sending_back_needs_what_has_to_change(concept, note):
    take(concept, "aangeboden")

    with pytest.raises(NotAllowed, match="Schrijf op wat er anders moet"):
        take(concept, "teruggestuurd", note=note)

    assert standing(concept, YEAR, FOUR_EYES).stand == "aangeboden"


# A change in the meantime


@pytest.mark.parametrize("kind", ["aangeboden", "goedgekeurd", "teruggestuurd"])
def test_a_step_about_what_was_there_before_a_change_is_refused(concept, file, kind):
    take(concept, "aangeboden")
    looked_at = review.content(concept, YEAR, FOUR_EYES)
    concept.save([file("gebruik", YEAR, value=2)], who="rik")
    take(concept, "aangeboden")

    with pytest.raises(Moved):
        take(concept, kind, content=looked_at)

    assert [step.kind for step in concept.steps(YEAR)] == ["aangeboden"] * 2


@pytest.mark.parametrize("kinds", [("aangeboden",), ("aangeboden", "goedgekeurd"), ("aangeboden", "teruggestuurd")])
@pytest.mark.parametrize("what", ["version", "last year", "text", "old text"])
def test_a_change_makes_it_a_concept_again_and_the_step_is_known_as_overtaken(concept, file, kinds, what):
    for kind in kinds:
        take(concept, kind)

    match what:
        case "version" | "last year":
            concept.save([file("gebruik", YEAR if what == "version" else YEAR - 1, value=2)], who="rik")
        case _:
            concept.set_text(YEAR if what == "text" else YEAR - 3, "intro", "Hallo", "rik")

    now = standing(concept, YEAR, FOUR_EYES)
    assert (now.stand, now.step) == ("concept", None)
    assert now.overtaken == concept.steps(YEAR)[-1]
    with pytest.raises(NotAllowed):
        take(concept, "goedgekeurd")


def test_who_sends_back_just_before_an_approval_is_heard(concept, monkeypatch):
    take(concept, "aangeboden")
    real = review.standing

    def then_sent_back(*asked: Any) -> review.Standing:
        now = real(*asked)
        monkeypatch.setattr(review, "standing", real)
        take(concept, "teruggestuurd", who="els")
        return now

    monkeypatch.setattr(review, "standing", then_sent_back)

    with pytest.raises(Moved):
        take(concept, "goedgekeurd")

    assert standing(concept, YEAR, FOUR_EYES).stand == "teruggestuurd"


@pytest.mark.parametrize("change", [False, True])
def test_after_publication_it_is_a_concept_and_nothing_was_overtaken(concept, file, clock, change):
    take(concept, "aangeboden")
    take(concept, "goedgekeurd")
    clock.forward(minutes=1)

    publish(concept)
    if change:
        concept.save([file("gebruik", YEAR, value=2)], who="rik")

    now = standing(concept, YEAR, FOUR_EYES)
    assert (now.stand, now.step, now.overtaken) == ("concept", None, None)


def test_a_step_after_publication_can_be_overtaken_again(concept, file, clock):
    publish(concept)
    clock.forward(minutes=1)
    take(concept, "aangeboden")

    concept.save([file("gebruik", YEAR, value=2)], who="rik")

    assert standing(concept, YEAR, FOUR_EYES).overtaken is not None


# Four eyes


def test_with_four_eyes_who_made_something_does_not_approve_it(concept):
    take(concept, "aangeboden", who="rik")

    with pytest.raises(NotAllowed, match="U hebt zelf iets veranderd"):
        take(concept, "goedgekeurd", who="rik")

    assert not standing(concept, YEAR, FOUR_EYES).may_approve("rik")
    assert standing(concept, YEAR, FOUR_EYES).stand == "aangeboden"
    take(concept, "goedgekeurd", who="bo")
    assert standing(concept, YEAR, FOUR_EYES).stand == "goedgekeurd"


def test_with_four_eyes_who_only_offered_may_approve(concept):
    take(concept, "aangeboden", who="bo")

    take(concept, "goedgekeurd", who="bo")

    assert standing(concept, YEAR, FOUR_EYES).stand == "goedgekeurd"


def test_without_four_eyes_nobody_approves_their_own_work_either(concept):
    take(concept, "aangeboden", who="rik")

    with pytest.raises(NotAllowed, match="U hebt zelf iets veranderd"):
        take(concept, "goedgekeurd", who="rik", settings=TWO_EYES)

    assert standing(concept, YEAR, TWO_EYES).stand == "aangeboden"
    assert not [entry for entry in concept.log_entries() if entry.what == "goedgekeurd"]


def test_an_approval_of_ones_own_work_from_before_that_was_refused_does_not_count(concept):
    take(concept, "aangeboden", who="rik")
    now, made = review.content(concept, YEAR, TWO_EYES), review.made(concept, YEAR, TWO_EYES)
    concept.add_step(YEAR, "goedgekeurd", "rik", content=now, made_with=made)

    assert standing(concept, YEAR, TWO_EYES).stand == "aangeboden"


def test_a_year_knows_who_offered_it_last_also_after_an_approval(concept):
    take(concept, "aangeboden", who="els")
    take(concept, "aangeboden", who="rik")
    take(concept, "goedgekeurd", who="bo")

    found = standing(concept, YEAR, FOUR_EYES)

    assert found.offered_by == "rik"
    assert [found.is_own(who) for who in ("rik", "els", "bo")] == [True, False, False]


def test_makers_are_who_saved_figures_and_who_wrote_a_text(concept, file):
    concept.save([file("ses", YEAR)], who="els")
    concept.set_text(YEAR, "intro", "Hallo", "bo")

    assert standing(concept, YEAR, FOUR_EYES).makers == {"rik", "els", "bo"}


def test_who_made_something_remains_a_maker_when_another_goes_on_with_it(concept, file):
    concept.save([file("gebruik", YEAR, value=2)], who="bo")
    concept.set_text(YEAR, "intro", "Hallo", "els")
    concept.set_text(YEAR, "intro", "Hallo!", "bo")

    assert standing(concept, YEAR, FOUR_EYES).makers == {"rik", "els", "bo"}


def test_what_readers_have_makes_nobody_a_maker(concept, file, clock):
    concept.set_text(YEAR, "intro", "Hallo", "els")
    publish(concept)
    clock.forward(minutes=1)

    assert standing(concept, YEAR, FOUR_EYES).makers == frozenset()
    concept.save([file("gebruik", YEAR, value=2)], who="bo")
    assert standing(concept, YEAR, FOUR_EYES).makers == {"bo"}
    concept.set_text(YEAR, "titel", "Titel", "jan")
    assert standing(concept, YEAR, FOUR_EYES).makers == {"bo", "jan"}


def test_a_text_that_goes_along_from_an_earlier_year_has_a_maker_as_long_as_readers_do_not_have_it(
    concept, file, clock
):
    concept.save([file("gebruik", YEAR - 1)], who="jan")
    concept.set_text(YEAR - 1, "intro", "Hallo", "els")
    assert standing(concept, YEAR, FOUR_EYES).makers == {"rik", "els"}

    publish(concept, YEAR - 1)
    clock.forward(minutes=1)

    assert standing(concept, YEAR, FOUR_EYES).makers == {"rik"}
    concept.set_text(YEAR - 1, "intro", "Anders", "bo")
    assert standing(concept, YEAR, FOUR_EYES).makers == {"rik", "bo"}
    concept.set_text(YEAR, "intro", "Van dit jaar", "rik")
    assert standing(concept, YEAR, FOUR_EYES).makers == {"rik"}


def test_after_an_edition_was_put_back_the_makers_of_what_came_after_it_are_makers_again(concept, file, clock):
    first = publish(concept)
    clock.forward(minutes=1)
    concept.save([file("gebruik", YEAR, value=2)], who="bo")
    concept.set_text(YEAR, "intro", "Hallo", "els")
    publish(concept)
    clock.forward(minutes=1)

    publish(concept, versions=first.versions, texts=concept.texts_of(first.id))

    assert standing(concept, YEAR, FOUR_EYES).makers == {"bo", "els"}


# Confirming


@pytest.mark.parametrize("note", ["", "   "])
def test_a_confirmation_needs_a_reason(store, note):
    with pytest.raises(NotAllowed, match="Schrijf op waarom het klopt"):
        review.confirm(store, YEAR, "melding", who="rik", note=note)

    assert store.steps(YEAR) == []
    assert store.log_entries() == []


def test_the_last_confirmation_of_each_thing_counts_and_stands_in_the_log(store):
    for about, note in [("a", "Klopt."), ("b", "Gezien."), ("a", " Klopt nog. ")]:
        review.confirm(store, YEAR, about, who="rik", note=note, title="Wonen")

    found = review.confirmed(store, YEAR)

    assert {about: step.note for about, step in found.items()} == {"a": "Klopt nog.", "b": "Gezien."}
    assert review.confirmed(store, YEAR - 1) == {}
    assert store.log_entries()[0].details == "Wonen: Klopt nog."


def test_a_confirmation_leaves_the_year_where_it_stands(concept):
    take(concept, "aangeboden")

    review.confirm(concept, YEAR, "melding", who="rik", note="Klopt.")

    assert standing(concept, YEAR, FOUR_EYES).stand == "aangeboden"
    take(concept, "goedgekeurd")
    assert standing(concept, YEAR, FOUR_EYES).stand == "goedgekeurd"


def test_a_refusal_is_an_error_of_the_store_so_that_every_page_shows_it():
    assert issubclass(NotAllowed, StoreError)


@pytest.mark.parametrize("changed", ["settings", "program"])
def test_an_approval_counts_no_more_once_settings_or_program_are_other_ones(concept, monkeypatch, changed):
    take(concept, "aangeboden")
    take(concept, "goedgekeurd")
    looked_at = review.content(concept, YEAR, FOUR_EYES)
    town = replace(FOUR_EYES, basisjaar=2022) if changed == "settings" else FOUR_EYES
    if changed == "program":
        monkeypatch.setattr(snapshot, "program", lambda: "9.9+anders")

    now = standing(concept, YEAR, town)

    assert (now.stand, now.overtaken) == ("concept", concept.steps(YEAR)[-1])
    with pytest.raises(Moved):
        take(concept, "aangeboden", settings=town, content=looked_at)
    with pytest.raises(Moved):
        publish(concept, content=looked_at, made_with=snapshot.made_with(town))
