"""A sentence in clauses, each with what it speaks of, the amounts in it, and what it says that they did."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from factsheet.factcheck import words
from factsheet.factcheck.amounts import Amount, amounts, year_at
from factsheet.factcheck.comparisons import Comparison, comparisons
from factsheet.factcheck.courses import PLAIN, Course, course
from factsheet.factcheck.places import Names, area_places, areas_in
from factsheet.factcheck.reading import Token, Zin
from factsheet.factcheck.subjects import Concepts, Index, Mention, Named, mentions, named_in, stem

FAR = 30  # tokens between the parts of a separable verb


@dataclass(frozen=True)
class Predicate:
    """A word that says which way something went: -1, 0 or 1; `band` is the word of size that belongs to it.

    `eerste` and `laatste` are tokens: of the verb and its particle where these stand apart. `los`: no direction,
    but "no clear change". `strikt`: "gelijk", which allows less than "stabiel". `ruim`: how far it went stands
    beside it ("60 meer") or is not told ("minder hard"). `course` are the years that it is about.
    """

    richting: int
    eerste: int
    laatste: int
    band: str = ""
    ontkend: bool = False
    los: bool = False
    strikt: bool = False
    ruim: bool = False
    course: Course = PLAIN
    jaar: int | None = None


@dataclass(frozen=True)
class Judgement:
    """A word of praise (1) or blame (-1)."""

    oordeel: int
    eerste: int
    laatste: int


@dataclass
class ClauseSpan:
    """A part of a sentence with at most one thing to say; tokens `eerste` up to and including `laatste`.

    `hard`: it begins a new clause, so that it borrows no verb from the clause beside it. `areas` are the codes of the
    areas that it is about, `beside` of those that it compares with, `dated` tells that it names a year of its own.
    """

    eerste: int
    laatste: int
    hard: bool = True
    named: list[Named] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    predicates: list[Predicate] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    areas: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    dated: bool = False

    @functools.cached_property
    def concepts(self) -> Concepts:
        return frozenset(m.concept for m in self.mentions)

    @property
    def has_subject(self) -> bool:
        return bool(self.named or self.mentions)

    @property
    def says_something(self) -> bool:
        return bool(self.amounts or self.predicates or self.comparisons)


@dataclass(frozen=True)
class Sentence:
    """A sentence with everything that was found in it."""

    tokens: tuple[Token, ...]
    clauses: tuple[ClauseSpan, ...]

    @functools.cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(t.tekst for t in self.tokens)

    def words(self, first: int = 0, last: int | None = None) -> list[str]:
        return [t.tekst for t in self.tokens[first : None if last is None else last + 1]]


def read(zin: Zin, known: Index, jaar: int, names: Names) -> Sentence:
    """One sentence, taken apart."""
    tokens = zin.tokens
    named = _named(tokens, known)
    inside = {i for n in named for i in range(n.eerste, n.laatste + 1)}
    loose = [m for m in mentions(tokens, known.weights.__contains__) if m.eerste not in inside]
    loose += [m for m in (*_spending(tokens), *_prices(tokens)) if m.concept in known.weights]
    found = [a for a in amounts(tokens, jaar) if a.eerste not in inside]
    said = [p for p in predicates(tokens, loose, inside, found) if not _unreal(tokens, p)]
    compared = _compared(tokens, found, inside | {m.eerste for m in loose}, jaar)
    taken = {i for c in compared for i in range(c.eerste, c.laatste + 1)}
    said = [p for p in said if not taken.intersection({p.eerste, p.laatste})]
    parts = ClauseSpan(
        0, len(tokens) - 1, True, named, loose, found, said, _judgements(tokens, inside, known), compared
    )
    closed = inside | {i for p in said if p.laatste - p.eerste > 1 for i in range(p.eerste + 1, p.laatste)}
    placed = {place for place, _ in area_places(tokens, names)}
    cuts = [_part(parts, first, last, hard) for first, last, hard in _cuts(tokens, closed, loose, jaar, placed)]
    for part in cuts:
        part.areas, part.beside = areas_in(tokens[part.eerste : part.laatste + 1], names)
        part.dated = any(_is_own_year(tokens, i, jaar) for i in range(part.eerste, part.laatste + 1))
    clauses = _merged(cuts, tokens)
    for clause in clauses:
        clause.predicates = [_placed(tokens, p, clause, jaar) for p in clause.predicates]
    return Sentence(tokens, tuple(clauses))


def _placed(tokens: Sequence[Token], said: Predicate, clause: ClauseSpan, jaar: int) -> Predicate:
    """The same with the years that it is about: "de daling in 2023", "voor het derde jaar op rij"."""
    behind = said.laatste + 2
    own = year_at(tokens, behind, jaar) if behind < len(tokens) and _text(tokens, behind - 1) == "in" else None
    pace = any(c.tempo for c in clause.comparisons)
    years = course(tokens, said.eerste, clause.eerste, clause.laatste)
    return replace(said, ruim=said.ruim or pace, course=years, jaar=own)


def _compared(tokens: Sequence[Token], found: Sequence[Amount], subjects: set[int], jaar: int) -> list[Comparison]:
    """The comparisons with other figures or with all years; "meer dan de helft" is an amount."""
    counted = {i for a in found for i in range(a.eerste, a.laatste + 1)}
    every = comparisons(tokens, subjects, jaar)
    return [c for c in every if not counted.intersection({c.eerste, c.vanaf + 1, c.vanaf + 2})]


def _spending(tokens: Sequence[Token]) -> Iterator[Mention]:
    """ "Gaf … uit": the verb says that it is about spending."""
    verb = next((i for i, t in enumerate(tokens) if t.tekst in words.GAVE), None)
    if verb is not None and "uit" in [t.tekst for t in tokens[verb + 1 : verb + FAR]]:
        yield Mention(stem("uitgaven"), verb, verb)


def _prices(tokens: Sequence[Token]) -> Iterator[Mention]:
    """ "Zonder rekening te houden met prijzen", "los van de inflatie": whether prices are corrected for."""
    text = " ".join(_texts(tokens))
    for concept, said in (("nominaal", words.IN_PRICES_OF_THEN), ("gecorrigeerd", words.WITHOUT_PRICES)):
        if found := said.search(text):
            place = text[: found.start()].count(" ")
            yield Mention(stem(concept), place, place)
            return


def _is_own_year(tokens: Sequence[Token], i: int, jaar: int) -> bool:
    """ "In 2024 nam het toe", "(2023: 7.370)": a year of these words themselves, and not what they compare with."""
    if year_at(tokens, i, jaar) is None:
        return False
    before, earlier = _text(tokens, i - 1), _text(tokens, i - 2)
    return before == "(" or (before in {"in", "over"} and earlier not in {"dan", "als", "met", "van"})


def _named(tokens: Sequence[Token], known: Index) -> list[Named]:
    found: list[Named] = []
    i = 0
    while i < len(tokens):
        named = named_in(tokens, known, i)
        if named:
            found.append(named)
            i = named.laatste
        i += 1
    return found


def _part(whole: ClauseSpan, first: int, last: int, hard: bool) -> ClauseSpan:
    return ClauseSpan(
        first,
        last,
        hard,
        [n for n in whole.named if first <= n.eerste <= last],
        [m for m in whole.mentions if first <= m.eerste <= last],
        [a for a in whole.amounts if first <= a.laatste <= last],
        [p for p in whole.predicates if first <= p.laatste <= last],
        [j for j in whole.judgements if first <= j.eerste <= last],
        [c for c in whole.comparisons if first <= c.eerste <= last],
    )


def _cuts(
    tokens: Sequence[Token], closed: set[int], loose: Sequence[Mention], jaar: int, placed: set[int]
) -> Iterator[tuple[int, int, bool]]:
    """Every place where a new clause may begin: after a comma, "en", "maar"; hard where a new clause surely begins."""
    laws = {m.laatste: m.concept for m in loose if m.concept in words.LAWS}
    first, hard = 0, True
    years = {i for i in range(len(tokens)) if year_at(tokens, i, jaar) is not None}
    for i, token in enumerate(tokens):
        label = token.tekst == "," and _text(tokens, i + 2) == ":"  # "…, Wmo: 7.410"
        although = token.tekst == "," and {"al"} & {_text(tokens, i + 1), _text(tokens, i + 2)}
        turn = (
            label
            or bool(although)
            or token.tekst in words.TURNS
            or token.tekst == ";"
            or (token.tekst == ":" and i - 1 not in years)
        )
        link = (
            token.tekst in words.LINKS
            or token.tekst == ","
            or (token.tekst == "(" and (i + 1 in years or placed.intersection(range(i + 1, i + 4))))
        )
        if not (turn or link) or i in closed or (link and _between_laws(tokens, i, laws)):
            continue
        if i > first:
            yield first, i - 1, hard
            first, hard = i, turn
        else:
            hard = hard or turn
    if tokens:
        yield first, len(tokens) - 1, hard


def _between_laws(tokens: Sequence[Token], i: int, laws: dict[int, str]) -> bool:
    """ "Wmo en Jeugdwet" is one thing."""
    after = i + 2 if i + 1 < len(tokens) and tokens[i + 1].tekst == "de" else i + 1
    return i - 1 in laws and after in laws


def _merged(parts: list[ClauseSpan], tokens: Sequence[Token]) -> list[ClauseSpan]:
    """The parts, with what says nothing by itself joined to what stands before it."""
    clauses: list[ClauseSpan] = []
    for part in parts:
        complete = (part.has_subject or part.areas or part.beside or part.dated) and part.says_something
        begun = clauses and (clauses[-1].has_subject or clauses[-1].says_something)
        named_only = clauses and tokens[part.eerste].tekst == ":" and not clauses[-1].says_something
        if clauses and (named_only or not (part.hard or (complete and begun))):
            clauses[-1] = _joined(clauses[-1], part)
        else:
            clauses.append(part)
    return clauses


def _joined(one: ClauseSpan, two: ClauseSpan) -> ClauseSpan:
    return ClauseSpan(
        one.eerste,
        two.laatste,
        one.hard,
        one.named + two.named,
        one.mentions + two.mentions,
        one.amounts + two.amounts,
        one.predicates + two.predicates,
        one.judgements + two.judgements,
        one.comparisons + two.comparisons,
        (*one.areas, *two.areas),
        (*one.beside, *two.beside),
        one.dated or two.dated,
    )


def predicates(
    tokens: Sequence[Token], loose: Sequence[Mention], inside: set[int], found: Sequence[Amount]
) -> list[Predicate]:
    """Every direction word outside the names of figures."""
    nouns = {m.eerste for m in loose} | inside
    result = list(_separated(tokens, inside))
    used = {i for p in result for i in (p.eerste, p.laatste)}
    ends = {a.laatste for a in found}
    for i, token in enumerate(tokens):
        if token.soort != "woord" or i in inside or i in used:
            continue
        predicate = _predicate(tokens, i, token.tekst, nouns, ends)
        if predicate is not None:
            result.append(predicate)
    return [_dressed(tokens, p) for p in sorted(result, key=lambda p: p.eerste)]


def _predicate(tokens: Sequence[Token], i: int, word: str, nouns: set[int], ends: set[int]) -> Predicate | None:
    if word in words.MORE or word in words.ABOVE or word in {"zoveel", "vaker", "vaak"}:
        return _compared_with(tokens, i, word, nouns, ends)
    if word in words.CHANGE:
        return Predicate(0, i, i, los=True) if _denied(tokens, i) else None
    if word in {"hoog", "groot", "veel"} and _text(tokens, i - 1) == "zo":
        return Predicate(0, i - 1, i, strikt=True) if _text(tokens, i - 2) in {"net", "even"} else None
    if word not in words.DIRECTION:
        return None
    way = words.DIRECTION[word]
    if word in words.ATTRIBUTES:
        return Predicate(way, i, i) if i + 1 in nouns else None
    return Predicate(way, i, i, strikt=way == 0 and word not in words.SETTLED)


def _compared_with(tokens: Sequence[Token], i: int, word: str, nouns: set[int], ends: set[int]) -> Predicate | None:
    """ "Meer", "minder", "boven", "onder", "net zoveel", where they say something of a figure."""
    if word in words.MORE:
        if _text(tokens, i + 1) in {"intensieve", "intensief"} or _text(tokens, i - 1) in {"of", "niet"}:
            return None
        counted = i - 1 in ends or (i - 2 in ends and (i - 1 in nouns or _text(tokens, i - 1) in words.PEOPLE))
        return Predicate(words.MORE[word], i, i, ruim=counted) if counted or _counts(tokens, i, nouns) else None
    if word in {"vaker", "vaak"}:
        often = 1 if word == "vaker" else -(_text(tokens, i - 1) == "minder")
        return Predicate(often, i, i, ruim=True) if often and "dan" in _texts(tokens[i + 1 : i + 7]) else None
    if word in words.ABOVE:
        return Predicate(words.ABOVE[word], i, i, ruim=True) if _lies(tokens, i) else None
    return Predicate(0, i, i, strikt=True) if _text(tokens, i - 1) in {"net", "even"} else None


def _lies(tokens: Sequence[Token], i: int) -> bool:
    """ "Ligt boven het gemiddelde", "scoort onder die van Hengelo"."""
    return bool(words.LIES.intersection(t.tekst for t in tokens[max(0, i - 8) : i + 8])) and _text(tokens, i + 1) in {
        *("het", "die", "dat", "heel", "hengelo", "gemiddeld", "de"),
    }


def _counts(tokens: Sequence[Token], i: int, nouns: set[int]) -> bool:
    """Whether "meer" or "minder" says that a figure moved: "20 meer", "meer maatwerk", "meer dan vorig jaar"."""
    before, after = _text(tokens, i - 1), _text(tokens, i + 1)
    if before in {"of", "niet"} or after in {"of", "intensieve", "intensief"}:
        return False
    if after == "dan":
        return (i + 2 < len(tokens) and _text(tokens, i + 2) in {"in", "vorig", "een", "het", "gemiddeld", "voor"}) or (
            i + 2 < len(tokens) and tokens[i + 2].tekst.isdecimal() and len(tokens[i + 2].tekst) == 4  # noqa: PLR2004
        )
    anybody = after in {"mensen", "personen"} and not words.LIVING.intersection(t.tekst for t in tokens)
    if anybody and nouns <= {i + 1}:
        return False  # "meer mensen doen mee": of no figure
    return i + 1 in nouns or after in words.PEOPLE or after == "uit"


def _separated(tokens: Sequence[Token], inside: set[int]) -> Iterator[Predicate]:
    """ "neemt … toe": the particle with the last such verb before it."""
    verbs: dict[str, int] = {}
    for i, token in enumerate(tokens):
        if i in inside or token.soort != "woord":
            continue
        way, finite = words.SEPARABLE.get(token.tekst, (0, frozenset[str]()))
        verb = next((v for v in sorted(verbs, key=lambda v: -verbs[v]) if v in finite), None)
        if verb is not None and i - verbs[verb] <= FAR and _ends_clause(tokens, i):
            yield Predicate(way, verbs.pop(verb), i)
        elif any(token.tekst in finite for _, finite in words.SEPARABLE.values()):
            verbs[token.tekst] = i


def _ends_clause(tokens: Sequence[Token], i: int) -> bool:
    """Whether a particle stands last: "neemt toe", not "neemt deel op 1 mei"."""
    if tokens[i].tekst in {"toe", "af"} or (tokens[i].tekst in {"op", "terug"} and _text(tokens, i + 1) in words.HOW):
        return True
    return i + 1 >= len(tokens) or tokens[i + 1].soort == "teken" or tokens[i + 1].tekst in words.LINKS | words.TURNS


def _dressed(tokens: Sequence[Token], predicate: Predicate) -> Predicate:
    """The same with its word of size and its negation."""
    if predicate.los:
        return predicate
    near = [_text(tokens, i) for i in _around(tokens, predicate)]
    start = [t.tekst for t in tokens[max(0, predicate.laatste - 6) : predicate.laatste]]
    fast = tokens[predicate.laatste].tekst == "omhoog" and words.FAST.intersection(start)
    own = "sterk" if fast or tokens[predicate.laatste].tekst in words.STRONG else ""
    band = own or next((words.BANDS[text] for text in near if text in words.BANDS), "")
    negated = any(text in words.NEGATION for text in near) or _none_of(tokens, predicate)
    return replace(predicate, band=band, ontkend=negated)


def _around(tokens: Sequence[Token], predicate: Predicate) -> Iterator[int]:
    """The tokens that belong to a predicate: before it, after it, and back from a particle to its verb."""
    yield from _reach(tokens, range(predicate.laatste - 1, max(predicate.eerste, -1), -1), 5)
    yield from _reach(tokens, range(predicate.eerste - 1, -1, -1), 5)
    if predicate.eerste == predicate.laatste:
        yield from _reach(tokens, range(predicate.laatste + 1, len(tokens)), 3)


def _reach(tokens: Sequence[Token], places: Sequence[int], most: int) -> Iterator[int]:
    """These places as long as only small words stand there."""
    for i in places[:most]:
        text = _text(tokens, i)
        if text not in words.BETWEEN and text not in words.BANDS and text not in words.NEGATION:
            return
        yield i


def _denied(tokens: Sequence[Token], i: int) -> bool:
    return any(_text(tokens, j) in {"geen", "nauwelijks"} for j in _reach_back(tokens, i))


def _reach_back(tokens: Sequence[Token], i: int) -> Iterator[int]:
    for j in range(i - 1, max(i - 6, -1), -1):
        if tokens[j].soort == "woord" and _text(tokens, j) not in words.BETWEEN | words.BANDS.keys() | {
            *words.PRAISE,
            *words.BLAME,
            "grote",
            "noemenswaardige",
        }:
            return
        yield j


def _none_of(tokens: Sequence[Token], predicate: Predicate) -> bool:
    """ "Geen van de percentages is gedaald", "geen percentage is lager": said of none of them."""
    texts = [t.tekst for t in tokens[max(0, predicate.eerste - 8) : predicate.eerste]]
    if "geen" not in texts:
        return False
    after = texts[len(texts) - texts[::-1].index("geen") :]
    return "van" in after[:1] or (len(after) <= 2 and not any(w in words.DIRECTION or w in words.CHANGE for w in after))  # noqa: PLR2004


def _unreal(tokens: Sequence[Token], predicate: Predicate) -> bool:
    """Whether it is a wish, a plan or a supposition, not a fact."""
    if words.UNREAL.intersection(t.tekst for t in tokens[max(0, predicate.eerste - 14) : predicate.laatste + 14]):
        return True
    texts = [t.tekst for t in tokens[max(0, predicate.eerste - 14) : predicate.laatste + 5]]
    word = tokens[predicate.laatste].tekst
    return (word in words.INFINITIVES or word in words.MORE) and _modal(texts)


def _modal(texts: Sequence[str]) -> bool:
    return any(text in words.MODAL and (text != "om" or "te" in texts) for text in texts)


def _judgements(tokens: Sequence[Token], inside: set[int], known: Index) -> list[Judgement]:
    found = []
    for i, token in enumerate(tokens):
        pair = words.JUDGEMENTS.get((token.tekst, _text(tokens, i + 1)), 0)
        way = pair or (token.tekst in words.PRAISE) - (token.tekst in words.BLAME)
        told = token.tekst.startswith(("positie", "negatie")) and words.EXPERIENCE.intersection(t.tekst for t in tokens)
        if told:
            continue
        usual = (token.tekst, _text(tokens, i + 1)) in known.usual
        if way and i not in inside and not usual and not _denied(tokens, i) and _text(tokens, i - 1) != "niet":
            found.append(Judgement(way, i, i + 1 if pair else i))
    return found


def _text(tokens: Sequence[Token], i: int) -> str:
    return tokens[i].tekst if 0 <= i < len(tokens) else ""


def _texts(tokens: Sequence[Token]) -> list[str]:
    return [token.tekst for token in tokens]
