"""Reading and checking: a large file beside others who read it, and very many damaged files.

BENCH_FUZZ asks for another number of damaged files.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from io import BytesIO
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from random import Random

import polars as pl

from factsheet.settings import ROOT, current
from factsheet.validate import check
from schemas import SCHEMAS
from tests.bench import best

ROWS = 1_000_000
DAMAGED = 100_000
AT_ONCE = 500
TIMES = 5
FAULTY = "some cells that are no number"
BOM = b"\xef\xbb\xbf"
UPLOADS = Path(__file__).parent / "uploads"
EXAMPLE = ROOT / "data" / "voorbeeld" / "2024"
SLOW = 5.0  # seconds that one small file may take


def measure() -> Iterator[tuple[str, str]]:
    """What is measured and its value, a line each."""
    for dataset in ("begeleiding", "beleidsindicatoren"):
        yield from _large(dataset)
    yield from _example_rows()
    yield from _written_otherwise(large("begeleiding", ROWS))
    yield from _damaged(int(os.environ.get("BENCH_FUZZ", DAMAGED)))


def _large(dataset: str) -> Iterator[tuple[str, str]]:
    data = large(dataset, ROWS)
    typed = _typed(dataset, data)
    checked = _checked(data)
    tenth = large(dataset, ROWS // 10)
    small = _checked(tenth)
    columns = len(SCHEMAS[dataset].columns())
    yield f"{dataset}: typed polars.read_csv of {ROWS:,} rows × {columns}", f"{1000 * typed:,.0f} ms"
    yield "  bytes to complete report of the same rows", f"{checked / typed:.1f} ×"
    yield "  typed read and pandera alone", f"{_pandera(dataset, data) / typed:.1f} ×"
    yield "  frictionless, beside our report", f"{_frictionless(data) / checked:.0f} ×"
    yield "  ten times the rows", f"{checked / small:.1f} ×"
    yield "  memory, beside the file", f"{_memory(dataset) / len(data):.1f} ×"


def _example_rows() -> Iterator[tuple[str, str]]:
    """The rows of an example year over and over, of every dataset."""
    for dataset in SCHEMAS:
        lines = (EXAMPLE / f"{dataset}.csv").read_bytes().splitlines(keepends=True)
        data = lines[0] + b"".join(islice(cycle(lines[1:]), ROWS))
        yield (
            f"  bytes to complete report, {dataset} of {EXAMPLE.name}",
            f"{_checked(data) / _typed(dataset, data):.1f} ×",
        )


def _typed(dataset: str, data: bytes, separator: str = ";", *, comma: bool = True, faulty: bool = False) -> float:
    """What reading with the types of the schema costs; texts, dates and booleans as text."""
    columns = SCHEMAS[dataset].columns()
    schema = {name: info.dtype if info.dtype.is_numeric() else pl.String for name, info in columns.items()}
    # A column that may be left out is left out of these files.
    read = partial(pl.read_csv, schema=schema, separator=separator, decimal_comma=comma, missing_columns="insert")
    return best(lambda: read(BytesIO(data), ignore_errors=faulty), TIMES)


def _checked(data: bytes) -> float:
    """What the whole way to a report costs."""
    return best(lambda: check(data, current(), name="groot.csv"), TIMES)


def _written_otherwise(data: bytes) -> Iterator[tuple[str, str]]:
    """The same rows as others write them, each beside a typed read of the same bytes."""
    lines = data.rstrip(b"\n").split(b"\n")
    points = data.replace(b",", b".")
    faulty = [
        line.rpartition(b";")[0] + b";geen" if place % 20_000 == 500 else line for place, line in enumerate(lines)
    ]
    ways = {
        "lines end as in Windows": (data.replace(b"\n", b"\r\n"), ";", True),
        "as Dutch Excel saves 'CSV UTF-8'": (BOM + data.replace(b"\n", b"\r\n"), ";", True),
        "every cell in quotes": (b"".join(b'"%b"\n' % line.replace(b";", b'";"') for line in lines), ";", True),
        "comma between cells, decimal point": (points.replace(b";", b","), ",", False),
        "semicolon between cells, decimal point": (points, ";", False),
        "a point in one text": (data.replace(b"Wmo", b"W.mo", 1), ";", True),
        FAULTY: (b"\n".join(faulty), ";", True),
    }
    for what, (written, separator, comma) in ways.items():
        typed = _typed("begeleiding", written, separator, comma=comma, faulty=what == FAULTY)
        yield f"  bytes to complete report, {what}", f"{_checked(written) / typed:.1f} ×"


def large(dataset: str, rows: int) -> bytes:
    """A file of this dataset with very many rows, as Dutch Excel writes it."""
    wijken = [area.naam for area in current().wijken]
    number = pl.int_range(rows, eager=True)
    if dataset == "begeleiding":
        keys = {"gebied": pl.Series(wijken).gather(number % len(wijken)), "wet": "Wmo", "vorm": "individueel"}
        figures = {"klasse": "tot 1 uur", "clienten": number % 900, "omvang": 30.5 * (number % 900)}
        columns = keys | figures
    else:
        told = {
            "indicator": "Vraag " + number.cast(pl.String) + " over de gemeente",
            "percentage": (number % 1000) / 10,
        }
        columns = {**told, "respondenten": number % 5000, "streefwaarde": 82.5, "bron": "cliëntervaringsonderzoek"}
    frame = pl.select(jaar=pl.repeat(2024, rows), **{n: pl.lit(v) for n, v in columns.items()})
    return frame.write_csv(separator=";", decimal_comma=True).encode()


def _pandera(dataset: str, data: bytes) -> float:
    """What only reading with types and the checks of single columns cost."""
    schema = SCHEMAS[dataset].to_schema()

    def work() -> None:
        schema.validate(pl.read_csv(BytesIO(data), separator=";", decimal_comma=True), lazy=True)

    return best(work, 3)


def _frictionless(data: bytes) -> float:
    from frictionless import Dialect, Resource  # noqa: PLC0415 - only the bench has it
    from frictionless.formats import CsvControl  # noqa: PLC0415

    dialect = Dialect(controls=[CsvControl(delimiter=";")])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "groot.csv"
        path.write_bytes(data)
        return best(lambda: Resource(path=path.name, basepath=folder, dialect=dialect).validate(), 1)


def _memory(dataset: str) -> int:
    """Bytes that reading and checking takes beyond the program itself, in a process of its own."""
    peaks = []
    with tempfile.TemporaryDirectory() as folder:
        for rows in (1, ROWS):
            path = Path(folder) / f"{rows}.csv"
            path.write_bytes(large(dataset, rows))
            peaks.append(
                int(subprocess.check_output([sys.executable, "-m", "tests.bench_reading", str(path)], text=True))
            )
    return peaks[1] - peaks[0]


def _peak() -> int:
    """The most memory that this process has had, in bytes."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


