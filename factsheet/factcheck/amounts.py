"""The amounts in a sentence: numbers, percentages, euros, and the words that stand for them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from factsheet.factcheck import words
from factsheet.factcheck.reading import Token

Kind = Literal["getal", "procent", "punt", "euro", "keer", "deel", "orde", "leeftijd", "telling"]
_UNITS: dict[str, Kind] = {
    **dict.fromkeys(("procentpunt", "procentpunten", "pp"), "punt"),
    **dict.fromkeys(("keer", "maal", "x"), "keer"),
    "procent": "procent",
    "euro": "euro",
}
_AGED = frozenset({"jaar", "jarige", "jarigen", "jaren"})
LONGEST = 15  # digits; no published figure is longer
YEARS_BACK, YEARS_AHEAD = 5, 6
ROUND = {100, 1_000, 10_000}  # inhabitants that a rate is given of
TON = 100_000  # only euros are published in these
LONGEST_WORD = 40  # letters of a number in words


@dataclass(frozen=True)
class Amount:
    """An amount as it is written: tokens `eerste` up to and including `laatste`.

    `waarde` is None for what cannot be read as a number. `decimals` are those written; `stap` is the size of the last
    written unit (100.000 in "3,1 miljoen"). `teken` is -1 or 1 where a sign is written. `ongeveer` is the word that
    makes it less exact. `woord` tells that words stand for the number. `factor`: "miljoen". `rol`: "van 73 naar 77%".
    """

    soort: Kind
    waarde: Decimal | None
    decimals: int
    eerste: int
    laatste: int
    stap: Decimal = Decimal(1)
    teken: int = 0
    ongeveer: str = ""
    woord: bool = False
    factor: int = 1
    rol: Literal["", "van", "naar"] = ""

    @property
    def miljoen(self) -> bool:
        """Whether it is written in thousands or millions."""
        return self.factor > 1


def amounts(tokens: Sequence[Token], jaar: int) -> list[Amount]:
    """All amounts of one sentence; years, dates, articles and numbers of a list are none."""
    found: list[Amount] = []
    used = -1
    for i, token in enumerate(tokens):
        if i <= used:
            continue
        amount = _of_token(tokens, i, token, jaar)
        if amount is not None:
            found.append(amount)
            used = amount.laatste
    return _paired(tokens, found)


def _paired(tokens: Sequence[Token], found: list[Amount]) -> list[Amount]:
    """The same, where "van 104,2 naar 105,3 miljoen euro" tells what was and what is, and the unit only once."""
    result = _of_every(tokens, found)
    for i, (one, two) in enumerate(itertools.pairwise(found)):
        link = _word(tokens, two.eerste - 1)
        of_it = link == "de" and _word(tokens, two.eerste - 2) == "van" and one.laatste + 3 == two.eerste
        if (link in words.JOINS and one.laatste + 2 == two.eerste) or (of_it and two.miljoen):
            result[i] = _in_unit_of(one, two)
        if {_word(tokens, one.eerste - 1), link} == {"met"} and one.soort == "procent" and two.soort == "getal":
            result[i + 1] = replace(two, soort="procent")  # "met 18 procent, het aantal ontvangers met tien"
        if link == "naar" and _word(tokens, one.eerste - 1) == "van":
            result[i] = replace(result[i], rol="van")
            result[i + 1] = replace(two, rol="naar")
    return result


def _of_every(tokens: Sequence[Token], found: list[Amount]) -> list[Amount]:
    """ "Van elke honderd inwoners zijn er 21 …": a part, told by two numbers."""
    whole = next((i for i, a in enumerate(found) if _is_of_so_many(tokens, a)), None)
    if whole and found[whole - 1].laatste + 2 == found[whole].eerste and (of := found[whole].waarde):
        many = found[whole - 1].waarde or Decimal(0)
        return [
            *found[: whole - 1],
            replace(found[whole - 1], soort="deel", waarde=100 * many / of),
            *found[whole + 1 :],
        ]
    if whole is not None and whole == len(found) - 1:
        return list(found[:-1])
    if whole is None or not (of := found[whole].waarde) or (part := found[whole + 1].waarde) is None:
        return list(found)
    share = replace(found[whole + 1], soort="deel", waarde=100 * part / of)
    return [*found[:whole], share, *found[whole + 2 :]]


def _is_of_so_many(tokens: Sequence[Token], amount: Amount) -> bool:
    """ "Van elke honderd", "per 1.000 inwoners"."""
    before = _word(tokens, amount.eerste - 1)
    return before in {"elke", "iedere"} or (before == "per" and amount.soort == "getal" and amount.waarde in ROUND)


def _in_unit_of(one: Amount, two: Amount) -> Amount:
    """ "73 naar 77%": the first amount in the unit of the second."""
    if (
        one.soort != "getal"
        or one.miljoen
        or one.waarde is None
        or two.soort not in {"getal", "euro", "procent", "punt"}
    ):
        return one
    return replace(one, soort=two.soort, waarde=one.waarde * two.factor, stap=one.stap * two.factor, factor=two.factor)


def year_at(tokens: Sequence[Token], i: int, jaar: int) -> int | None:
    """The year that this token is, or None."""
    token = tokens[i]
    if token.soort != "getal" or len(token.tekst) != 4 or not token.tekst.isdecimal():  # noqa: PLR2004 - a year
        return None
    year = int(token.tekst)
    before, after = _word(tokens, i - 1), _word(tokens, i + 1)
    if not 1900 <= year <= 2100 or _is(tokens, i - 1, "€") or _is(tokens, i + 1, "%") or after == "euro":  # noqa: PLR2004
        return None
    near = jaar - YEARS_BACK <= year <= jaar + YEARS_AHEAD
    introduced = before in words.YEAR_BEFORE
    if after in words.PEOPLE and not (introduced and near):
        return None
    return year if near or introduced else None


def _of_token(tokens: Sequence[Token], i: int, token: Token, jaar: int) -> Amount | None:
    if token.soort == "getal":
        return None if year_at(tokens, i, jaar) is not None or _is_place(tokens, i) else _written(tokens, i)
    return _in_words(tokens, i) if token.soort == "woord" else None


def _is_place(tokens: Sequence[Token], i: int) -> bool:
    """A date, an article, a numbered item: a number that counts nothing."""
    before, after = _word(tokens, i - 1), _word(tokens, i + 1)
    if after in words.MONTHS and tokens[i].tekst.isdecimal():
        return True
    clock = re.fullmatch(r"\d{1,2}\.[0-5]\d", tokens[i].tekst)
    if clock and "uur" in {t.tekst for t in tokens[i + 1 : i + 4]}:
        return True
    if any(re.fullmatch(r"0\d{2,}", t.tekst) for t in tokens[i : i + 2]):  # "14 074"
        return True
    if (
        before.endswith(words.STREETS)
        or before in words.NUMBERED
        or (_is(tokens, i - 1, ".") and _word(tokens, i - 2) in words.NUMBERED)
    ):
        return True
    first = all(t.soort == "teken" for t in tokens[:i])
    return first and (_is(tokens, i + 1, ".") or _is(tokens, i + 1, ")")) and not _is(tokens, i + 2, "%")


def _written(tokens: Sequence[Token], i: int) -> Amount:
    """The amount around a number: sign and euro before it, unit and multiplier after it."""
    value, decimals = _read(tokens[i].tekst)
    first, last, sign, euro = i, i, 0, False
    for _ in range(2):  # "-€ 5" and "€ -5"
        if not euro and _is(tokens, first - 1, "€"):
            euro, first = True, first - 1
        elif not sign and _is_sign(tokens, first - 1):
            sign, first = 1 if tokens[first - 1].tekst == "+" else -1, first - 1
    amount = Amount("euro" if euro else "getal", value, decimals, first, last, Decimal(1).scaleb(-decimals), sign)
    return _about(tokens, _with_unit(tokens, _multiplied(tokens, amount)))


def _multiplied(tokens: Sequence[Token], amount: Amount) -> Amount:
    factor = words.MULTIPLIERS.get(_word(tokens, amount.laatste + 1))
    if factor is None or amount.waarde is None:
        return amount
    last = amount.laatste + 1
    if _is(tokens, last + 1, ".") and tokens[last].tekst in {"mln", "mld"}:
        last += 1
    step = amount.stap * factor
    kind: Kind = "euro" if amount.soort == "getal" and factor >= TON else amount.soort
    return replace(
        amount, soort=kind, waarde=amount.waarde * factor, stap=step, decimals=0, laatste=last, factor=factor
    )


def _with_unit(tokens: Sequence[Token], amount: Amount) -> Amount:
    """The amount with the unit behind it: %, procentpunt, euro, keer, "op de acht", jaar."""
    after = amount.laatste + 1
    word = _word(tokens, after)
    if word in _UNITS:
        return replace(amount, soort=_UNITS[word], laatste=after)
    if _is(tokens, after, "%"):
        points = _word(tokens, after + 1) in {"punt", "punten"}
        return replace(amount, soort="punt" if points else "procent", laatste=after + points)
    if word in {"op", "van"} and not amount.teken and amount.decimals == 0:
        return _one_in(tokens, amount) or amount
    if word in words.DIRECTION and _word(tokens, amount.eerste - 1) == "de" and not amount.teken:
        return replace(amount, soort="telling", waarde=None)  # "geen van de 3 gestegen"
    near = {_word(tokens, amount.eerste - 1), _word(tokens, amount.eerste - 2)}
    under = near in ({"de", "onder"}, {"de", "boven"}, {"de", "tussen"}, {"dan", "jonger"}, {"dan", "ouder"})
    aged = under or word in _AGED or (_is(tokens, after, "+") and amount.decimals == 0) or _before_age(tokens, after)
    return replace(amount, soort="leeftijd") if aged else amount


def _before_age(tokens: Sequence[Token], i: int) -> bool:
    """ "0 tot 15 jaar", "15-25 jaar": the first number is an age as well."""
    joined = _word(tokens, i) in {"tot", "en", "t"} or _is(tokens, i, "-") or _is(tokens, i, "–")
    return joined and i + 2 < len(tokens) and tokens[i + 1].soort == "getal" and _word(tokens, i + 2) == "jaar"


def _one_in(tokens: Sequence[Token], amount: Amount) -> Amount | None:
    """ "1 op de 8", "drie van de vier gebruikers": a part of a whole, in percent."""
    link = _word(tokens, amount.laatste + 1)
    i = amount.laatste + 2
    if _word(tokens, i) in {"de", "elke", "iedere"}:
        i += 1
    elif link == "van":
        return None
    whole = _small(tokens, i)
    if whole is None or amount.waarde is None or not 0 < amount.waarde <= whole:
        return None
    if link == "van" and _word(tokens, i + 1) not in words.PEOPLE:
        if whole > words.NUMBERS["twintig"]:
            return None
        return replace(amount, soort="telling", laatste=i)  # "2 van de 3 gestegen" counts figures, not people
    if link == "op" and amount.waarde == whole:
        return None
    part = 100 * amount.waarde / whole
    return replace(amount, soort="deel", waarde=part, laatste=i, woord=amount.woord, stap=Decimal(1))


def _small(tokens: Sequence[Token], i: int) -> Decimal | None:
    """A whole number up to 1.000, in digits or words."""
    if i >= len(tokens):
        return None
    if tokens[i].tekst in words.NUMBERS:
        return Decimal(words.NUMBERS[tokens[i].tekst])
    if tokens[i].soort == "getal" and tokens[i].tekst.isdecimal() and len(tokens[i].tekst) <= 4:  # noqa: PLR2004
        return Decimal(tokens[i].tekst)
    return None


def _in_words(tokens: Sequence[Token], i: int) -> Amount | None:
    """ "een kwart", "de helft", "twee keer", "tien procent", "verdubbeld", "honderden"."""
    word = tokens[i].tekst
    for amount in (_part(tokens, i, word), _size(i, word), _number(tokens, i, word)):
        if amount is not None:
            return _about(tokens, amount)
    return None


def _part(tokens: Sequence[Token], i: int, word: str) -> Amount | None:
    before = _word(tokens, i - 1)
    first = i - 1 if before in words.NUMBERS else i
    many = words.NUMBERS.get(before, 1)
    if word == "kwart" and _word(tokens, i + 1) != "eeuw":
        return Amount("deel", Decimal(25 * many), 0, first, i, woord=True)
    if word in words.WHOLE_PARTS:
        return Amount("deel", Decimal(words.WHOLE_PARTS[word]), 0, i, i, woord=True)
    if word in words.MAJORITY and before in {"de", "het", "een"}:
        return Amount("deel", Decimal(50), 0, i, i, ongeveer="meer dan", woord=True)
    if (
        word in words.PARTS
        and before in words.NUMBERS
        and _word(tokens, i + 1) in {"van", "deel", "gestegen", "gedaald"}
    ):
        return Amount("deel", Decimal(100 * many) / words.PARTS[word], 0, first, i, woord=True)
    return None


def _size(i: int, word: str) -> Amount | None:
    times = next((Decimal(str(n)) for start, n in words.TIMES if word.startswith(start)), None)
    if times is not None:
        return Amount("keer", times, 0, i, i, woord=True)
    if word in words.ORDERS:
        return Amount("orde", Decimal(words.ORDERS[word][0]), 0, i, i, woord=True)
    return None


def _number(tokens: Sequence[Token], i: int, word: str) -> Amount | None:
    """A number in words, where a unit or people follow: "drie wetten" counts nothing that is published."""
    after = _word(tokens, i + 1)
    if word in words.TWICE and after in {"zo", "zoveel"}:
        return Amount("keer", words.TWICE[word], 0, i, i, woord=True)
    value = words.HALVES.get(word) or _in_full(word)
    if value is None or (word == "half" and after not in words.MULTIPLIERS):
        return None
    base = Amount("getal", Decimal(str(value)), 0, i, i, woord=True)
    amount = _with_unit(tokens, _multiplied(tokens, base))
    if amount.soort == "leeftijd":
        return None
    if amount.soort == "keer" and _word(tokens, amount.laatste + 1) not in words.AS_MUCH:
        return None
    if amount.soort != "getal" or amount.miljoen:
        return amount
    last = _word(tokens, i - 1) == "met" and not after
    return amount if value > 1 and (last or after in words.PEOPLE) else None


def _in_full(word: str) -> int | None:
    """ "Negenhonderd", "dertienduizend", "tweehonderdvijftig"."""
    if word in words.NUMBERS or len(word) > LONGEST_WORD:
        return words.NUMBERS.get(word)
    for unit in ("duizend", "honderd"):
        if unit not in word:
            continue
        head, _, tail = word.partition(unit)
        many, rest = _in_full(head) if head else 1, _in_full(tail.removeprefix("en")) if tail else 0
        if many is not None and rest is not None:
            return many * words.NUMBERS[unit] + rest
    return None


def _about(tokens: Sequence[Token], amount: Amount) -> Amount:
    """The same with the word before it that makes it less exact."""
    place = amount.eerste - 1
    if _word(tokens, place) == "een" or (_word(tokens, place) == "de" and amount.soort == "deel"):
        place -= amount.woord
    before, earlier = _word(tokens, place), _word(tokens, place - 1)
    if before == "dan" and earlier in {"meer", "minder"}:
        return replace(amount, ongeveer=f"{earlier} dan", eerste=place - 1)
    if before == "dan" and earlier == "de":
        return amount
    if before in words.ABOUT and (before != "n" or earlier == "zo" or _is(tokens, place - 1, "'")):
        return replace(amount, ongeveer=words.ABOUT[before], eerste=place)
    if before == "geen" and earlier in {"nog", "net"}:
        return replace(amount, ongeveer="minder dan", eerste=place - 1)
    if before == "de" and earlier == "rond":
        return replace(amount, ongeveer="ongeveer", eerste=place - 1)
    return amount


def _read(text: str) -> tuple[Decimal | None, int]:
    """A Dutch number with its decimals: "82.324", "7370", "3,1"; a point that splits no thousands is a decimal sign."""
    text = text.replace("\u00a0", "")
    if len(text) > LONGEST or not text.isascii():
        return None, 0
    whole, comma, rest = text.partition(",")
    groups = whole.split(".")
    thousands = len(groups) > 1 and len(groups[0]) <= 3 and all(len(g) == 3 for g in groups[1:])  # noqa: PLR2004
    if (len(groups) > 2 and not thousands) or "," in rest or "." in rest:  # noqa: PLR2004
        return None, 0
    if len(groups) == 2 and not thousands:  # noqa: PLR2004
        return (None, 0) if comma else (Decimal(text), len(groups[1]))
    return Decimal(f"{''.join(groups)}.{rest or '0'}"), len(rest)


def _is_sign(tokens: Sequence[Token], i: int) -> bool:
    """Whether this is a plus or minus: stuck to what follows, loose from what stands before."""
    if not 0 <= i < len(tokens) - 1 or tokens[i].tekst not in {"+", "-", "–", "−"}:
        return False
    loose = tokens[i].los or i == 0 or tokens[i - 1].tekst in {"(", "€", "["}
    return loose and not tokens[i + 1].los


def _is(tokens: Sequence[Token], i: int, sign: str) -> bool:
    return 0 <= i < len(tokens) and tokens[i].tekst == sign


def _word(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].tekst if 0 <= i < len(tokens) and tokens[i].soort == "woord" else ""
