"""The same line without a browser: `factsheet …`. Exit 0 done, 1 the data is not good, 2 the call is not good."""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from factsheet import editorial
from factsheet import publish as publication
from factsheet import store as stores
from factsheet.access import ROLES, accounts
from factsheet.derive import Tables
from factsheet.edition import Factsheet, factsheet
from factsheet.export.document import as_document
from factsheet.export.plain import as_text
from factsheet.factcheck import check_text
from factsheet.intake import Dropped, Examined, judge, read
from factsheet.report import marked
from factsheet.settings import VOORBEELD, Area, Settings, SettingsError, current
from factsheet.store import Account, Edition, Store, StoreError
from factsheet.template import template, workbook_template
from factsheet.validate import Checked
from schemas import SCHEMAS

DONE, NOT_GOOD, NOT_A_CALL = 0, 1, 2
EXAMPLE = "voorbeeld"
OF_RECORDS = "over welk jaar indicaties geteld worden, als dat niet in de naam van het bestand staat"


class CallError(Exception):
    """The call itself is not good; the message is Dutch and says what to do."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; see `factsheet --help`."""
    try:
        call = _parser().parse_args(arguments)
        code: int = call.run(call, current())
    except CallError as error:
        return _stop(str(error), NOT_A_CALL)
    except (StoreError, SettingsError) as error:
        return _stop(str(error), NOT_GOOD)
    return code


def _voorbeeld(call: argparse.Namespace, settings: Settings) -> int:
    store = stores.current()
    if store.years() or store.accounts():
        if call.als_leeg:
            return DONE
        raise StoreError("Er staan al gegevens in de opslag. Het voorbeeld kan alleen in een lege opslag.")
    store.mark_as_example()
    accounts.add_demo_accounts(store, settings)
    for folder in sorted(path for path in VOORBEELD.iterdir() if path.is_dir()):
        year = int(folder.name)
        files = [one.checked for one in _examined(sorted(folder.glob("*.csv")), store, settings)]
        store.save(files, who=EXAMPLE, reason=EXAMPLE)
        _example_texts(folder / "teksten.toml", year, store, settings)
        publication.publish(store, year, who=EXAMPLE, settings=settings)
        print(f"Voorbeeld {year} geladen en gepubliceerd.")
    return DONE


def _example_texts(path: Path, year: int, store: Store, settings: Settings) -> None:
    """Keep the texts of one example year: strings are fixed texts, a table `duiding` is an editorial text."""
    sheet = factsheet(Tables(publication.preview(store, year, settings), settings), {}, settings.gemeente, year)
    for key, text in tomllib.loads(path.read_text(encoding="utf-8")).items():
        if isinstance(text, str):
            store.set_text(year, key, text, EXAMPLE)
            continue
        for part, body in text.items():
            if part == "duiding":
                editorial.keep(store, key, _example_duiding(body, sheet, settings), year=year, who=EXAMPLE)
            else:
                store.set_text(year, f"{key}.{part}", body, EXAMPLE)


def _example_duiding(raw: dict[str, str], sheet: Factsheet, settings: Settings) -> editorial.Duiding:
    """An editorial text, judged as the page does. Raises StoreError when it needs a source or a reason and has none."""
    names = editorial.live(sheet.cijfers, sheet.jaar, sheet.area.naam)
    written = editorial.compose(raw["tekst"], raw.get("bron"), names, sheet.jaar, settings=settings)
    filled = editorial.fill(written, sheet.cijfers, sheet.jaar, sheet.area.naam, settings=settings)
    findings = check_text(filled.tekst, tuple(sheet.cijfers.values()), beter=sheet.beter, jaar=sheet.jaar)
    return editorial.with_reasons(written, [finding.fragment for finding in findings], raw.get("reden"))


def _controleer(call: argparse.Namespace, settings: Settings) -> int:
    found = _examined(call.bestanden, None, settings, call.jaar)
    files = [one.checked for one in found]
    written = _write_marked(call.naar, call.bestanden, files) if call.naar else []
    if call.json:
        _print_json([_report_document(one) for one in _with_tables(found)])
    else:
        _print_reports(_with_tables(found))
        for path in written:
            print(f"Bestand met meldingen: {path}")
    return NOT_GOOD if any(one.checked.errors for one in _with_tables(found)) else DONE