# ---- damaged files


def _damaged(files: int) -> Iterator[tuple[str, str]]:
    pieces = [(first, min(AT_ONCE, files - first)) for first in range(0, files, AT_ONCE)]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
        outcomes = list(workers.map(_damage_some, *zip(*pieces, strict=True)))
    raised = [message for wrong, _, _ in outcomes for message in wrong]
    yield "damaged files read", f"{files:,}"
    yield "  of these raised or hung", f"{len(raised):,}"
    for message in raised[:5]:
        yield f"    {message[:100]}", ""
    yield "  slowest one", f"{1000 * max(slowest for _, slowest, _ in outcomes):,.0f} ms"
    yield "  most memory of a process", f"{max(memory for _, _, memory in outcomes) / 1e6:,.0f} MB"


def _damage_some(first: int, many: int) -> tuple[list[str], float, int]:
    """What raised or hung, the slowest time, and the most memory of this process."""
    good = [path for folder in ("goed", "fout", "registratie") for path in sorted((UPLOADS / folder).iterdir())]
    contents = [path.read_bytes() for path in good if path.stat().st_size < 100_000]
    wrong, slowest = [], 0.0
    for seed in range(first, first + many):
        data = damage(Random(seed), contents)
        start = time.perf_counter()
        try:
            check(data, current(), name="bestand 2024.csv")
        except Exception as error:
            wrong.append(f"seed {seed}: {error!r}")
        taken = time.perf_counter() - start
        slowest = max(slowest, taken)
        if taken > SLOW:
            wrong.append(f"seed {seed}: {taken:.0f} s")
    return wrong, slowest, _peak()


def damage(random: Random, contents: list[bytes]) -> bytes:
    """A file with some bytes changed, taken out, doubled, or mixed with those of another file."""
    data = bytearray(random.choice(contents))
    for _ in range(random.randint(1, 6)):
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + random.randint(0, 60))
        match random.randrange(6):
            case 0:
                data[start:end] = random.randbytes(end - start)
            case 1:
                del data[start:end]
            case 2:
                data[start:start] = data[start:end] * random.randint(1, 20)
            case 3:
                data[start:start] = random.choice(
                    [b'"', b";", b"\r", b"\n", b"\0", b",", b"\t", b"\xff", b"e", b"-", b"#"]
                )
            case 4:
                other = random.choice(contents)
                place = random.randrange(len(other) + 1)
                data[start:end] = other[place : place + random.randint(0, 200)]
            case _:
                data[start:end] = str(
                    random.choice([0, -1, 10**30, 1e308, "nan", "1.234", "1,5", "€ -", "(3)"])
                ).encode()
    return bytes(data)


if __name__ == "__main__":
    check(Path(sys.argv[1]).read_bytes(), current(), name="groot.csv")
    sys.stdout.write(str(_peak()))
