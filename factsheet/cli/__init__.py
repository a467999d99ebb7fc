"""The same line without a browser: `factsheet …`. Exit 0 done, 1 the data is not good, 2 the call is not good.

One file per theme: it declares its commands (`declare`) and holds what they do.
"""

from __future__ import annotations

from collections.abc import Sequence

from factsheet.cli import backup, example, files, installation, logbook, people, publishing, reading, taking
from factsheet.cli.calls import NOT_A_CALL, NOT_GOOD, CallError, Parser, stop
from factsheet.settings import SettingsError, current
from factsheet.store import StoreError

__all__ = ["main", "parser"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; see `factsheet --help`."""
    try:
        call = parser().parse_args(arguments)
        code: int = call.run(call, call.settings())
    except CallError as error:
        return stop(str(error), NOT_A_CALL)
    except (StoreError, SettingsError) as error:
        return stop(str(error), NOT_GOOD)
    return code


def parser() -> Parser:
    """All commands, in the order of the line."""
    made = Parser(prog="factsheet", description="Sociaal domein in beeld: van CSV naar factsheet.")
    made.set_defaults(settings=current)
    commands = made.add_subparsers(required=True, metavar="OPDRACHT", parser_class=Parser)
    for theme in (example, installation, files, publishing, reading, taking, people, logbook, backup):
        theme.declare(commands)
    return made
