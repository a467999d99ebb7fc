"""What is wrong in gemeente.toml, with its place, in words for who adapts that file and is no programmer."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast, get_args, get_origin, get_type_hints

from factsheet.settings import shape
from factsheet.settings.values import CODE, KEY, ORIGIN, ROOT

SHOWN = 60  # characters of a wrong value that a message repeats
PRIVACY = frozenset({"tiental", "euro", "exact_vanaf", "per_client_vanaf"})
BOUNDS = frozenset({"greater_than_equal", "multiple_of"})
PATTERNS = {
    shape.GM: "Schrijf de code van de gemeente zoals het CBS: GM en vier cijfers, bijvoorbeeld GM0164.",
    shape.WK: "Schrijf de code van de wijk zoals het CBS: WK en zes cijfers, of vier en twee letters. Bijvoorbeeld "
    "WK016402 of WK0363AB.",
    shape.ADDRESS: "Schrijf het hele adres, bijvoorbeeld https://factsheet.gemeente.nl.",
    CODE: "Een code begint met de twee cijfers van de categorie, bijvoorbeeld 02, 45A49, 45A* of 08L0?.",
    KEY: "Schrijf dit met kleine letters, cijfers en streepjes, en begin met een letter, bijvoorbeeld kort-verblijf.",
    ORIGIN: "Schrijf een adres zonder pad, bijvoorbeeld https://intranet.gemeente.nl.",
}
NAME = "Schrijf een naam op één regel, met minstens één letter of cijfer."
QUOTED = re.compile("'([^']*)'")
Say = Callable[[Mapping[str, Any]], str]
# What to do, by kind of mistake as pydantic calls it.
SAY: Mapping[str, Say] = {
    "missing": lambda _: "Dit ontbreekt. Vul het in.",
    "int_type": lambda _: "Vul een heel getal in, zonder aanhalingstekens.",
    "int_from_float": lambda _: "Vul een heel getal in, zonder aanhalingstekens.",
    "float_type": lambda _: "Vul een getal in, zonder aanhalingstekens en met een punt voor de decimalen.",
    "finite_number": lambda _: "Vul een gewoon getal in.",
    "bool_type": lambda _: "Vul true (ja) of false (nee) in, zonder aanhalingstekens.",
    "string_type": lambda _: "Vul een tekst in, tussen aanhalingstekens.",
    "string_too_short": lambda _: "Vul iets in.",
    "string_too_long": lambda ctx: f"Dit is te lang: kies hoogstens {ctx['max_length']} tekens.",
    "string_pattern_mismatch": lambda ctx: PATTERNS.get(ctx["pattern"], NAME),
    "literal_error": lambda ctx: f"Kies uit: {', '.join(QUOTED.findall(ctx['expected']))}.",
    "greater_than_equal": lambda ctx: f"Vul {ctx['ge']:g} of meer in.",
    "greater_than": lambda ctx: f"Vul meer dan {ctx['gt']:g} in.",
    "less_than_equal": lambda ctx: f"Vul hoogstens {_whole(ctx['le'])} in.",
    "multiple_of": lambda ctx: f"Vul een veelvoud van {ctx['multiple_of']} in.",
    "too_short": lambda _: "Deze lijst is leeg. Vul minstens één regel in.",
    "tuple_type": lambda _: "Hier hoort een lijst: tussen [ en ], of met dubbele haken om de kop, zoals [[wijken]].",
    "dict_type": lambda _: "Hier hoort een rij van namen met een waarde.",
    "dataclass_type": lambda _: "Hier hoort een onderdeel met eigen regels, zoals in het voorbeeld van Hengelo.",
}


@dataclass(frozen=True)
class SettingsProblem:
    """One thing that is wrong: where in the file ("" for all of it), and what to do about it."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" if self.place else self.message


class SettingsError(ValueError):
    """What this installation was given cannot be used; the message says what to do."""


class SettingsFileError(SettingsError):
    """gemeente.toml, or the map beside it, cannot be used. The message has a line for every problem, each with the file
    and the place."""

    def __init__(self, path: Path, problems: Iterable[SettingsProblem]) -> None:
        self.file = shown_path(path)
        self.problems = tuple(problems)
        super().__init__("\n".join(f"{self.file}{',' if p.place else ':'} {p}" for p in self.problems))


