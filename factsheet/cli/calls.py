"""What all commands share: exit codes, refusals, reading and writing files, the gebied in a call."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from factsheet.settings import Area, Settings

DONE, NOT_GOOD, NOT_A_CALL = 0, 1, 2


class CallError(Exception):
    """The call itself is not good; the message is Dutch and says what to do."""


class Parser(argparse.ArgumentParser):
    """Argparse with its refusals in Dutch, as exceptions."""

    def error(self, message: str) -> NoReturn:
        raise CallError(f"{self.format_usage().strip()}\nDe aanroep klopt niet: {message}. Zie ook: {self.prog} --help")


def bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CallError(f"{path} kan niet gelezen worden. Bestaat het bestand, en mag u het openen?") from error


def write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise CallError(f"{path} kan niet geschreven worden. Bestaat de map, en mag u erin schrijven?") from error


def area(name: str | None, settings: Settings) -> Area:
    area = settings.area(name) if name else settings.gemeente
    if area is None:
        known = ", ".join(area.naam for area in settings.areas)
        raise CallError(f"'{name}' is geen gebied van {settings.gemeente.naam}. Kies uit: {known}.")
    return area


def stop(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code