def _laad(call: argparse.Namespace, settings: Settings) -> int:
    store = stores.current()
    found = _with_tables(_examined(call.bestanden, store, settings, call.jaar))
    _print_reports(found)
    if any(one.recorded and one.checked.errors for one in found):
        raise StoreError("Er staan nog fouten in. Er is niets bewaard.")
    # Of records only the tables are kept that were counted from them.
    files = [one.checked for one in found if not one.recorded]
    store.save(files, who=call.door, reason=call.reden)
    print(f"{_count(len(files), 'bestand', 'bestanden')} bewaard.")
    return DONE


def _publiceer(call: argparse.Namespace, settings: Settings) -> int:
    edition = publication.publish(stores.current(), call.jaar, who=call.door, reason=call.reden, settings=settings)
    print(f"Factsheet {edition.year} gepubliceerd, editie {edition.number}.")
    return DONE


def _toon(call: argparse.Namespace, settings: Settings) -> int:
    area = _area(call.gebied, settings)
    store = stores.current()
    edition = _last_edition(store, call.jaar)
    sheet = factsheet(Tables(store.tables(edition.id), settings), store.texts_of(edition.id), area, call.jaar)
    if call.json:
        _print_json(as_document(sheet, edition.number))
    else:
        print(as_text(sheet, edition.number, settings), end="")
    return DONE


