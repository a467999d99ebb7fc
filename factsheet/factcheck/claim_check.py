"""One clause of a sentence beside the figures that it speaks of: its numbers, and what `moves` finds of directions."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from factsheet.factcheck import derived, kinds, parts, published, words
from factsheet.factcheck.amounts import Amount
from factsheet.factcheck.clauses import ClauseSpan, Predicate, Sentence
from factsheet.factcheck.context import Context, Finding
from factsheet.factcheck.moves import MoveCheck
from factsheet.factcheck.places import area_places
from factsheet.factcheck.published import Found, Print, fit
from factsheet.factcheck.subject_resolution import before_mainly, counting, is_cause
from factsheet.factcheck.subjects import Concepts, Subject, hard_of, stem
from factsheet.factcheck.times import TimeFrame, YearMention, time_frame
from factsheet.factcheck.verdict import Soort
from factsheet.factcheck.worked_out import is_worked_out
from factsheet.figures import Figure
from factsheet.narrate import notation

HELP = "ondersteuning"
UNIONS = ("wmo-en-jeugdwet.clienten", "sociaal-domein.clienten")
TWO, FEW, LARGE = 2, 10, 100  # a mean of people, and a count that is no chance hit
IN_OTHER_PRICES = (
    *(("_gecorrigeerd", ""), (".gecorrigeerd", ".nominaal")),
    ("participatiewet.uitgaven_per_client", "bijstand.uitkering"),
)
_UNITS = {"procent": "%", "punt": " procentpunt", "euro": " euro"}


@dataclass
class ClaimCheck:
    """`year_mentions` are the years that the sentence names, `borrowed` the verbs of the clauses beside this one.

    `areas` are the codes of the areas that the clause may be about, `others` the figures that other clauses are about.
    """

    sentence: Sentence
    clause: ClauseSpan
    subjects: list[Subject]
    context: Context
    year_mentions: Sequence[YearMention]
    borrowed: list[Predicate]
    areas: tuple[str, ...]
    others: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.normal = time_frame(self.sentence, self.clause, self.year_mentions, self.context.jaar)
        self.keys = frozenset[str]().union(*(subject.keys for subject in self.subjects))
        self.also = frozenset[str]().union(*(subject.also for subject in self.subjects))
        self.said = self.clause.predicates or self.borrowed
        self.matched: set[str] = set()

    def findings(self) -> Iterator[Finding]:
        for amount in self.clause.amounts:
            yield from self._amount(amount)
        yield from MoveCheck(
            self.sentence,
            self.clause,
            self.subjects,
            self.context,
            self.areas,
            self.said,
            self.matched,
            self.time_frame,
        ).findings()

    def time_frame(self, figure: Figure) -> TimeFrame:
        """The years of this clause; what it does not say is different for a figure that comes in years of its own."""
        if not figure.own_years:
            return self.normal
        return time_frame(self.sentence, self.clause, self.year_mentions, figure.jaar, before=figure.vorig)

    def places(self, figure: Figure, amount: Amount | None = None) -> list[Figure]:
        """The figure of each area that the clause, or an amount in it, may be about; none where it is not published."""
        return [place for area in self._areas_of(amount) if (place := self.context.at(figure, area))]

    def _areas_of(self, amount: Amount | None) -> tuple[str, ...]:
        """ "15%, in Hengelo 12%": the area named before an amount; of "(-0,231 tegen -0,030)" each of both."""
        every = tuple(dict.fromkeys((*self.areas, *self.clause.beside)))
        if amount and self.sentence.words(amount.eerste - 1, amount.eerste - 1)[:1] in (["alle"], ["de"]):
            return (*every, self.context.settings.gemeente.code)  # "460 van de 2.190"
        if amount is None or not self.clause.beside or self._around(amount)[1]:
            return every
        before = self.sentence.tokens[self.clause.eerste : amount.eerste]
        named = [code for _, code in area_places(before, self.context.names)]
        return (named[-1],) if named else self.areas

    def place(self, figure: Figure) -> Figure:
        """The figure of the first of these areas."""
        return next(iter(self.places(figure)), figure)

    def _amount(self, amount: Amount) -> Iterator[Finding]:
        match amount.soort:
            case "telling":
                return
            case "leeftijd":
                yield from self._age(amount)
            case "deel" | "keer" | "orde":
                yield from self._word(amount)
            case _:
                yield from self._number(amount)

    # --- numbers ----------------------------------------------------------------------------------------------------

    def _number(self, amount: Amount) -> Iterator[Finding]:
        if parts.is_class(amount, self.sentence, self.context.settings) or self._is_of_a_clock(amount):
            return
        if self._counts_something_else(amount) or self._is_planned(amount):
            return
        if not self.subjects and is_cause(self.sentence, self.clause):
            return
        if amount.ongeveer in {"meer dan", "minder dan"} and "geen" in self.sentence.vocabulary:
            return
        if parts.is_sum(amount, self.sentence, self.context.figures.values(), self.context.seen):
            return
        if amount.soort == "procent" and self.tiled:
            yield from self._tiled(amount, abs(self.tiled[0] - float(amount.waarde or 0)) <= self.tiled[1] / 2)
            return
        keys = self._candidates(amount)
        if not self._is_whole(amount):
            yield from self._held_against(amount, keys) if keys else self._anywhere(amount)

    def _is_of_a_clock(self, amount: Amount) -> bool:
        """ "Tussen 9 en 12 uur": a time where no figure is spoken of."""
        after = self.sentence.words(amount.laatste + 1, amount.laatste + 3)
        return not self.clause.has_subject and bool(words.TIME_UNITS.intersection(after))

    def _is_planned(self, amount: Amount) -> bool:
        """ "Het doel is 350 in 2026", "€ 1.600 per maand": nothing that these figures can tell."""
        later = any(mention.jaar > self.context.jaar for mention in self.year_mentions)
        after = self.sentence.words(amount.laatste + 1, amount.laatste + 2)
        return later or bool(words.GOAL & self.sentence.vocabulary) or after in (["per", "maand"], ["per", "dag"])

    def _counts_something_else(self, amount: Amount) -> bool:
        """ "14 aanbieders", "13 gemeenten": a small number of what no figure is about."""
        noun = next(iter(self.sentence.words(amount.laatste + 1, amount.laatste + 1)), "")
        small = amount.soort == "getal" and not amount.teken and (amount.waarde or LARGE) < LARGE
        plural = len(noun) > 4 and noun.endswith(("en", "s")) and noun.isalpha()  # noqa: PLR2004 - no "aan", "en"
        mentioned = any(m.eerste == amount.laatste + 1 for m in self.clause.mentions)
        known = noun in words.PEOPLE or noun in words.COUNTED_AS or noun in words.DIRECTION or noun in words.FINITE
        average = words.AVERAGE & self.sentence.vocabulary and (amount.waarde or LARGE) < FEW
        if average and noun in words.PEOPLE:
            return amount.soort == "getal"  # "gemiddeld 2,1 mensen per huishouden"
        return small and plural and not mentioned and not known

    def _held_against(self, amount: Amount, keys: frozenset[str]) -> Iterator[Finding]:
        candidates = self.context.order(keys)
        exact, coarse = self._fits(amount, candidates)
        if not exact and (self._follows(amount) or self._is_of_part(amount)):
            return
        if not exact:
            others = self.context.order(self.also - keys - self._of_other_clauses(keys))
            others += [] if amount.soort != "euro" else self._in_other_prices(keys)
            others += self.context.order(f"{key}.groei" for key in keys)
            exact, more = self._fits(amount, others)
            coarse = coarse or more
        if exact:
            self.matched.update(figure.sleutel for figure, _ in exact)
            yield from self._twice(amount, exact)
            yield from self._of_whom(amount, exact)
        elif coarse:
            yield self._coarse(amount, *coarse[0])
        elif not self._may_be_of_another(amount) and not self._is_worked_out(amount, keys):
            yield self._unpublished(amount, candidates)

    def _is_whole(self, amount: Amount) -> bool:
        """ "Van de bijna 9.500 inwoners kregen er 1.240 hulp": all of them."""
        of = self.sentence.words(max(0, amount.eerste - 2), amount.eerste - 1) == ["van", "de"]
        noun = self.sentence.words(amount.laatste + 1, amount.laatste + 1)
        wholes = [f for f in self.context.order(counting(noun, self.context.known)) if "." not in f.sleutel]
        return of and bool(self._fits(amount, wholes)[0])

    def _is_sure(self, amount: Amount) -> bool:
        """Whether the clause tells by itself what an amount is of: what is carried over may be of something else.

        "83.061 inwoners" does, where the sentence names nothing else.
        """
        clause, sentence = self.clause, self.sentence
        around = any(_names_a_subject(other) for other in sentence.clauses)
        placed = amount.soort != "keer" and (clause.areas or clause.beside or clause.dated)
        if _names_a_subject(clause) or placed or amount.teken or (amount.rol and around):
            return True
        pointing = words.POINTING & {*sentence.words(0, 7)} or (self.context.last and "er" in sentence.vocabulary)
        living = words.LIVING & {*sentence.words(clause.eerste, clause.laatste)}
        return clause.has_subject and bool(living or not (around or pointing))

    def _may_be_of_another(self, amount: Amount) -> bool:
        """Whether a number is that of something else that the text speaks of, or too vague to tell."""
        if self._is_sure(amount):
            return False
        near = self.context.order(self.keys | self.also | self.others | self._pointed_at)
        return bool(amount.ongeveer or self._fits(amount, near)[0])

    @property
    def _pointed_at(self) -> frozenset[str]:
        return frozenset[str]().union(*(subject.keys for subject in self.context.last))

    def _is_worked_out(self, amount: Amount, keys: frozenset[str]) -> bool:
        """Whether an amount is one step away from figures that the sentence names, or that it points at."""
        combined = words.COMBINED & self.sentence.vocabulary or not _names_a_subject(self.clause)
        told = keys | self.keys | (self.others if combined else frozenset())
        if words.POINTING & self.sentence.vocabulary:
            told |= self._pointed_at
        if amount.soort == "euro" and not self._says:
            pairs = (*IN_OTHER_PRICES, (".nominaal", ".gecorrigeerd"))
            told |= {key.replace(*pair) for key in told for pair in pairs}
        named = (code for clause in self.sentence.clauses for code in (*clause.areas, *clause.beside))
        areas = dict.fromkeys((self.context.last_area, *self._areas_of(None), *named))
        told |= self._named
        shares = frozenset(key for key in told | self.also if self._is_percentage(key))
        if amount.soort == "procent" and shares and _names_a_subject(self.clause):
            told = shares  # it is one of these, and no share of all wijken
        figures = self.context.order(told)
        places = [place for figure in figures for area in areas if (place := self.context.at(figure, area))]
        jaren = self.normal.jaren | self._bases | {self.context.jaar}
        return (
            self._is_told_of_then(amount, keys)
            or is_worked_out(amount, places, sorted(jaren))
            or self._is_share(amount)
            or self._is_apart(amount)
        )

    def _is_share(self, amount: Amount) -> bool:
        """ "Bijna de helft van de intensieve individuele begeleiding is via de Wmo"."""
        if amount.soort not in {"procent", "deel"} or amount.teken:
            return False
        bag = hard_of(frozenset(c for clause in self.sentence.clauses for c in clause.concepts))
        named = [key for clause in self.sentence.clauses for name in clause.named for key in name.keys]
        bag = bag.union(*(min(self.context.known.names[key], key=len) for key in named))
        if not bag & words.LAWS or bag <= words.LAWS:
            return False
        group = [f for key, f in self._here.items() if hard_of(bag) <= self._wide(key)]
        real = list(derived.shares(group, self._here, self.normal.now, ()))
        wholes = ((figure, self._here.get(figure.sleutel.rpartition(".")[0])) for figure in group)
        real += [Decimal(str(100 * f.value / of.value)) for f, of in wholes if f.value and of and of.value]
        return any(parts.is_near(amount, share) for share in real)

    def _is_apart(self, amount: Amount) -> bool:
        """ "Dat zijn er 50 minder": the difference of numbers that the text gave before."""
        before = self.context.numbers[-derived.RECENT :]
        carried = amount.soort in {"getal", "euro"} and not _names_a_subject(self.clause)
        return carried and any(abs(one - other) == amount.waarde for one, other in itertools.combinations(before, 2))

    @property
    def _bases(self) -> set[int]:
        return {mention.jaar for mention in self.year_mentions if mention.basis}

    def _is_told_of_then(self, amount: Amount, keys: frozenset[str]) -> bool:
        """ "Minder hard dan in 2023, toen er 6,2% bij kwam", "met 620 zitten we onder de 640 van 2021"."""
        here = [place for figure in self.context.order(keys) for place in self.places(figure, amount)]
        before = [] if amount.teken else [(f, jaar) for f in here for jaar in self._bases - {f.jaar}]
        shown = [p for f, jaar in before for p in published.changes(f, jaar, jaar - 1)]
        span = range(self.clause.eerste, self.clause.laatste + 1)
        if not amount.rol and not any(m.plaats in span and not m.basis for m in self.year_mentions):
            shown += [p for f in here for p in published.values(f, f.jaar)]
        if not self.year_mentions and self.sentence.words(amount.eerste - 1, amount.eerste - 1) == ["tegen"]:
            shown += [p for f in here for p in published.values(f, f.jaar - 1)]
        if len(self.clause.concepts & words.LAWS) > 1 and len(self.clause.amounts) < TWO + 1:
            each = [o for f in here for o in kinds.alike(f, self._parts)]
            shown += [p for f in each for p in published.values(f, self.normal.now)]
        return any(fit(amount, p) == "precies" for p in shown)

    @property
    def _named(self) -> frozenset[str]:
        """The figures of each law that the sentence names, alike those that it is about."""
        about = self.context.order(self.keys)
        if "per" in self.clause.concepts:
            starts = {figure.sleutel.partition(".")[0] for figure in about}
            counted = {f"{start}.clienten" for start in starts} | {"inwoners", "huishoudens"}
            return frozenset(counted & self.context.figures.keys())
        if words.TOGETHER & self.sentence.vocabulary:
            return frozenset(o.sleutel for f in about for o in kinds.alike(f, self.context.figures.values()))
        if len(self.clause.concepts & words.LAWS) < TWO and not words.COMBINED & self.sentence.vocabulary:
            return frozenset()
        ends = {figure.sleutel.partition(".")[2] for figure in about}
        return frozenset(figure.sleutel for figure in self._parts if figure.sleutel.partition(".")[2] in ends)

    def _of_other_clauses(self, keys: frozenset[str]) -> frozenset[str]:
        """ "Jeugdhulp (+0,3%), met per persoon meer indicaties (+0,2%)": of the same law, but told elsewhere."""
        starts = {key.partition(".")[0] for key in keys}
        return frozenset(key for key in self.others if key.partition(".")[0] in starts)

    def _in_other_prices(self, keys: frozenset[str]) -> list[Figure]:
        """The same spending with or without price correction, where the words do not say which."""
        if {"nominaal", "gecorrigeerd"} & {stem(c) for c in self.clause.concepts}:
            return []
        return self.context.order(key.replace(*pair) for key in keys for pair in IN_OTHER_PRICES)

    def _anywhere(self, amount: Amount) -> Iterator[Finding]:
        """A number without a subject: any published figure will do."""
        if amount.ongeveer or amount.miljoen:
            every = self.context.everything(self._areas_of(None)).values()
            found = any(fit(amount, shown) for group in every for _, shown in group)
        else:
            found = bool(self._same(amount))
        if not found and not self._is_worked_out(amount, self._pointed_at):
            yield self._unpublished(amount, [])

    def _same(self, amount: Amount) -> list[Found]:
        """Everything published, of any figure and year, that this amount is."""
        if amount.waarde is None:
            return []
        every = self.context.everything(self._areas_of(None))
        return [found for found in every.get((amount.soort, abs(amount.waarde)), []) if fit(amount, found[1])]

    def _candidates(self, amount: Amount) -> frozenset[str]:
        """The figures that an amount may belong to; a loose subject is read again for what prints so."""
        moved = bool(amount.teken or self.said)
        able = published.prints_as(amount, self.context.figures, moved=moved)
        exact = any(subject.exact for subject in self.subjects)
        if not self.keys or not self.clause.has_subject or (exact and self.keys & able):
            return self.keys
        bag = before_mainly(self.sentence, self.clause).concepts
        counted = counting(self.sentence.words(amount.laatste + 1, amount.laatste + 1), self.context.known)
        able = able & counted or able
        return self.context.known.best(bag, able & (self.keys | self.also) or able) or self.keys

    def _is_percentage(self, key: str) -> bool:
        return self.context.figures[key].unit.soort == "procent"

    def _fits(self, amount: Amount, figures: Sequence[Figure]) -> tuple[list[Found], list[Found]]:
        """The prints that an amount is, and those that it is a coarser form of."""
        exact: list[Found] = []
        coarse: list[Found] = []
        for figure in figures:
            for shown in self._prints(figure, moved=bool(amount.teken), amount=amount):
                found = fit(amount, shown)
                if found and self._may_stand(amount, figure, shown):
                    (exact if found == "precies" or shown.verschil else coarse).append((figure, shown))
        return exact, coarse

    def _prints(self, figure: Figure, *, moved: bool, amount: Amount | None = None) -> Iterator[Print]:
        """What may stand here of a figure: values of the years of this clause, and changes where something moves."""
        when = self.time_frame(figure)
        says = self._says or bool(self.clause.areas or self.clause.beside)
        every = (point.jaar for point in figure.points if point.jaar < when.now)
        years = {*when.jaren, *(every if amount and amount.rol == "van" and not self.year_mentions else ())}
        for place in self.places(figure, amount):
            if when.vrij:
                yield from published.everything(place)
            for jaar in sorted(years):
                yield from published.values(place, jaar)
            for jaar, basis in when.paren:
                yield from (p for p in published.changes(place, jaar, basis) if says or (moved and not p.verschil))

    @functools.cached_property
    def _says(self) -> bool:
        """Whether something moves or is compared in this sentence, so that a difference may stand in it."""
        moves = any(clause.predicates or clause.comparisons for clause in self.sentence.clauses)
        return bool(self.said) or moves or bool(words.ADDED & self.sentence.vocabulary)

    def _may_stand(self, amount: Amount, figure: Figure, shown: Print) -> bool:
        """Not the value of now as "90% toen", nor a fall without its minus behind "blijft gelijk"."""
        first = max(0, amount.eerste - 1)
        beside = [
            *self.sentence.words(first, amount.eerste),
            *self.sentence.words(amount.laatste + 1, amount.laatste + 1),
        ]
        if shown.basis is None and self._is_only_compared_with(amount, shown.jaar):
            return False
        now = shown.jaar == figure.jaar
        if amount.rol and shown.basis is None:
            pairs = self.time_frame(figure).paren
            if amount.rol == "van" and not self.year_mentions:
                return not now
            return shown.jaar in {jaar if amount.rol == "naar" else basis for jaar, basis in pairs}
        if shown.basis is None and words.THEN.intersection(beside):
            return not now
        if shown.basis is None and words.NOW.intersection(beside):
            return now
        still = bool(self.said) and all(said.richting == 0 for said in self.said)
        return not (still and shown.basis is not None and shown.waarde < 0 and not amount.teken)

    def _is_only_compared_with(self, amount: Amount, jaar: int) -> bool:
        """ "460 huishoudens, meer dan in 2023": the number is not that of 2023."""
        return any(
            m.basis and m.jaar == jaar and words.THAN_THEN.intersection(self.sentence.words(amount.laatste, m.plaats))
            for m in self.year_mentions
        ) and not any(m.jaar == jaar and not m.basis for m in self.year_mentions)

    def _twice(self, amount: Amount, exact: list[Found]) -> Iterator[Finding]:
        """The same print in another form than before in this text."""
        figure, shown = exact[0]
        if amount.ongeveer or len({found.sleutel for found, _ in exact}) > 1:
            return
        known = (figure.sleutel, self.place(figure).area.code, shown.jaar, shown.basis, shown.soort)
        form = (amount.decimals, amount.miljoen)
        if self.context.printed.setdefault(known, form) != form:
            right = self._as_published(figure, shown)
            text = f"De tekst schrijft {figure.label} op twee manieren. Gepubliceerd is {right}."
            yield self._found("twee keer anders", amount, text, figure)

    def _follows(self, amount: Amount) -> bool:
        """Whether an amount can be worked out from what is published: as a sum, a share, or what is left."""
        figures = [place for key in self.keys | self.also for place in self.places(self.context.figures[key])]
        years = self.normal.jaren
        if amount.soort == "procent" and not amount.teken:
            points = words.POINTING.intersection(self.sentence.words(0, 7))
            written = [*(self.context.numbers if points else ()), *self._written]
            of_group = [*figures, *self._parts] if self._is_of_a_group(amount) else []
            found = list(derived.shares(of_group, self._here, self.normal.now, written))
            if self._denies:
                found += [100 - p.waarde for f in figures for p in self._prints(f, moved=False) if p.soort == "procent"]
            found += [
                Decimal(str(100 * f.value / whole.value))
                for key in (self.keys | self.also | self._everybody if self.clause.has_subject else ())
                for f in self.places(self.context.figures[key], amount)
                if (whole := f.gemeente) and f.value and whole.value and f.unit.soort == "aantal"
            ]
            return any(derived.is_share(amount, real) for real in found) or derived.is_sum(amount, self._kinds(), years)
        return derived.is_sum(amount, self._sums(), years)

    @property
    def _everybody(self) -> frozenset[str]:
        """ "12% van de Hengeloërs woont in de Berflo Es"."""
        return frozenset() if hard_of(self.clause.concepts) else frozenset({"inwoners"} & self.context.figures.keys())

    def _kinds(self) -> Iterator[Sequence[Figure]]:
        """ "Huur": the shares of each kind of it."""
        hard = hard_of(self.clause.concepts)
        here = [f for key, f in self._here.items() if f.unit.soort == "procent" and hard & self.context.known.wide[key]]
        for first in here[:1] if hard else ():
            yield (first, *(other for other in here[1:] if kinds.is_alike(first, other)))

    def _sums(self) -> Iterator[Sequence[Figure]]:
        """The figures that a sentence may add up: of the laws that it names, of the areas that it names."""
        if len(self._laws) > 1:
            yield from derived.same_of_each(self._parts, len(self._laws))
        if "begeleiding" in self.clause.concepts and self.clause.concepts & {"groep", "individueel"}:
            whole = [kinds.wholes(f, self._here) for f in self._here.values() if f.sleutel.endswith(".lichter")]
            yield from (w for w in whole if w and self.clause.concepts <= self._wide(w[0].sleutel) | words.SOFT)
        if len(self.areas) > 1:
            yield from (self.places(self.context.figures[key]) for key in self.keys)

    def _is_of_part(self, amount: Amount) -> bool:
        """A figure whose name stands in this sentence, or one that is more precise than the words of the clause."""
        bag, paired = self._around(amount)
        laws = bag & words.LAWS
        time = words.TIME_UNITS.intersection(self.sentence.words(amount.laatste + 1, amount.laatste + 1))
        exact = any(subject.exact for subject in self.subjects) and not paired
        if exact or time or not bag or amount.teken or (amount.ongeveer and not bag & {HELP}):
            return False
        large = (amount.waarde or 0) >= LARGE and amount.soort == "getal" and not amount.ongeveer
        own = hard_of(self.clause.concepts)
        figures = [
            figure
            for key, figure in self.context.figures.items()
            if (self._is_named(key, bag) and (large or paired or self._wide(key) & words.LAWS == laws))
            or (large and own and own <= self._wide(key) and self._wide(key) & words.LAWS == laws)
        ]
        if paired or (len(laws) > 1 and large):
            figures += [f for f in self._parts if self._wide(f.sleutel) & words.LAWS <= laws]
        figures += self.context.order(UNIONS) if HELP in bag and not laws else []
        return bool(self._fits(amount, [f for f in figures if not self._other_price & self._wide(f.sleutel)])[0])

    @property
    def _other_price(self) -> Concepts:
        """What the clause says that prices are not."""
        return frozenset(words.OTHER_PRICES[price] for price in words.OTHER_PRICES if price in self.clause.concepts)

    def _wide(self, key: str) -> Concepts:
        return self.context.known.wide[key]

    def _is_named(self, key: str, bag: Concepts) -> bool:
        """Whether all words of one of its names are there."""
        return any(
            (hard_of(name) or name <= bag) and name <= bag | words.SOFT for name in self.context.known.names[key]
        )

    def _around(self, amount: Amount) -> tuple[Concepts, bool]:
        """What an amount may be of: what its clause names; all of the sentence where that is nothing, or it is a pair.

        And whether it is one of a pair: "1,3% tegen 0,9%".
        """
        beside = self.sentence.words(amount.eerste - 1, amount.eerste - 1)
        beside += self.sentence.words(amount.laatste + 1, amount.laatste + 1)
        paired = bool(words.PAIRED.intersection(beside))
        own = bool(self.clause.named or hard_of(self.clause.concepts)) and not paired
        clauses = [self.clause] if own else self.sentence.clauses
        names = self.context.known.names
        named = [min(names[key], key=len) for c in clauses for n in c.named for key in n.keys]
        return frozenset(m.concept for c in clauses for m in c.mentions).union(*named), paired

    def _is_of_a_group(self, amount: Amount) -> bool:
        """ "Een derde van de uitgaven", "van de cliënten met Wmo": a share of something narrower."""
        after = range(amount.laatste + 1, self.clause.laatste + 1)
        verb = next((i for i in after if self.sentence.tokens[i].tekst in words.FINITE), self.clause.laatste + 1)
        named = {m.concept for m in self.clause.mentions if amount.laatste < m.eerste < verb}
        for name in (n for n in self.clause.named if amount.laatste < n.eerste < verb):
            named |= frozenset[str]().union(*(self.context.known.wide[key] for key in name.keys))
        return HELP in named or bool(hard_of(frozenset(named)))

    @property
    def _parts(self) -> list[Figure]:
        """The figures of single laws that the sentence names."""
        wide = self.context.known.wide
        return [
            f
            for f in self._here.values()
            if wide[f.sleutel] & words.LAWS and wide[f.sleutel] & words.LAWS <= self._laws
        ]

    @property
    def _laws(self) -> frozenset[str]:
        return frozenset(c for clause in self.sentence.clauses for c in clause.concepts) & words.LAWS

    @functools.cached_property
    def _here(self) -> dict[str, Figure]:
        return {key: self.place(figure) for key, figure in self.context.figures.items()}

    @property
    def _written(self) -> list[Decimal]:
        """The counts and sums in this sentence."""
        every = (a for clause in self.sentence.clauses for a in clause.amounts)
        return [a.waarde for a in every if a.waarde and a.soort in {"getal", "euro"}]

    @property
    def _denies(self) -> bool:
        return bool(words.WITHOUT.intersection(self.sentence.words(self.clause.eerste, self.clause.laatste)))

    def _of_whom(self, amount: Amount, exact: list[Found]) -> Iterator[Finding]:
        """Households that are called inhabitants, or the other way round."""
        after = self.sentence.words(amount.laatste + 1, amount.laatste + 4)
        figure = exact[0][0]
        if (unit := words.TIME_UNITS.intersection(after[:1])) and not any(unit & {*f.label.split()} for f, _ in exact):
            yield self._found("getal", amount, f"{figure.label}: dit zijn geen {after[0]}. Pas dat aan.", figure)
        if amount.soort == "procent" and after[:1] != ["van"]:
            return
        near = after if amount.soort == "procent" else after[:2]
        noun = next((words.COUNTED_AS[text] for text in near if text in words.COUNTED_AS), "")
        counted = {kinds.counts(figure) for figure, shown in exact if shown.basis is None}
        if noun and counted and "" not in counted and noun not in counted:
            text = f"{figure.label}: dit zijn {kinds.counts(figure)}, geen {noun}. Pas dat aan."
            yield self._found("getal", amount, text, figure)

    # --- ages -------------------------------------------------------------------------------------------------------

    def _age(self, amount: Amount) -> Iterator[Finding]:
        """An age beside a share must be a bound of the published groups; elsewhere it only describes."""
        beside = any(a.soort in {"procent", "deel", "getal"} for a in self.clause.amounts)
        group = parts.age_group(self.context.known) if beside and self.ages else None
        laws = self.clause.concepts & words.LAWS
        if group and not parts.is_bound(amount, self.context.known, laws):
            yield self._found("getal", amount, "Deze leeftijdsgrens staat niet bij de gepubliceerde cijfers.", group)

    @functools.cached_property
    def ages(self) -> list[str]:
        return parts.ages(self.sentence.tokens[self.clause.eerste : self.clause.laatste + 1])

    @functools.cached_property
    def tiled(self) -> tuple[float, int] | None:
        """The share of an age group that is made of published ones, and how many those are."""
        if self.clause.concepts & words.LAWS:
            return None
        return parts.tiled(self.ages, self.context.known, lambda figure: self.place(figure).value)

    def _tiled(self, amount: Amount, holds: bool) -> Iterator[Finding]:
        if self.tiled and not holds:
            soort: Soort = "getalwoord" if amount.soort == "deel" else "getal"
            total = notation.number(self.tiled[0])
            text = f"De gepubliceerde leeftijdsgroepen zijn hier samen {total}%. Gebruik dat cijfer."
            yield self._found(soort, amount, text, parts.age_group(self.context.known))

    # --- words for numbers ------------------------------------------------------------------------------------------

    def _word(self, amount: Amount) -> Iterator[Finding]:
        after = self.sentence.words(amount.laatste + 1, amount.laatste + 3)
        of_course = after[:1] == ["van"] and words.COURSES.intersection(after)  # "de helft van de stijging"
        if amount.soort == "deel" and (of_course or after[1:2] == ["die"]):  # "twee van de drie mensen die …"
            return
        figures = self.context.order(self._candidates_of_word(amount))
        vague = amount.ongeveer or amount.soort == "keer"
        if (vague and not self._is_sure(amount)) or self._is_of_what_was_told(figures):
            return
        soort: Soort = "getalwoord" if amount.woord or amount.soort == "deel" else "getal"
        if amount.soort == "deel" and self.tiled:
            yield from self._tiled(amount, parts.is_near(amount, Decimal(str(self.tiled[0]))))
            return
        if not figures:
            if not amount.woord:
                yield self._found(soort, amount, "Dit staat niet bij de gepubliceerde cijfers.", None)
            return
        real = [(figure, value) for figure in figures for value in self._real(figure, amount)]
        near = {figure.sleutel for figure, value in real if parts.is_near(amount, value)}
        if near:
            self.matched.update(near)
            return
        if not self._is_worked_out(amount, self._candidates_of_word(amount)):
            figure = real[0][0] if real else figures[0]
            yield self._found(soort, amount, self._does_not_fit(amount, figure), figure)

    def _is_of_what_was_told(self, figures: Sequence[Figure]) -> bool:
        """ "De minste bijstand, ongeveer twee op de honderd huishoudens": this clause names the whole."""
        others = [c for clause in self.sentence.clauses if clause is not self.clause for c in hard_of(clause.concepts)]
        return bool(others) and all("." not in figure.sleutel for figure in figures)

    def _does_not_fit(self, amount: Amount, figure: Figure) -> str:
        """No figure can be used instead of a ratio; "dubbel zo hoog als" may be about what is not published at all."""
        if amount.soort != "keer":
            return f"Dit past niet bij de cijfers. {self._shown(figure)}"
        of_two = {"zo", "zoveel"} & {*self.sentence.words(amount.laatste + 1, amount.laatste + 1)}
        shown = "" if of_two else f" {self._shown(figure, use='')}"
        return f"Dit volgt niet uit de gepubliceerde cijfers.{shown} Haal het weg, of schrijf op waarom het klopt."

    def _candidates_of_word(self, amount: Amount) -> frozenset[str]:
        if amount.soort != "deel" or self._by_how_much():
            return self.keys | self.also
        known = self.context.known
        bag = self.clause.concepts.union(*(known.wide[key] for named in self.clause.named for key in named.keys))
        shares = frozenset(key for key in self.context.figures if self._is_percentage(key))
        own = self.keys if self.areas[0] != self.context.settings.gemeente.code else frozenset[str]()
        return own | ((known.best(bag, shares) | (known.fitting(bag, bag) & shares)) or (self.keys & shares))

    def _by_how_much(self) -> bool:
        """ "met een kwart gestegen": a change, not a share."""
        text = self.sentence.words(self.clause.eerste, self.clause.laatste)
        return bool(self.said) and ("met" in text or any(said.ruim for said in self.said))

    def _real(self, figure: Figure, amount: Amount) -> Iterator[Decimal]:
        """What a word for a number is held against: a share, a change, a ratio, a size."""
        place, when = self.place(figure), self.time_frame(figure)
        if amount.soort in {"keer", "deel"}:
            yield from derived.quotients(self._written, 1 if amount.soort == "keer" else 100)
        if amount.soort == "keer":
            yield from parts.ratios(place, when.paren, self._others(figure))
        elif amount.soort == "orde":
            yield from (p.waarde for p in published.values(place, when.now) if p.soort != "procent")
            yield from (abs(p.waarde) for pair in when.paren for p in published.changes(place, *pair) if p.verschil)
        elif self._by_how_much():
            every = (p for pair in when.paren for p in published.changes(place, *pair))
            yield from (abs(p.waarde) for p in every if p.soort in {"procent", "punt"})
        else:
            if place.gemeente and place.gemeente.value and place.unit.soort == "aantal":
                yield Decimal(str(100 * (place.value or 0) / place.gemeente.value))
            if self._is_of_a_group(amount):
                people = bool(words.PEOPLE & {*self.sentence.words(amount.laatste + 1, amount.laatste + 4)})
                able = [f for f in (place, *self._parts) if not people or f.unit.soort == "aantal"]
                yield from derived.shares(able, self._here, when.now, ())
            every = (p for jaar in sorted(when.jaren) for p in published.values(place, jaar))
            yield from (p.waarde for p in every if p.soort == "procent")

    def _others(self, figure: Figure) -> list[Figure]:
        """What a figure may be a multiple of: that of another area, or others that the sentence names."""
        areas = [p for code in self.clause.beside if (p := self.context.at(figure, code))]
        bag = frozenset(m.concept for clause in self.sentence.clauses for m in clause.mentions)
        alone = "als" in self.sentence.vocabulary and not (
            self.year_mentions or self.clause.beside or self.others - self.keys
        )
        named = [f for key, f in self._here.items() if alone or self._is_named(key, bag) or f in self._parts]
        keys = {key for clause in self.sentence.clauses for n in clause.named for key in n.keys}
        whole = [figure.gemeente] if figure.gemeente else []
        return [*areas, *whole, *self.context.order(keys | self.keys), *kinds.alike(figure, named)]

    # --- messages ---------------------------------------------------------------------------------------------------

    def _unpublished(self, amount: Amount, figures: Sequence[Figure]) -> Finding:
        able = [f for f in figures if any(p.soort == amount.soort for p in self._prints(f, moved=True))] or figures
        figure = able[0] if able else None
        rest = self._shown(figure) if figure else "Haal het weg, of geef een reden."
        text = f"{self._where_it_belongs(amount, able)} {rest}"
        return self._found("getalwoord" if amount.woord else "getal", amount, text, figure)

    def _where_it_belongs(self, amount: Amount, figures: Sequence[Figure]) -> str:
        """Whether the number is that of another year, or of another figure."""
        same = self._same(amount)
        keys = {figure.sleutel for figure in figures}
        year = next((shown.jaar for figure, shown in same if figure.sleutel in keys), None)
        if year is not None:
            return f"Dit is het cijfer van {year}."
        other = next((figure for figure, shown in same if shown.jaar == figure.jaar), None)
        return f"Dit getal hoort bij {other.label}." if other else "Dit getal staat niet bij de gepubliceerde cijfers."

    def _coarse(self, amount: Amount, figure: Figure, shown: Print) -> Finding:
        text = (
            f"{figure.label} is gepubliceerd als {self._as_published(figure, shown)}. "
            "Schrijf het cijfer overal zo, of zet er “ruim”, “bijna” of “ongeveer” voor."
        )
        return self._found("twee keer anders", amount, text, figure)

    def _as_published(self, figure: Figure, shown: Print) -> str:
        if shown.basis is None:
            return notation.point(self.place(figure).at(shown.jaar), figure.unit)
        return f"{notation.number(float(shown.waarde), shown.decimals)}{_UNITS.get(shown.soort, '')}"

    def _shown(self, figure: Figure, use: str = " Gebruik dat cijfer.") -> str:
        point = self.place(figure).at(self.time_frame(figure).now)
        change = notation.change(point, figure.unit) if point.duidelijk and point.verandering else ""
        where = f" in {self.place(figure).area.naam}" if self.place(figure) is not figure else ""
        value = notation.point(point, figure.unit)
        instead = use if point.waarde is not None else ""
        return f"{figure.label}{where} in {point.jaar}: {value}{f' ({change})' if change else ''}.{instead}"

    def _found(self, soort: Soort, amount: Amount, melding: str, figure: Figure | None) -> Finding:
        return self.context.finding(self.sentence, soort, (amount.eerste, amount.laatste), melding, figure)


def _names_a_subject(clause: ClauseSpan) -> bool:
    return bool(clause.named or hard_of(clause.concepts))
