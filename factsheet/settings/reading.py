"""From gemeente.toml to `Settings`: every mistake in the file is found at once."""

from __future__ import annotations

import functools
import inspect
import json
import math
import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_type_hints

from pydantic import TypeAdapter, ValidationError

from factsheet.settings.problems import SettingsFileError, SettingsProblem, explained
from factsheet.settings.rules import RULES, Figures
from factsheet.settings.shape import File, vormen
from factsheet.settings.values import GEMEENTE, Settings

Errors = Sequence[Mapping[str, Any]]
# Keys that a file of an earlier version may still have. They follow from the method now, and do nothing.
RETIRED = {"publicatie": {"speling_gemeente", "speling_wijk"}}
TWICE = re.compile(r"twice|overwrite|redefine|already|mutate|duplicate", re.IGNORECASE)
AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


def read(file: Path, figures: Figures | None = None) -> Settings:
    """Read one gemeente.toml. With `figures`, the names of figures in it are checked too.

    Raises SettingsFileError with all that is wrong in it, in Dutch: who adapts this file is not a programmer.
    """
    return checked(_toml(file), file, figures)


def checked(raw: Mapping[str, Any], file: Path, figures: Figures | None = None) -> Settings:
    """The settings in the tables of a file that was read. Raises SettingsFileError with all that is wrong in them."""
    raw = {name: _without_retired(name, part) for name, part in raw.items()}
    try:
        whole: File = _adapter(File).validate_json(_json(raw))
        found: Mapping[str, Any] = vars(whole)
        errors: Errors = []
    except ValidationError as error:
        errors = [dict(one) for one in error.errors()]
        found = _good(raw, errors)
    problems = [*(explained(error, raw) for error in errors), *_broken(found, figures)]
    if problems:
        raise SettingsFileError(file, dict.fromkeys(problems))
    return whole.settings()


def _without_retired(name: str, part: Any) -> Any:
    gone = RETIRED.get(name, set())
    return {key: value for key, value in part.items() if key not in gone} if isinstance(part, dict) else part


@functools.cache
def current() -> Settings:
    """The settings of this installation, read once."""
    return read(path())


def path() -> Path:
    """The settings file of this installation: FACTSHEET_GEMEENTE, else data/gemeente.toml."""
    return Path(os.environ.get("FACTSHEET_GEMEENTE") or GEMEENTE)


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        message = "Dit bestand kan niet gelezen worden. Bestaat het, en mag u het openen?"
        raise SettingsFileError(file, [SettingsProblem("", message)]) from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        message = "Hier staat een teken dat niet te lezen is. Bewaar het bestand als UTF-8."
        raise SettingsFileError(file, [SettingsProblem(f"regel {line}", message)]) from error
    except tomllib.TOMLDecodeError as error:
        raise SettingsFileError(file, [_syntax(str(error))]) from error


def _syntax(message: str) -> SettingsProblem:
    """What the reader of TOML says, which is English."""
    at = AT.search(message)
    place = f"regel {at[1]}, teken {at[2]}" if at and at[1] else "einde van het bestand"
    if TWICE.search(message):
        return SettingsProblem(place, "Deze naam of kop staat er twee keer. Houd er één over.")
    return SettingsProblem(
        place,
        "Dit is geen geldige TOML. Staat er een aanhalingsteken, haakje, komma of = te veel of te weinig? "
        "Schrijf tekst tussen aanhalingstekens, en getallen met een punt en zonder.",
    )


def _json(raw: Any) -> str:
    """As JSON, where a list is as good as a tuple. TOML also has dates: no setting is one, nor what is no number."""
    return json.dumps(raw, default=lambda _: math.nan)


@functools.cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _good(raw: Mapping[str, Any], errors: Errors) -> dict[str, Any]:
    """The tables without a mistake of their own, for the rules between tables; of the wijken those without."""
    wrong = {error["loc"][0] for error in errors}
    bad_wijken = {error["loc"][1] for error in errors if error["loc"][0] == "wijken" and len(error["loc"]) > 1}
    hints = get_type_hints(File, include_extras=True)
    good = {name: raw[name] for name in hints if name in raw and name not in wrong}
    if bad_wijken:
        good["wijken"] = [wijk for place, wijk in enumerate(raw["wijken"]) if place not in bad_wijken]
    return {name: _adapter(hints[name]).validate_json(_json(part)) for name, part in good.items() if part != []}


def _broken(found: Mapping[str, Any], figures: Figures | None) -> Iterator[SettingsProblem]:
    known = dict(found)
    if figures and {"piramide", "begeleiding"} <= known.keys():
        known["figures"] = figures(found["piramide"].lagen, vormen(found["begeleiding"]))
    for rule in RULES:
        wanted = inspect.signature(rule).parameters
        if wanted.keys() <= known.keys():
            yield from rule(**{name: known[name] for name in wanted})
