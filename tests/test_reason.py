"""The reason of an edition: readers see it, so it tells no numbers."""

from __future__ import annotations

import pytest

from factsheet.reason import ReasonRefused, checked, number_in
from factsheet.release import publish as publication
from factsheet.settings import Settings
from factsheet.store import Store

pytestmark = pytest.mark.usefixtures("unasked")

TELLS = """één kind dubbel geteld|slechts één gezin|13 in plaats van 7|Een kind uit Noord was vergeten|van 7 naar 13|+6
twee cliënten te veel|drieëntwintig cliënten|Enkele inwoners verhuisd|een paar kinderen|een bijstandsgezin te veel
7 jeugdigen|14% in plaats van 12%|met 3 procent verlaagd|het aantal is verdubbeld|de helft was weg|iemand is verhuisd
éen huishouden|ÉÉN kind|een enkele cliënt|geen enkel kind meer|in Noord 12|€ 5.000 te weinig|honderdtwintig
2015 cliënten|een klein aantal jongeren|e\u0301e\u0301n kind|zes i.p.v. drie|Eentje minder
beide kinderen zijn verhuisd"""
TELLS_NOT = """enkele cijfers van Wmo in Noord verbeterd|de cijfers van 2023 herzien door het CBS
het onderzoek was herzien|dubbele telling verwijderd uit de groep 0-15|1-persoonshuishoudens anders geteld
cijfers van twee wijken verbeterd|drie bestanden vervangen|één van de wijken ontbrak
gegevens per 1 januari 2025|peildatum 31-12-2024|een fout hersteld
terug naar editie 3|inwoners van 65+ opnieuw geteld|jongeren van 18 tot 25 jaar|Wmo 2015 en artikel 2|dubbel geteld
een nieuwe telling van cliënten|cliënten zonder besluit niet meer meegeteld|de klasse 2 tot 4 uur stond verkeerd
een aantal cliënten stond in de verkeerde wijk|code WK016405 was verkeerd|Wmo en Jeugdwet zijn beide hersteld"""


def lines(text: str) -> list[str]:
    return text.replace("\n", "|").split("|")


@pytest.mark.parametrize("reason", lines(TELLS))
def test_a_reason_that_tells_how_many_is_stopped_and_says_how_to_say_it(reason: str, settings: Settings) -> None:
    with pytest.raises(ReasonRefused) as stopped:
        checked(reason, settings)

    assert "zonder aantallen, zoals: “enkele cijfers van Wmo in Noord verbeterd”" in str(stopped.value)


@pytest.mark.parametrize("reason", lines(TELLS_NOT))
def test_a_reason_without_numbers_of_people_passes(reason: str, settings: Settings) -> None:
    assert checked(reason, settings) == reason


def test_the_words_that_tell_it_are_named_as_they_were_typed(settings: Settings) -> None:
    assert number_in("In Noord was ÉÉN kind vergeten", settings) == "ÉÉN kind"


def test_a_reason_is_one_clean_line(settings: Settings) -> None:
    assert checked(" cli&euml;nten\x00\n\u202eopnieuw\t geteld ", settings) == "cliënten opnieuw geteld"


@pytest.mark.parametrize("reason", ["cli\ufffdnten opnieuw geteld", "nieuw " * 100])
def test_a_lost_letter_and_a_whole_story_are_refused(reason: str, settings: Settings) -> None:
    with pytest.raises(ReasonRefused):
        checked(reason, settings)


def test_no_edition_is_made_with_a_reason_that_tells_how_many(published: Store, settings: Settings) -> None:
    last = published.last_edition(2024)
    assert last is not None

    with pytest.raises(ReasonRefused):
        publication.publish(published, 2024, who="rik", settings=settings, reason="één kind dubbel geteld")
    with pytest.raises(ReasonRefused):
        publication.restore(published, last.id, who="rik", reason="13 in plaats van 7", settings=settings)

    assert len(published.editions(2024)) == 1