def _tabel(call: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001 - all commands are called alike
    store = stores.current()
    tables = store.tables(_last_edition(store, call.jaar).id)
    if call.dataset not in tables:
        raise CallError(f"'{call.dataset}' is geen gepubliceerde tabel. Kies uit: {', '.join(sorted(tables))}.")
    rows = tables[call.dataset].filter(tables[call.dataset]["jaar"] == call.jaar)
    print(rows.write_json() if call.json else rows.write_csv(separator=";", decimal_comma=True).rstrip("\n"))
    return DONE


def _sjabloon(call: argparse.Namespace, settings: Settings) -> int:
    if call.xlsx and call.naar is None:
        raise CallError("Zeg met --naar BESTAND waar het Excel-bestand moet komen.")
    made = (workbook_template if call.xlsx else template)(call.dataset, call.jaar, settings)
    if call.naar:
        _write(call.naar, made)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(made)
    return DONE


def _gebruikers(call: argparse.Namespace, settings: Settings) -> int:
    people = accounts.everyone(stores.current())
    if call.json:
        _print_json([_account_document(person, settings) for person in people])
    else:
        for person in people:
            print(_account_line(person, settings))
    return DONE


def _gebruiker_maak(call: argparse.Namespace, settings: Settings) -> int:
    store = stores.current()
    made = accounts.create(store, settings, call.gebruiker, call.naam, roles=call.rol, wijken=call.wijk, who=call.door)
    print(f"Account {made.name} gemaakt. Geef deze link door; hij werkt één keer en 24 uur lang:")
    print(accounts.invite(store, settings, made.name, who=call.door))
    return DONE


def _gebruiker_rechten(call: argparse.Namespace, settings: Settings) -> int:
    store = stores.current()
    changed = accounts.set_rights(store, settings, call.gebruiker, roles=call.rol, wijken=call.wijk, who=call.door)
    print(_account_line(changed, settings))
    return DONE


def _gebruiker_link(call: argparse.Namespace, settings: Settings) -> int:
    print(accounts.invite(stores.current(), settings, call.gebruiker, who=call.door))
    return DONE


def _gebruiker_uit(call: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001
    accounts.deactivate(stores.current(), call.gebruiker, who=call.door)
    print(f"{call.gebruiker} kan niet meer inloggen.")
    return DONE


def _gebruiker_aan(call: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001
    accounts.activate(stores.current(), call.gebruiker, who=call.door)
    print(f"{call.gebruiker} kan weer inloggen.")
    return DONE


def _gebruiker_verwijder(call: argparse.Namespace, settings: Settings) -> int:  # noqa: ARG001
    accounts.delete(stores.current(), call.gebruiker, who=call.door)
    print(f"Account {call.gebruiker} verwijderd.")
    return DONE


def _examined(
    paths: Iterable[Path], store: Store | None, settings: Settings, year: int | None = None
) -> list[Examined]:
    """Every file read and checked beside the others; with a store, against its versions and last year's too."""
    files = [Dropped(path.name, _bytes(path), year=year) for path in paths]
    return judge(files, [read(file, settings) for file in files], store, settings)


def _with_tables(found: Iterable[Examined]) -> list[Examined]:
    """Each file, followed by the tables that were counted from it."""
    return [one for file in found for one in (file, *file.counted)]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CallError(f"{path} kan niet gelezen worden. Bestaat het bestand, en mag u het openen?") from error


def _write_marked(folder: Path, paths: Sequence[Path], files: Sequence[Checked]) -> list[Path]:
    """The marked workbook of each file with problems, in this folder; no two get the same name."""
    written: list[Path] = []
    for path, file in zip(paths, files, strict=True):
        if file.problems:
            names = (f"{path.stem}-meldingen{end}.xlsx" for end in ("", *(f"-{n}" for n in range(2, len(files) + 1))))
            place = next(folder / name for name in names if folder / name not in written)
            _write(place, marked(_bytes(path), file.name, file))
            written.append(place)
    return written


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise CallError(f"{path} kan niet geschreven worden. Bestaat de map, en mag u erin schrijven?") from error


def _area(name: str | None, settings: Settings) -> Area:
    area = settings.area(name) if name else settings.gemeente
    if area is None:
        known = ", ".join(area.naam for area in settings.areas)
        raise CallError(f"'{name}' is geen gebied van {settings.gemeente.naam}. Kies uit: {known}.")
    return area


def _last_edition(store: Store, year: int) -> Edition:
    edition = store.last_edition(year)
    if edition is None:
        known = ", ".join(map(str, store.published_years())) or "nog geen enkel jaar"
        raise StoreError(f"Over {year} is niets gepubliceerd. Wel gepubliceerd: {known}.")
    return edition


def _print_reports(found: Iterable[Examined]) -> None:
    for one in found:
        file = one.checked
        dialect = file.read_as
        signs = f", {dialect.separator!r}, {dialect.decimal!r}" if dialect.separator else ""
        what = f"{file.dataset} {file.year}" if file.dataset else "niet herkend"
        rows = _count(one.recorded.indicaties if one.recorded else file.rows.height, "rij", "rijen")
        print(f"{file.name}: {what}, {rows}, gelezen als {dialect.encoding}{signs}")
        for note in (*file.notes, *_told(one)):
            print(f"  {note}")
        for problem in file.problems:
            where = [f"rij {problem.row}" if problem.row else "", f"kolom {problem.column}" if problem.column else ""]
            place = ", ".join(part for part in where if part)
            print(f"  {problem.severity}{f' ({place})' if place else ''}: {problem.message}")


def _told(found: Examined) -> list[str]:
    """How records were counted, and what could not be."""
    if found.recorded is None:
        return []
    return [*found.recorded.told, *(left.message for left in found.recorded.left_out)]


def _report_document(found: Examined) -> dict[str, Any]:
    file = found.checked
    dialect = file.read_as
    return {
        "bestand": file.name,
        "dataset": file.dataset,
        "jaar": file.year,
        "rijen": found.recorded.indicaties if found.recorded else file.rows.height,
        "gelezen_als": {
            "codering": dialect.encoding,
            "scheidingsteken": dialect.separator,
            "decimaalteken": dialect.decimal,
            "uitleg": [*file.notes, *_told(found)],
        },
        "problemen": [
            {
                "ernst": problem.severity,
                "rij": problem.row,
                "kolom": problem.column,
                "waarde": problem.value,
                "melding": problem.message,
                "voorstel": problem.suggestion,
            }
            for problem in file.problems
        ],
    }


def _account_document(person: Account, settings: Settings) -> dict[str, Any]:
    return {
        "naam": person.name,
        "volledige_naam": person.display_name,
        "rollen": sorted(person.roles),
        "wijken": [wijk.naam for wijk in settings.wijken if wijk.code in person.wijken],
        "actief": person.active,
    }


def _account_line(person: Account, settings: Settings) -> str:
    wijken = ", ".join(wijk.naam for wijk in settings.wijken if wijk.code in person.wijken)
    place = f" voor {wijken}" if wijken else ""
    return f"{person.name}: {', '.join(sorted(person.roles))}{place}{'' if person.active else ' (uitgezet)'}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _print_json(document: Any) -> None:
    print(json.dumps(document, ensure_ascii=False, indent=1, default=str))


def _stop(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code


class _Parser(argparse.ArgumentParser):
    """Argparse with its refusals in Dutch, as exceptions."""

    def error(self, message: str) -> NoReturn:
        raise CallError(f"{self.format_usage().strip()}\nDe aanroep klopt niet: {message}. Zie ook: {self.prog} --help")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="factsheet", description="Sociaal domein in beeld: van CSV naar factsheet.")
    commands = parser.add_subparsers(required=True, metavar="OPDRACHT", parser_class=_Parser)
    _data_commands(commands)
    _read_commands(commands)
    _account_commands(commands)
    return parser


def _data_commands(commands: Any) -> None:
    example = commands.add_parser("voorbeeld", help="laadt en publiceert de voorbeeldjaren in een lege opslag")
    example.add_argument("--als-leeg", action="store_true", help="doe niets als de opslag niet leeg is")
    example.set_defaults(run=_voorbeeld)

    controleer = commands.add_parser("controleer", help="leest en controleert bestanden, bewaart niets")
    controleer.add_argument("bestanden", nargs="+", type=Path, metavar="BESTAND")
    controleer.add_argument("--json", action="store_true")
    controleer.add_argument("--jaar", type=int, help=OF_RECORDS)
    controleer.add_argument("--naar", type=Path, metavar="MAP", help="zet daar elk bestand met meldingen als .xlsx")
    controleer.set_defaults(run=_controleer)

    laad = commands.add_parser("laad", help="controleert en bewaart bestanden, samen of geen")
    laad.add_argument("bestanden", nargs="+", type=Path, metavar="BESTAND")
    laad.add_argument("--door", required=True, metavar="NAAM")
    laad.add_argument("--jaar", type=int, help=OF_RECORDS)
    laad.add_argument("--reden", metavar="TEKST", help="waarom de cijfers kloppen, ondanks waarschuwingen")
    laad.set_defaults(run=_laad)

    publiceer = commands.add_parser("publiceer", help="maakt de volgende editie van een jaar")
    publiceer.add_argument("--jaar", required=True, type=int)
    publiceer.add_argument("--door", required=True, metavar="NAAM")
    publiceer.add_argument("--reden", metavar="TEKST", help="wat er anders is dan in de vorige editie")
    publiceer.set_defaults(run=_publiceer)


def _read_commands(commands: Any) -> None:
    toon = commands.add_parser("toon", help="toont de laatste editie van een jaar")
    toon.add_argument("--jaar", required=True, type=int)
    toon.add_argument("--gebied", metavar="GEBIED", help="naam of code van een wijk; zonder: de gemeente")
    toon.add_argument("--json", action="store_true")
    toon.set_defaults(run=_toon)

    tabel = commands.add_parser("tabel", help="toont een gepubliceerde tabel")
    tabel.add_argument("--jaar", required=True, type=int)
    tabel.add_argument("--dataset", required=True)
    tabel.add_argument("--json", action="store_true")
    tabel.set_defaults(run=_tabel)

    sjabloon = commands.add_parser("sjabloon", help="een leeg bestand met de goede kolommen en regels")
    sjabloon.add_argument("dataset", choices=sorted(SCHEMAS), metavar="DATASET")
    sjabloon.add_argument("--jaar", required=True, type=int)
    sjabloon.add_argument("--xlsx", action="store_true", help="als Excel-bestand, met keuzelijsten en uitleg")
    sjabloon.add_argument("--naar", type=Path, metavar="BESTAND", help="waar het komt; zonder: op het scherm")
    sjabloon.set_defaults(run=_sjabloon)


def _account_commands(commands: Any) -> None:
    gebruiker = commands.add_parser("gebruiker", help="accounts: lijst, maak, rechten, link, uit, aan, verwijder")
    verbs = gebruiker.add_subparsers(required=True, metavar="HANDELING", parser_class=_Parser)

    lijst = verbs.add_parser("lijst", help="alle accounts")
    lijst.add_argument("--json", action="store_true")
    lijst.set_defaults(run=_gebruikers)

    for verb, run, help_text in (
        ("maak", _gebruiker_maak, "maakt een account en toont de link om een wachtwoord te kiezen"),
        ("rechten", _gebruiker_rechten, "geeft een account andere rollen en wijken"),
        ("link", _gebruiker_link, "toont een nieuwe link om een wachtwoord te kiezen"),
        ("uit", _gebruiker_uit, "zet een account uit"),
        ("aan", _gebruiker_aan, "zet een account weer aan"),
        ("verwijder", _gebruiker_verwijder, "verwijdert een account"),
    ):
        command = verbs.add_parser(verb, help=help_text)
        command.add_argument("gebruiker", metavar="GEBRUIKER")
        command.add_argument("--door", default="opdrachtregel", metavar="NAAM")
        command.set_defaults(run=run)
        if verb == "maak":
            command.add_argument("--naam", required=True, help="de naam zoals collega's die kennen")
        if verb in {"maak", "rechten"}:
            command.add_argument("--rol", action="append", required=True, choices=sorted(ROLES))
            command.add_argument("--wijk", action="append", default=[], help="alleen voor een wijkcoördinator")
