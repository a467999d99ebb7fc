"""What may never be in a file or a message: the number of a citizen (BSN), a mail address, the postcode of one address.

The one definition, for whatever reads a file, for the records and for every message that repeats a value.
"""

from __future__ import annotations

import re

import polars as pl

MARKS = r"[ .\-\u00a0\u202f]"
# Nine digits, or the eight that Excel leaves of a number that begins with zero; with marks inside as people write them.
DIGITS = rf"\d{{9}}|[1-9]\d{{7}}|\d{{3}}(?P<a>{MARKS})\d{{3}}(?P=a)\d{{3}}|\d{{4}}(?P<b>{MARKS})\d{{2}}(?P=b)\d{{3}}"
SHORTER = rf"[1-9]\d(?P<c>{MARKS})\d{{3}}(?P=c)\d{{3}}|[1-9]\d{{2}}(?P<d>{MARKS})\d{{2}}(?P=d)\d{{3}}"
# Not a part of a longer number, a code or an amount: "WK01640201", "0,12345678", "€ 12.345.678", "10000008,50".
BEFORE = r"(?:(?<![^\W_])|(?<=bsn))(?<!\d[.,])(?<!€)(?<!€[ \u00a0])(?<!eur )(?<!euro )"
AFTER = r"(?![^\W_])(?![.,]\d)(?!\s?(?:euro|eur\b|€))"
NUMBER = re.compile(rf"(?i){BEFORE}(?:{DIGITS}|{SHORTER}){AFTER}")
# A day without marks: 20241231 or 31122024.
DAY = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d"
)
WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
# Bounded, because a long text without a sign would be looked at once for each of its characters.
MAIL = r"[^\s@]{1,64}@[^\s@]{1,255}\.[a-zA-Z]{2,}"
FULL_POSTCODE = r"(?:^|[\s,])[1-9]\d{3} ?[A-Z]{2}(?:$|[\s,])"
CONTACT = re.compile(rf"{MAIL}|{FULL_POSTCODE}")
# Looked for in all texts at once, because nearly all have none.
EIGHT_DIGITS = rf"\d(?:{MARKS}?\d){{7}}"
# Of this many numbers, so few pass by chance: they number something else.
MANY, FEW = 10, 0.25
SAMPLE = 1000  # texts, of a column that has more of them, that tell which it is


def is_bsn(digits: str) -> bool:
    """Eight or nine digits that pass the elfproef."""
    padded = digits.zfill(len(WEIGHTS))
    total = sum(int(digit) * weight for digit, weight in zip(padded, WEIGHTS, strict=True))
    return total % 11 == 0 and int(digits) > 0


def holds_bsn(text: str) -> bool:
    """Whether the number of a citizen is in a text."""
    return any(map(is_bsn, _numbers(text)))


def is_personal(text: str) -> bool:
    """Whether a text holds what belongs to one person."""
    return holds_bsn(text) or CONTACT.search(text) is not None


def with_bsn(texts: pl.Series) -> pl.Series:
    """Which of these texts hold the number of a citizen; null where there is no text."""
    found = [text for text in _suspects(texts, EIGHT_DIGITS) if holds_bsn(text)]
    return texts.is_in(found)


def tell_persons(texts: pl.Series) -> bool:
    """Whether a column of texts holds what belongs to persons.

    Of a column of many other numbers some are taken for the number of a citizen by chance: such a column does not.
    """
    if texts.str.contains(CONTACT.pattern).any():
        return True
    suspects = _suspects(texts, EIGHT_DIGITS)[:SAMPLE]
    numbers = {number for text in suspects for number in _numbers(text)}
    good = sum(map(is_bsn, numbers))
    return good > 0 and (len(numbers) < MANY or good >= FEW * len(numbers))


def _suspects(texts: pl.Series, pattern: str) -> list[str]:
    return texts.filter(texts.str.contains(pattern)).unique(maintain_order=True).to_list()


def _numbers(text: str) -> list[str]:
    """The numbers in a text that are as long as that of a citizen, in digits only."""
    found = (re.sub(r"\D", "", number[0]) for number in NUMBER.finditer(text))
    return [number for number in found if not DAY.fullmatch(number)]
