"""One clause of a sentence beside what figures did: its directions, and its comparisons with others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from factsheet.factcheck import ranking, verdict, words
from factsheet.factcheck.clauses import ClauseSpan, Predicate, Sentence
from factsheet.factcheck.comparisons import Comparison
from factsheet.factcheck.context import Context, Finding
from factsheet.factcheck.kinds import alike, is_alike
from factsheet.factcheck.places import area_places
from factsheet.factcheck.subject_resolution import before_mainly, is_cause, part_of
from factsheet.factcheck.subjects import Concepts, Subject
from factsheet.factcheck.times import TimeFrame
from factsheet.factcheck.verdict import Wrong
from factsheet.figures import Figure


@dataclass
class MoveCheck:
    """`areas` are the codes of the areas that the clause may be about, `said` the directions that it tells or borrows.

    `matched` are the keys of the figures that its numbers belong to.
    """

    sentence: Sentence
    clause: ClauseSpan
    subjects: list[Subject]
    context: Context
    areas: tuple[str, ...]
    said: list[Predicate]
    matched: set[str]
    time_frame: Callable[[Figure], TimeFrame]

    def findings(self) -> Iterator[Finding]:
        for predicate in self.said:
            yield from self._predicate(predicate)
            yield from self._main_part(predicate)
        for comparison in self.clause.comparisons:
            yield from self._comparison(comparison)

    # --- directions -------------------------------------------------------------------------------------------------

    def _predicate(self, said: Predicate) -> Iterator[Finding]:
        for subject in [] if self._is_of_then else self.subjects:
            figures = self.context.order(subject.keys & self.matched or subject.also & self.matched or subject.keys)
            wrong = [(figure, problem) for figure in figures if (problem := self._wrong(figure, said))]
            if wrong and self._too_many(len(wrong), len(figures), subject, said):
                figure, problem = wrong[0]
                yield self._found(problem, (said.eerste, said.laatste), figure)

    @property
    def _is_of_then(self) -> bool:
        """ "Drie jaar eerder was dat minder": how it was, beside what it is."""
        text = self.sentence.words(self.clause.eerste, self.clause.laatste)
        return bool(words.THEN.intersection(text) and words.WAS.intersection(text)) and "dan" not in text

    def _too_many(self, wrong: int, figures: int, subject: Subject, said: Predicate) -> bool:
        """Whether so many figures contradict it; "geen van" and "alle drie" speak of every one of them."""
        text = self.sentence.words(self.clause.eerste, said.eerste)
        if figures > 1 and all(key.startswith("indicator.") for key in subject.keys):
            counted = next((a.waarde for a in self.clause.amounts if a.soort == "telling"), None)
            if counted is not None:
                return figures - wrong != counted
            if words.EVERY.intersection(text):
                return True
        if figures > 1 and not subject.exact and said.ontkend:
            return True
        known = bool((subject.keys | subject.also) & self.matched)  # by its number
        return wrong == figures and (known or not self._fits_another(subject, said))

    def _fits_another(self, subject: Subject, said: Predicate) -> bool:
        return any(not self._wrong(figure, said) for figure in self.context.order(subject.also))

    def _wrong(self, figure: Figure, said: Predicate) -> Wrong | None:
        """What is wrong in each of the areas that it may be said of."""
        wrong = [self._wrong_at(figure, area, said) for area in self.areas[:1] if self.clause.areas] or [
            self._wrong_at(figure, area, said) for area in self.areas
        ]
        return wrong[0] if all(wrong) else None

    def _wrong_at(self, figure: Figure, area: str, said: Predicate) -> Wrong | None:
        context, when = self.context, self.time_frame(figure)
        place = context.at(figure, area)
        if place is None:
            return None
        after = self.sentence.words(said.laatste + 1, said.laatste + 9)
        if not (code := self._other_area(said, after)):
            return self._went(place, said, when)
        other = context.at(figure, code)
        changes = self.sentence.tokens[said.laatste].tekst in words.MORE and self._moved_before(said)
        return None if other is None or changes else verdict.beside(place, other, said, when.now)

    def _went(self, place: Figure, said: Predicate, when: TimeFrame) -> Wrong | None:
        context = self.context
        if self._is_part(said):
            return verdict.part(place, alike(place, context.figures.values()), said, when)
        by_chance = place.now.steekproef and place.sleutel in self.matched  # the reader sees by how much
        if by_chance and verdict.went(place, said, when, context.settings):
            return None
        return verdict.direction(place, self._measured(said), when, context.settings)

    def _measured(self, said: Predicate) -> Predicate:
        """ "Nam met 0,2 procentpunt toe": how far it went is told, so that it needs no word of size."""
        inside = any(
            said.eerste < a.eerste < said.laatste or self.sentence.words(a.eerste - 1, a.eerste - 1) == ["met"]
            for a in self.clause.amounts
        )
        return replace(said, ruim=True) if inside else said

    def _other_area(self, said: Predicate, after: list[str]) -> str:
        """The code of the area behind "hoger dan in".

        That of the municipality for "hoger dan gemiddeld", and for a wijk of which is only said that it is higher.
        """
        word = self.sentence.tokens[said.laatste].tekst
        above = word in words.ABOVE
        than = 0 if above else next((i for i, text in enumerate(after[:5]) if text in {"dan", "als"}), None)
        gemeente = self.context.settings.gemeente.code
        if than is None:
            return gemeente if word in words.BESIDE and self.clause.areas and self.areas[0] != gemeente else ""
        rest = self.sentence.tokens[said.laatste + 1 + than : said.laatste + 10]
        code = next((code for _, code in area_places(rest, self.context.names)), None)
        average = words.AVERAGE.intersection(after[than : than + 3]) and self.areas[0] != gemeente
        return code or (gemeente if average else "")

    def _moved_before(self, said: Predicate) -> bool:
        every = (p for clause in self.sentence.clauses for p in clause.predicates if p.laatste < said.eerste)
        return any(self.sentence.tokens[p.laatste].tekst not in words.MORE for p in every)

    def _is_part(self, said: Predicate) -> bool:
        """ "De stijging zit met name in …": said of a part, whose own change need not be clear."""
        rest = self.sentence.words(said.laatste + 1, self.clause.laatste)
        return bool(words.MAINLY.intersection(rest)) and not self._of_a_whole

    @property
    def _of_a_whole(self) -> bool:
        """Whether the clause is about a whole, and names a part of it behind "met name"."""
        return is_cause(self.sentence, self.clause) or before_mainly(self.sentence, self.clause) is not self.clause

    def _main_part(self, said: Predicate) -> Iterator[Finding]:
        """ "De stijging komt vooral door de Jeugdwet": the part that is named behind it."""
        mainly = words.MAINLY.intersection(self.sentence.words(said.laatste + 1, self.clause.laatste))
        if not mainly or not self.subjects or not self._of_a_whole:
            return
        keys = part_of(self.clause, self.subjects, self.context.known)
        for figure in self.context.order(keys - frozenset[str]().union(*(s.keys for s in self.subjects)))[:1]:
            others = alike(figure, self.context.figures.values())
            if wrong := verdict.part(figure, others, said, self.time_frame(figure)):
                yield self._found(wrong, (said.eerste, said.laatste), figure)

    # --- comparisons ------------------------------------------------------------------------------------------------

    def _comparison(self, said: Comparison) -> Iterator[Finding]:
        figures = self._compared(said)
        wrong = [(figure, self._against(figure, said)) for figure in figures]
        told = [(figure, problem) for figure, problem in wrong if problem is not None]
        if told and all(problem for _, problem in told):
            figure, problem = told[0]
            if problem:
                yield self._found(problem, (said.eerste, said.laatste), figure)

    def _compared(self, said: Comparison) -> list[Figure]:
        """The figures that a comparison is about: what is named before "dan"."""
        if said.met != "ander":
            keys = frozenset[str]().union(*(subject.keys for subject in self.subjects))
            if not keys and "wijk" in self.sentence.vocabulary:
                keys = frozenset({"inwoners"})  # "de grootste wijk"
            figures = self.context.order(keys & self.matched or keys)
        else:
            figures = self.context.order(self._keys(self._bag(self.clause.eerste, said.vanaf)))
        counted = self.sentence.tokens[min(said.eerste + 1, said.laatste + 1, len(self.sentence.tokens) - 1)].tekst
        if words.DEAREST & {self.sentence.tokens[said.eerste].tekst}:
            return [f for f in figures if f.unit.soort == "euro"]
        numbers = [f for f in figures if f.unit.soort == "aantal"]
        return numbers if numbers and counted in words.PEOPLE else figures

    def _against(self, figure: Figure, said: Comparison) -> Wrong | ranking.Holds | None:
        """What is wrong with a comparison; None where it cannot be told."""
        when, place = self.time_frame(figure), self.context.at(figure, self.areas[0])
        if place is None:
            return None
        match said.met:
            case "ooit":
                return ranking.extreme(place, said, when)
            case "jaar":
                return ranking.pace(place, said, when, self._way)
            case "ander":
                return ranking.among(place, self._others(figure, said), said, when, self._way, all_of=False)
        return ranking.among(place, self._likes(figure), said, when, self._way, all_of=True)

    def _others(self, figure: Figure, said: Comparison) -> list[Figure]:
        """What is named behind "dan"; "die aan de Wmo" takes the rest from what is named before it."""
        behind = self._bag(said.vanaf, self.clause.laatste)
        before = self._bag(self.clause.eerste, said.vanaf)
        swapped = (before - words.LAWS) | behind if behind & words.LAWS else behind
        keys = self._keys(behind) | self._keys(swapped)
        there = [place for f in self.context.order(keys) if (place := self.context.at(f, self.areas[0]))]
        other_kinds = self.context.order(self.context.known.best(behind, self.context.known.wide)) if said.tempo else []
        return [
            other for other in there if other.sleutel != figure.sleutel and _are_comparable(figure, other)
        ] or other_kinds

    def _likes(self, figure: Figure) -> list[Figure]:
        """What a figure is ranked among: the other wijken where one is named, else the other laws, ages, layers."""
        gemeente = self.context.settings.gemeente.code
        if self.areas[0] == gemeente:
            return alike(figure, self.context.figures.values())
        named = {self.areas[0]}.union(*(clause.areas for clause in self.sentence.clauses))
        wijken = [area.code for area in self.context.settings.wijken if area.code not in named]
        return [place for code in wijken if (place := self.context.at(figure, code))]

    def _bag(self, first: int, last: int) -> Concepts:
        wide = self.context.known.names
        named = [n for n in self.clause.named if first <= n.eerste <= last]
        loose = frozenset(m.concept for m in self.clause.mentions if first <= m.eerste <= last)
        return loose.union(*(min(wide[key], key=len) for n in named for key in n.keys))

    def _keys(self, bag: Concepts) -> frozenset[str]:
        known = self.context.known
        return known.best(bag, known.wide) | known.fitting(bag, bag)

    @property
    def _way(self) -> int:
        """The direction in which a pace is compared: "daalde sneller" is about falls."""
        return next((p.richting for p in self.said if p.richting), 0)

    def _found(self, problem: Wrong, span: tuple[int, int], figure: Figure) -> Finding:
        return self.context.finding(self.sentence, problem.soort, span, problem.melding, figure)


def _are_comparable(one: Figure, other: Figure) -> bool:
    """ "Meer woningen dan huishoudens": totals of the municipality as well as the same of two things."""
    totals = "." not in one.sleutel + other.sleutel and one.unit.soort == other.unit.soort == "aantal"
    return totals or is_alike(one, other)
