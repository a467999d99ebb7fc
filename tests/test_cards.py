"""What a card shows of its section: nothing twice, and nothing that needs what was left out."""

from __future__ import annotations

import pytest

from factsheet import cards, summary
from factsheet.edition import Factsheet
from factsheet.narrate import notation, passages
from factsheet.settings import current
from tests import example

SETTINGS = current()
YEARS = (2021, 2022, 2023, 2024)
# Words that refer back: at the start of a card they would refer to nothing.
BACK = ("Dat", "Die", "Daar", "Daarmee", "Daardoor", "Toch")


def of(year: int) -> tuple[Factsheet, tuple[cards.Card, ...]]:
    sheet = example.sheet(year)
    return sheet, cards.cards(sheet, summary.key_figures(sheet, SETTINGS.samenvatting.kerncijfers))


@pytest.mark.parametrize("year", YEARS)
def test_a_card_has_at_most_three_sentences_in_the_order_of_its_section(year):
    sheet, found = of(year)

    assert [card.deel for card in found] == list(sheet.secties)
    for card in found:
        assert len(card.zinnen) <= cards.MOST
        assert [said for said in card.deel.zinnen if said in card.zinnen] == list(card.zinnen)
        assert all(said.soort == "gegenereerd" for said in card.zinnen)


@pytest.mark.parametrize("year", YEARS)
def test_no_card_opens_with_what_is_printed_large(year):
    sheet, found = of(year)
    above = [figure for key in SETTINGS.samenvatting.kerncijfers if (figure := sheet.figure(key))]

    for card in found:
        large = {notation.shown(figure) for figure in (*above, *([card.groot] if card.groot else []))}
        if card.zinnen and card.zinnen[0].feiten:
            shown = {number for fact in card.zinnen[0].feiten for number in fact.getoond}
            assert not shown or shown - large, card.zinnen[0].tekst


@pytest.mark.parametrize("year", YEARS)
def test_no_card_begins_with_a_word_that_refers_to_nothing(year):
    _, found = of(year)

    assert [card.zinnen[0].tekst for card in found if card.zinnen and card.zinnen[0].tekst.startswith(BACK)] == []


def test_a_figure_that_stands_above_the_cards_is_large_there_only():
    _, found = of(2024)

    there = {card.groot.sleutel for card in found if card.groot and card.groot_elders}
    assert there == {"inwoners", "uitgaven.gecorrigeerd"}


def test_a_sentence_stays_with_the_one_that_it_refers_to():
    for year in YEARS:
        _, found = of(year)
        for card in found:
            whole = list(card.deel.zinnen)
            for said in card.zinnen[1:]:
                if said.volgt and card.groot and whole.index(said) > len(passages(whole)[0]):
                    before = whole[whole.index(said) - 1]
                    assert before in card.zinnen, said.tekst


def test_the_widths_of_a_page_fill_whole_rows():
    _, found = of(2024)

    for group in {card.deel.groep for card in found}:
        filled = 0
        for card in (card for card in found if card.deel.groep == group):
            filled = card.breedte if filled + card.breedte > 12 else filled + card.breedte
        assert filled == 12, group
