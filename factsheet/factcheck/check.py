"""The fact check itself: every sentence of a text against the published figures, clause by clause."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from factsheet.edition import Factsheet
from factsheet.factcheck import subject_resolution, verdict, words
from factsheet.factcheck.claim_check import ClaimCheck
from factsheet.factcheck.clauses import ClauseSpan, Judgement, Sentence, read
from factsheet.factcheck.context import Beter, Context, Finding, OfArea
from factsheet.factcheck.places import ELSEWHERE, area_places, elsewhere, names_of, outside
from factsheet.factcheck.reading import sentences
from factsheet.factcheck.subjects import Subject, hard_of, index
from factsheet.factcheck.times import time_frame, year_mentions
from factsheet.figures import Figure
from factsheet.reason import ReasonRefused, few_people_in
from factsheet.settings import Area, Settings

FEW = "Dit vertelt hoe klein een groep is. Schrijf het zonder aantal, of geef een reden."
SOURCE = "Dit gaat over buiten {gemeente}, en dat staat niet in deze cijfers. Noem de bron, of haal het weg."
Sheets = Callable[[Area], Factsheet]


def check_text(
    text: str,
    figures: Sequence[Figure],
    *,
    beter: Beter | None = None,
    jaar: int,
    settings: Settings,
    of_area: OfArea = lambda _: None,
    sourced: bool = False,
) -> tuple[Finding, ...]:
    """Everything in a text that the published figures contradict, in the order of the text.

    `text` is as the reader sees it; `figures` are all that its edition and area publish; `beter` tells per key which
    way is better. `of_area` gives by code the figures of another area, and is asked when the text names it; None where
    these cannot be known. `sourced`: a source is given beside the text. Never raises, whatever the text; the time that
    it takes is in proportion to its length.
    """
    areas = frozenset(area.naam for area in (*settings.areas, *(figure.area for figure in figures)))
    known = index(tuple(figures), areas)
    every = (*settings.areas, *(figure.area for figure in figures), *elsewhere(figures))
    names = names_of(tuple(dict.fromkeys(every)))
    area = next((figure.area.code for figure in figures), settings.gemeente.code)
    context = Context(text, known, beter or {}, jaar, settings, area, names, of_area, sourced or _has_source(text))
    found = [finding for zin in sentences(text) for finding in _sentence(read(zin, known, jaar, names), context)]
    found += _few_people(text, found)
    return tuple(sorted(dict.fromkeys(found), key=lambda finding: (finding.van, finding.tot)))


def _has_source(text: str) -> bool:
    """ "Bron: CBS", "(bron CBS)", or a web address."""
    return any(word in text.lower() for word in ("bron:", "(bron", "https://", "http://"))


def _few_people(text: str, found: Sequence[Finding]) -> Iterator[Finding]:
    """What tells how few people something is about, whatever the figures say; where nothing else was found."""
    for start, end in few_people_in(text):
        if not any(finding.van < end and start < finding.tot for finding in found):
            yield Finding("klein aantal", start, end, text[start:end], FEW, None)


def check_sheet(
    text: str, sheet: Factsheet, settings: Settings, sheets: Sheets | None = None, *, sourced: bool = False
) -> tuple[Finding, ...]:
    """The same for a text that stands beside the figures of this factsheet; `sheets` makes that of another area."""

    def of_area(code: str) -> Mapping[str, Figure] | None:
        area = next((area for area in settings.areas if area.code == code), None)
        return sheets(area).cijfers if sheets and area else None

    figures = tuple(sheet.cijfers.values())
    return check_text(
        text, figures, beter=sheet.beter, jaar=sheet.jaar, settings=settings, of_area=of_area, sourced=sourced
    )


def check_reason(reason: str, sheet: Factsheet, settings: Settings) -> tuple[Finding, ...]:
    """The same for the reason of an edition: "verbeterd" says there that it was wrong, and is no praise."""
    return tuple(finding for finding in check_sheet(reason, sheet, settings) if finding.soort != "lof")


def confirm_reason(reason: str, sheet: Factsheet, why: str, settings: Settings) -> str:
    """What the log says of a reason that was flagged and may stay; empty when nothing was found in it.

    Raises ReasonRefused when something was found, and nobody says `why` it may stay.
    """
    findings = check_reason(reason, sheet, settings)
    if findings and not why:
        what = f"“{findings[0].fragment}”: {findings[0].melding}"
        raise ReasonRefused(f"De controle vond iets in de reden. {what} Of schrijf op waarom het toch klopt.")
    return "; ".join(f"“{finding.fragment}”: {why}" for finding in findings)


def _sentence(sentence: Sentence, context: Context) -> Iterator[Finding]:
    about = subject_resolution.subjects(sentence, context.last, context.known)
    if (place := _outside(sentence, about, context)) is not None:
        if not context.sourced:
            message = SOURCE.format(gemeente=context.settings.gemeente.naam)
            yield context.finding(sentence, "bron", (place, place), message, None)
        return
    when = year_mentions(sentence.tokens, context.jaar)
    areas = _areas(sentence, context)
    for i, clause in enumerate(sentence.clauses):
        borrowed = subject_resolution.borrowed(sentence, i)
        others = frozenset[str]().union(*(s.keys for j, here in enumerate(about) if j != i for s in here))
        yield from ClaimCheck(sentence, clause, about[i], context, when, borrowed, areas[i], others).findings()
    for i, clause in enumerate(sentence.clauses):
        for judgement in clause.judgements:
            yield from _judged(sentence, judgement, i, about, context)
    _remember(sentence, about, areas, context)


def _outside(sentence: Sentence, about: list[list[Subject]], context: Context) -> int | None:
    """The word for another municipality, the region or the country, where the sentence claims something of it.

    Of the socio-economic score it is known where the Netherlands are.
    """
    keys = {key for here in about for subject in here for key in subject.keys}
    if any(context.figures[key].unit.soort == "score" for key in keys):
        return None
    claims = any(clause.says_something for clause in sentence.clauses)
    if not claims and not words.CLAIMS.intersection(sentence.vocabulary):
        return None
    hard = [hard for clause in sentence.clauses if (hard := hard_of(clause.concepts))]
    near = {key for key, wide in context.known.wide.items() if any(concepts <= wide for concepts in hard)}
    also = (key for here in about for subject in here for key in subject.also)
    figures = context.order(keys.union(also, near))
    for place, code in area_places(sentence.tokens, context.names):
        if code.startswith(ELSEWHERE) and (
            context.sourced or _moved(sentence, place) or not any(context.at(figure, code) for figure in figures)
        ):
            return place
    capitals = frozenset(context.known.words)
    return outside(sentence.tokens, context.names, capitals)


def _moved(sentence: Sentence, place: int) -> bool:
    """Whether the clause with this token tells how something went there; only what it is there is published."""
    clause = next(c for c in sentence.clauses if c.eerste <= place <= c.laatste)
    said = [sentence.tokens[p.laatste].tekst for p in clause.predicates if p.richting]
    return any(text not in words.MORE | words.HIGHER | words.ABOVE for text in said)


def _areas(sentence: Sentence, context: Context) -> list[tuple[str, ...]]:
    """The areas that each clause may be about: those that it names, else the wijk named before it."""
    pointing = words.POINTING | words.HERE
    own = context.area
    before = context.last_area if context.last_area and pointing.intersection(sentence.words(0, 7)) else ""
    current: tuple[str, ...] = (before, own) if before else (own,)
    found = []
    beside: tuple[str, ...] = ()
    for clause in sentence.clauses:
        named = clause.areas
        found.append(named or current)
        clause.beside = clause.beside or (() if named else beside)
        beside = clause.beside
        if named:
            current = named[:1] if named[0] != context.settings.gemeente.code else (own,)
    return found


def _remember(sentence: Sentence, about: list[list[Subject]], areas: list[tuple[str, ...]], context: Context) -> None:
    """What the next sentence may point at."""
    told = [
        subject for clause, here in zip(sentence.clauses, about, strict=True) if clause.has_subject for subject in here
    ]
    if told:
        context.last = told
        context.seen.update(key for subject in told for key in subject.keys)
    context.numbers += [
        a.waarde for c in sentence.clauses for a in c.amounts if a.waarde and a.soort in {"getal", "euro"}
    ]
    named = [codes[0] for codes in areas if codes[0] != context.area]
    context.last_area = named[-1] if named else ""


def _judged(
    sentence: Sentence, judgement: Judgement, place: int, about: list[list[Subject]], context: Context
) -> Iterator[Finding]:
    """What is wrong with a word of praise or blame, said of the clause, its sentence, or the sentence before."""
    own = any(clause.has_subject for clause in sentence.clauses)
    if own and not any(_names_a_figure(clause) for clause in sentence.clauses):
        return
    near = next((s for s in [about[place], *reversed(about[:place]), *about[place:]] if s), [])
    when = time_frame(sentence, sentence.clauses[place], year_mentions(sentence.tokens, context.jaar), context.jaar)
    for subject in near or context.last:
        figures = context.order(subject.keys)
        wrong = [verdict.praise(f, judgement.oordeel, when, context.beter, context.settings) for f in figures]
        if wrong and all(wrong) and wrong[0]:
            span = (judgement.eerste, judgement.laatste)
            yield context.finding(sentence, "lof", span, wrong[0].melding, figures[0])


def _names_a_figure(clause: ClauseSpan) -> bool:
    """Whether a clause surely speaks of a figure: words such as "inwoners" or "hulp" alone do not."""
    return bool(clause.named or hard_of(clause.concepts) or (clause.mentions and clause.says_something))