def shown_path(path: Path) -> str:
    """A file as a message names it: "data/gemeente.toml", or where else it is."""
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else str(path)


def explained(error: Mapping[str, Any], raw: Mapping[str, Any]) -> SettingsProblem:
    """What pydantic found, in Dutch. `raw` is the file as TOML gives it."""
    # Of a key that is wrong the place is that key, and so is what stands there.
    of_key, kind = error["loc"][-1] == "[key]", error["type"]
    loc = error["loc"][:-1] if of_key else error["loc"]
    place = place_of(loc, raw)
    if kind == "unexpected_keyword_argument":
        return SettingsProblem(place, unknown(str(loc[-1]), _known(loc[:-1])))
    say = SAY[kind](error.get("ctx", {})) if kind in SAY else "Deze waarde kan hier niet."
    there = "" if kind == "missing" else f" Er staat {_shown(loc[-1] if of_key else _at(raw, loc))}."
    why = " Anders zijn mensen te herkennen." if kind in BOUNDS and loc[-1] in PRIVACY else ""
    return SettingsProblem(place, f"{say}{there}{why}")


def unknown(name: str, known: Collection[str]) -> str:
    """What to say of a name that does not exist here."""
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"Bedoelt u '{close[0]}'?" if close else f"Kies uit: {', '.join(known)}."
    return f"'{_short(name)}' bestaat hier niet. {hint}"


def place_of(loc: Sequence[str | int], raw: Mapping[str, Any]) -> str:
    """A place in the file as its reader finds it: "[begeleiding.groep] klassen, nummer 2 (3 of 4 dagdelen), van"."""
    heading, inside, node = list[str](), list[str](), cast(Any, raw)
    for item in loc:
        node = _step(node, item)
        if isinstance(item, int):
            inside.append(f"nummer {item + 1}{_named(node)}")
        elif inside or (heading and not isinstance(node, dict)):
            inside.append(_key(item))
        else:
            heading.append(_key(item))
    return " ".join(part for part in (_heading(heading, raw), ", ".join(inside)) if part)


def _heading(keys: Sequence[str], raw: Mapping[str, Any]) -> str:
    """The line above a table: [publicatie], [[wijken]]; a key that stands in no table has none."""
    name = ".".join(keys)
    hint = get_type_hints(shape.File).get(keys[0])
    if get_origin(hint) is tuple or isinstance(raw.get(keys[0]), list):
        return f"[[{name}]]"
    return f"[{name}]" if hint or isinstance(raw.get(keys[0]), dict) else name


def _key(name: str | int) -> str:
    """A key as TOML writes it."""
    return str(name) if re.fullmatch(r"[A-Za-z0-9_-]+", str(name)) else f'"{_short(str(name))}"'


def _step(node: Any, item: str | int) -> Any:
    try:
        return node[item]
    except (KeyError, IndexError, TypeError):
        return None


def _at(raw: Any, loc: Iterable[str | int]) -> Any:
    for item in loc:
        raw = _step(raw, item)
    return raw


def _named(node: Any) -> str:
    """By what name an item of a list is known: " (Noord)"."""
    names = [node.get(key) for key in ("naam", "band", "wet", "code")] if isinstance(node, dict) else []
    return next((f" ({_short(name)})" for name in names if isinstance(name, str) and name), "")


def _known(loc: Iterable[str | int]) -> tuple[str, ...]:
    """The keys that a table may have."""
    found: Any = shape.File
    for item in loc:
        kind = get_origin(found)
        found = get_args(found)[kind is dict] if kind else get_type_hints(found)[str(item)]
    return tuple(get_type_hints(found))


def _shown(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "een onderdeel met eigen regels"
    if isinstance(value, list):
        return "een lijst"
    return f'"{_short(value)}"' if isinstance(value, str) else _short(str(value))


def _short(text: str) -> str:
    line = " ".join("".join(char if char.isprintable() else " " for char in text[: 4 * SHOWN]).split())
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"


def _whole(number: float) -> str:
    return f"{number:,.0f}".replace(",", ".") if number > 1 else f"{number:g}"
