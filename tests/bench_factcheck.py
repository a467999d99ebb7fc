"""How many false texts the fact check finds, and how many true ones it flags: `make bench`."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from factsheet.factcheck import check_sheet
from factsheet.settings import current
from tests.example import sheet

TEXTS = Path(__file__).parent / "factcheck_texts.toml"
YEAR = 2024
SMALL = "klein aantal"
HANDS = ("eigen", "vreemd", "vreemd2", "vreemd3", "vreemd4")


@dataclass(frozen=True)
class Rates:
    """Of the texts of one hand: the share of the false ones that is found, and of the true ones that is flagged.

    `small`: of the true ones, what is flagged for nothing but a small group that it names. That is right, whatever the
    figures, so that it counts neither as found nor as flagged.
    """

    found: float
    flagged: float
    small: float
    false: int
    true: int


@functools.cache
def rates(hand: str) -> Rates:
    """The rates for the texts of one hand."""
    texts = [text for text in tomllib.loads(TEXTS.read_text(encoding="utf-8"))["tekst"] if text["hand"] == hand]
    false, true = ([_kinds(text) for text in texts if text["waar"] == waar] for waar in (False, True))
    found, flagged = (sum(bool(kinds - {SMALL}) for kinds in group) for group in (false, true))
    small = sum(kinds == {SMALL} for kinds in true)
    return Rates(found / len(false), flagged / len(true), small / len(true), len(false), len(true))


def _kinds(text: dict[str, str]) -> set[str]:
    """The kinds of findings in a text."""
    settings = current()
    area = settings.area(text["gebied"])
    assert area is not None, text
    found = check_sheet(text["tekst"], sheet(YEAR, area), settings, functools.partial(sheet, YEAR))
    return {finding.soort for finding in found}


def measure() -> Iterator[tuple[str, str]]:
    """A line per hand and kind of text."""
    for hand in HANDS:
        of = rates(hand)
        yield f"fact check: false texts found, hand {hand} (of {of.false})", f"{of.found:.1%}"
        yield f"fact check: true texts flagged, hand {hand} (of {of.true})", f"{of.flagged:.1%}"
        yield f"fact check: true texts that name a small group, hand {hand} (of {of.true})", f"{of.small:.1%}"
