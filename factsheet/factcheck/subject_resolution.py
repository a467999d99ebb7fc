"""Which figures each clause of a sentence speaks of, and which verb a clause without one borrows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from factsheet.factcheck import words
from factsheet.factcheck.clauses import ClauseSpan, Predicate, Sentence
from factsheet.factcheck.reading import plain
from factsheet.factcheck.subjects import Concepts, Index, Subject, hard_of, stem
from schemas import domain

HELP = stem("ondersteuning")
UNIONS = tuple(f"{groep.sleutel}." for groep in domain.GROEPEN if groep.delen)
INDICATORS = "indicator"  # "twee van de drie indicatoren": all that are asked
MANY = 6  # figures that "er" may stand for
REACH = 6  # clauses that a verb may be away


def subjects(sentence: Sentence, before: Sequence[Subject], known: Index) -> list[list[Subject]]:
    """The subjects of each clause; one without its own has those of the clause before it.

    `before` are the subjects of the sentence before, for "dit", "deze", "hierdoor".
    """
    pointing = bool(words.POINTING.intersection(sentence.words(0, 7))) or _is_bare(sentence.words())
    around = _around(sentence, known)
    result: list[list[Subject]] = []
    for i, clause in enumerate(sentence.clauses):
        if before and not clause.named and _is_told_again(sentence.words(clause.eerste, clause.laatste)):
            result.append(list(before))
            continue
        own = _own(sentence, i, before, around, known) if clause.has_subject else []
        if (
            i
            and result[-1]
            and own
            and not clause.named
            and not hard_of(clause.concepts)
            and HELP not in clause.concepts
        ):
            own = [replace(said, also=said.also.union(*(s.keys | s.also for s in own))) for said in result[-1]]
        elif i and own and not clause.concepts & words.LAWS:
            own = [_of_the_same(said, result[-1]) for said in own]
        if own and i and result[-1] and not sentence.clauses[i - 1].concepts & words.LAWS:
            result[-1] = [_of_the_same(said, own, certain=True) for said in result[-1]]
        result.append(own or (result[-1] if i else list(before) if pointing else []))
    return result


def _is_bare(text: Sequence[str]) -> bool:
    """ "Ook in 2023 steeg het aantal.", "Het bedrag daalde drie jaar op rij.": of what was told before."""
    after = next((text[i + 1 :] for i, word in enumerate(text) if word in {"aantal", "bedrag"}), None)
    return after is not None and (not after or not after[0].isalpha() or after[0] in words.FINITE | words.COURSES)


def _is_told_again(text: Sequence[str]) -> bool:
    """ "In de Berflo Es lag dat aandeel hoger": of what the sentence before told."""
    return any(first in {"dat", "dit", "die"} and second in words.MEASURES for first, second in pairwise(text))


def _of_the_same(said: Subject, before: Sequence[Subject], *, certain: bool = False) -> Subject:
    """ "Mensen met Wmo (+0,5%), met per persoon meer indicaties (+1,3%)": of the law named before."""
    starts = {key.partition(".")[0] for subject in before for key in subject.keys}
    also = frozenset(key for key in said.also if key.partition(".")[0] in starts)
    keys = frozenset(key for key in said.keys if key.partition(".")[0] in starts) or (frozenset() if certain else also)
    return Subject(keys, also, said.exact) if keys else said


def borrowed(sentence: Sentence, i: int) -> list[Predicate]:
    """What a clause without a verb is said to do: "zowel A als B nemen toe", "A neemt toe, net zoals B"."""
    clauses, clause = sentence.clauses, sentence.clauses[i]
    if clause.predicates or not clause.has_subject or "anders" in sentence.words(clause.eerste, clause.laatste):
        return []
    told = next((c for c in reversed(clauses[max(0, i - REACH) : i]) if c.predicates or c.hard), None)
    if clause.amounts and told and told.predicates and told.amounts and not clause.hard:
        return told.predicates  # "A groeide met 2,9%, B met 1,3% en C kromp"
    finite = _is_finite(sentence, clause)
    after = clauses[i + 1 : i + 1 + REACH]
    for other in after:
        if other.hard or (finite and _is_finite(sentence, other)):
            break
        if other.predicates:
            return other.predicates
    if finite or clause.hard:
        return []
    for other in reversed(clauses[max(0, i - REACH) : i]):
        if other.predicates or other.hard:
            return other.predicates
    return []


def is_cause(sentence: Sentence, clause: ClauseSpan) -> bool:
    """ "De stijging komt vooral door …", where nothing tells of what it is the rise."""
    text = sentence.words(clause.eerste, clause.laatste)
    return (
        bool((words.MAINLY | {"komt", "kwam"}).intersection(text))
        and "door" in text
        and not clause.named
        and clause.concepts <= words.LAWS
    )


def before_mainly(sentence: Sentence, clause: ClauseSpan) -> ClauseSpan:
    """The clause without what stands after "met name": a part of the subject, not the subject.

    The clause itself where nothing else is named.
    """
    span = range(clause.eerste, clause.laatste + 1)
    place = next((i for i in span if sentence.tokens[i].tekst in words.MAINLY), None)
    if place is None:
        return clause
    named = [n for n in clause.named if n.eerste < place]
    loose = [m for m in clause.mentions if m.eerste < place]
    return replace(clause, named=named, mentions=loose) if named or loose else clause


def part_of(clause: ClauseSpan, whole: Sequence[Subject], known: Index) -> frozenset[str]:
    """ "Komt vooral door jeugdhulp": the part of the whole that a clause names."""
    names = (min(known.names[key], key=len) for subject in whole for key in subject.keys)
    return known.best(clause.concepts.union(*names), known.wide)


def _own(sentence: Sentence, i: int, before: Sequence[Subject], around: Concepts, known: Index) -> list[Subject]:
    clause = before_mainly(sentence, sentence.clauses[i])
    if is_cause(sentence, sentence.clauses[i]):
        return [replace(said, also=said.also | part_of(clause, before, known)) for said in before]
    if clause.named:
        laws = _laws(before, known)
        loose = hard_of(clause.concepts)
        return [_exact(named.keys, loose, laws, known) for named in clause.named]
    bag = clause.concepts
    if INDICATORS in bag:
        asked = frozenset(key for key in known.wide if key.startswith(f"{INDICATORS}."))
        return [Subject(frozenset(key for key in asked if bag & words.LAWS <= known.wide[key]) or asked)]
    if (not hard_of(bag) and _of_something_else(sentence, clause)) or _is_narrower(sentence, clause, known):
        return []
    meant = _meant(sentence, clause, known)
    if bag == {stem("uitgaven")} and words.ON_IT.intersection(sentence.words(clause.eerste, clause.laatste)):
        starts = {key.partition(".")[0] for subject in before for key in subject.keys}  # "daar gaven we meer aan uit"
        meant = frozenset(key for key in meant if key.partition(".")[0] in starts) or meant
    keys = known.best(bag, meant)
    union = not hard_of(bag) or any(key.startswith(UNIONS) for key in keys)
    if HELP in bag and not bag & words.LAWS and union:  # of whatever law
        meant = frozenset(key for key in meant if key.startswith(UNIONS)) or meant
        keys = known.best(bag, meant)
    if ages := frozenset(c for c in bag if c.startswith("leeftijd:") and any(c in known.wide[key] for key in keys)):
        meant = frozenset(key for key in meant if ages & known.wide[key])
    laws = frozenset[str]() if bag & words.LAWS else _laws(before, known)
    also = (known.fitting(bag, around | laws) & meant) | (meant if len(meant) < MANY else frozenset())
    other = next((words.OTHER_PRICES[stem(price)] for price in words.OTHER_PRICES if price in bag), "")
    also = frozenset(key for key in also if other not in known.wide[key])
    if hard_of(bag) <= words.LAWS:  # a law alone: first of all who it helps, but perhaps what it costs
        people = known.best(bag, counting(["inwoners", "huishoudens"], known) & meant)
        return [Subject(people or keys, also | keys)]
    return [Subject(keys, also)]


def counting(nouns: Sequence[str], known: Index) -> frozenset[str]:
    """The figures that count what one of these nouns names; none where they name nothing that is counted."""
    wanted = {stem(noun) for noun in nouns}
    if wanted & words.PERSONS:
        wanted |= words.PERSONS
    return frozenset(key for key, figure in known.figures.items() if stem(plain(figure.unit.naam)) in wanted)


def _meant(sentence: Sentence, clause: ClauseSpan, known: Index) -> frozenset[str]:
    """The figures that the words around the concepts allow: "het aantal inwoners met …" counts inhabitants."""
    text = sentence.words(clause.eerste, clause.laatste)
    if words.RELATIVE.intersection(text):
        return frozenset(key for key, figure in known.figures.items() if figure.unit.soort == "procent")
    if "aantal" in text and "per" not in clause.concepts:
        place = text.index("aantal")
        numbers = frozenset(key for key, figure in known.figures.items() if figure.unit.soort == "aantal")
        return counting(text[place + 1 : place + 2], known) or numbers
    if stem("uitgaven") in clause.concepts or words.DEAR.intersection(text):
        return frozenset(key for key, figure in known.figures.items() if figure.unit.soort == "euro")
    return frozenset(known.wide)


def _exact(keys: frozenset[str], loose: Concepts, laws: Concepts, known: Index) -> Subject:
    """The figures with this very name; where more bear it, those of the law that the words before speak of."""
    covering = frozenset(key for key in keys if loose <= known.wide[key])
    if loose and not covering:
        bag = loose.union(*(min(known.names[key], key=len) for key in keys))
        return Subject(known.best(bag, known.wide), keys)
    keys = covering if loose else keys
    if len(keys) > 1 and laws:
        keys = frozenset(key for key in keys if known.wide[key] & words.LAWS == laws) or keys
    return Subject(keys, exact=True)


def _of_something_else(sentence: Sentence, clause: ClauseSpan) -> bool:
    """ "De zelfstandigheid van inwoners": inwoners are named, but something unknown is spoken of."""
    first = min(m.eerste for m in clause.mentions)
    text = [w for w in sentence.words(clause.eerste, first - 1) if w not in {"de", "het", "onze", "alle", "haar"}]
    if len(text) < 2 or text[-1] not in {"van", "voor", "bij", "onder", "door"}:  # noqa: PLR2004 - "… van"
        return False
    head = text[-2]
    counted = head in words.STOP or head in words.DIRECTION or head in words.CHANGE or head in words.COUNTED
    return head.isalpha() and not counted


def _is_narrower(sentence: Sentence, clause: ClauseSpan, known: Index) -> bool:
    """ "Complexe jeugdzorg": a part of what a law gives, of which nothing is published."""
    laws = [m.eerste for m in clause.mentions if m.concept in words.LAWS and m.eerste > clause.eerste]
    before = [sentence.tokens[place - 1].tekst for place in laws]
    unknown = (w for w in before if len(w) > 5 and w.endswith("e") and stem(w) not in known.weights)  # noqa: PLR2004
    return hard_of(clause.concepts) <= words.LAWS and any(w not in words.DESCRIBING for w in unknown)


def _around(sentence: Sentence, known: Index) -> Concepts:
    found = {key for clause in sentence.clauses for named in clause.named for key in named.keys}
    bags = [known.wide[key] for key in found] + [clause.concepts for clause in sentence.clauses]
    return frozenset[str]().union(*bags)


def _laws(before: Sequence[Subject], known: Index) -> Concepts:
    for subject in reversed(before):
        if len(subject.keys) == 1:
            laws = known.wide[next(iter(subject.keys))] & words.LAWS
            if laws:
                return laws
    return frozenset()


def _is_finite(sentence: Sentence, clause: ClauseSpan) -> bool:
    """Whether a clause has a verb of its own."""
    inside = {i for n in clause.named for i in range(n.eerste, n.laatste + 1)}
    span = range(clause.eerste, clause.laatste + 1)
    return any(sentence.tokens[i].tekst in words.FINITE for i in span if i not in inside)
