"""What users say in surveys: the level, what is clearly higher or lower, and whether the target is met."""

from __future__ import annotations

from collections.abc import Sequence

from factsheet.figures import Figure, moved_since
from factsheet.narrate import notation
from factsheet.narrate.change import follows, no_comparison
from factsheet.narrate.phrase import clause, moving
from factsheet.narrate.text import Sentence, as_sentence, missing, sentence


def surveys(figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    """A sentence for each answer, what may be said of all of them together, and why some cannot be compared."""
    said = tuple(sentence for figure in figures for sentence in _answer(figure))
    return *said, *_together(figures), *_not_compared(figures)


def _answer(figure: Figure) -> tuple[Sentence, ...]:
    """Van de mensen met Wmo merkt 89% dat de hulp werkt (2023: 90%). Het doel van 85% is gehaald."""
    if figure.value is None:
        return (missing(figure),)
    change = moving(figure)
    then = f" ({figure.vorig}: {notation.point(figure.before, figure.unit)})"
    beside = f", {change.than()}" if change else then if figure.before.waarde is not None else ""
    return sentence(f"{_said(figure)}{beside}", figure), *_since_first(figure), *_target(figure)


def _said(figure: Figure) -> str:
    """As the editor wrote it, with the number in its place; a figure without such a text is told by its name."""
    own, shown = figure.naam.kort_zin, notation.shown(figure)
    return own.rstrip(".").replace("%", shown) if own else f"bij ‘{figure.label}’ is het percentage {shown}"


def _since_first(figure: Figure) -> tuple[Sentence, ...]:
    """In 2021 was dat 97%: where it was clearly higher in the first year that is known."""
    first = next((p for p in figure.points if p.waarde is not None), None)
    if first is None or first.jaar >= figure.vorig or moved_since(figure, first.jaar) >= 0:
        return ()
    shown = notation.point(first, figure.unit)
    return (follows(f"in {first.jaar} was dat {shown}", figure, printed=[shown]),)


def _target(figure: Figure) -> tuple[Sentence, ...]:
    """Het doel van 80% is gehaald; or not yet, or within the margin of the survey."""
    aim = figure.doel
    if aim is None:
        return ()
    shown = notation.value(aim.waarde, figure.unit)
    text = {
        "gehaald": f"het doel van {shown} is gehaald",
        "nog niet": f"het doel van {shown} is nog niet gehaald",
        "niet te zeggen": f"of het doel van {shown} is gehaald, is niet te zeggen",
    }[aim.oordeel]
    return (follows(text, figure, printed=[shown]),)


def _together(figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    """What holds for all answers: that none is clearly lower, or that what differs may be chance."""
    compared = [figure for figure in figures if figure.value is not None and figure.before.waarde is not None]
    if len(compared) < len(figures) or not compared:
        return ()
    moves = [change.move.direction for figure in compared if (change := moving(figure))]
    if moves and min(moves) > 0 and len(compared) > 1:
        return (sentence(f"geen van deze oordelen is duidelijk lager dan in {compared[0].vorig}", *compared),)
    unsure = [figure for figure in compared if _may_be_chance(figure)]
    if moves or not unsure:
        return ()
    which = "het verschil met {} kan" if len(unsure) == 1 else "de verschillen met {} kunnen"
    return (sentence(f"{which.format(unsure[0].vorig)} toeval zijn", *unsure),)


def _may_be_chance(figure: Figure) -> bool:
    """Whether it prints another percentage than before, by no more than two surveys among some can differ."""
    differs = notation.shown(figure) != notation.point(figure.before, figure.unit)
    return differs and clause(figure) is None and figure.now.steekproef + figure.before.steekproef > 0


def _not_compared(figures: Sequence[Figure]) -> tuple[Sentence, ...]:
    new = [figure for figure in figures if figure.value is not None and figure.before.waarde is None]
    notes = {note.tekst: note for note in map(no_comparison, new)}
    return tuple(as_sentence(note) for note in notes.values())
