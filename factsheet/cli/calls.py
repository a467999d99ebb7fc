"""What all commands share: exit codes, refusals, reading and writing files, the gebied in a call."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import NoReturn

from factsheet import store as stores
from factsheet.parse import area_hint
from factsheet.release import snapshot
from factsheet.release.snapshot import Front
from factsheet.settings import Area, Settings
from factsheet.store import Store

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


def opened(settings: Settings) -> Store:
    """The store of this installation, with the documents of all its editions."""
    store = stores.current()
    snapshot.complete(store, settings)
    return store


def area(name: str | None, front: Front) -> Area:
    """An area that the edition was made with. Raises CallError when it has no such area."""
    area = front.area(name) if name else front.gemeente
    if area is None:
        raise CallError(f"'{name}' is geen gebied van {front.gemeente.naam}. {area_hint(str(name), front.areas)}")
    return area


def stop(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code
