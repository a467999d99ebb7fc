"""No figure of a small group gets out, of any dataset that a schema declares; also of those that are still to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from factsheet.figures import HUISHOUDENS, Figure, Naam, Tables
from factsheet.origin import origin
from factsheet.release.disclose import NO_YEAR, LastYear, disclose
from factsheet.settings import current
from factsheet.store import Store
from schemas import SCHEMAS, YearlyCsv, column
from schemas.declared import undeclared
from schemas.protection import Group, OfGemeente
from tests import made_up
from tests.examples import examples

SETTINGS = current()
GM, WIJK = SETTINGS.gemeente.code, SETTINGS.wijken[0].code
GEBIEDEN = (GM, WIJK, SETTINGS.wijken[1].code, "onbekend")
COUNTS = (0, 3, 44, 45, 49, 50, 51, 304, 998, 999, 1000, 1001, 7361)
LEAST, EXACT = 50, 1000
Row = dict[str, Any]
True_ = Mapping[str, pl.DataFrame]


@pytest.fixture(autouse=True)
def _made_up(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, schema in made_up.DATASETS.items():
        monkeypatch.setitem(SCHEMAS, name, schema)


# Any schema at all


@examples(3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_no_amount_of_a_small_group_and_no_exact_count_ever_comes_out(seed: int) -> None:
    rng = Random(seed)
    true, before = ({name: rows_of(schema, year, rng) for name, schema in SCHEMAS.items()} for year in (2024, 2023))

    then = disclose(before, NO_YEAR, SETTINGS)
    published = disclose(true, LastYear(before, then), SETTINGS)

    assert [*amounts_of_small_groups(published, true)] == []
    assert [*exact_figures(published)] == []
    assert [*changes_of_small_groups(published, then)] == []


def rows_of(schema: type[YearlyCsv], year: int, rng: Random) -> pl.DataFrame:
    """Rows for some areas, with sizes around every threshold and amounts that no rounding leaves as they are."""
    keys = [list(GEBIEDEN) if name == "gebied" else _values(schema, name) for name in schema.grid]
    rows: list[Row] = [{"jaar": year}]
    for name, values in zip(schema.grid, keys, strict=True):
        rows = [{**row, name: value} for row in rows for value in values]
    columns = schema.columns()
    made = [{name: row.get(name, _cell(schema, name, rng)) for name in columns} for row in rows]
    return pl.DataFrame(made, schema={name: info.dtype for name, info in columns.items()})


def _values(schema: type[YearlyCsv], name: str) -> list[str]:
    return list(schema.columns()[name].values(SETTINGS) or ("een", "twee"))


def _cell(schema: type[YearlyCsv], name: str, rng: Random) -> object:
    info = schema.columns()[name]
    if info.optional and rng.random() < 0.2:
        return None
    if info.people:
        return rng.choice(COUNTS)
    cells: dict[type[pl.DataType], object] = {
        pl.String: "tekst",
        pl.Boolean: True,
        pl.Date: date(2024, 12, 31),
        pl.Int64: 10 * rng.randint(1, 100_000) + 3,
        pl.Float64: 1000 * rng.randint(1, 100_000) + 123.4,
    }
    return cells[info.dtype]


def amounts_of_small_groups(published: True_, true: True_) -> Iterator[tuple[str, Row]]:
    """Cells with an amount where the group, counted once more by hand, may be below the threshold; or is."""
    for dataset, schema in SCHEMAS.items():
        infos = schema.columns()
        for name in schema.measures():
            if infos[name].people or infos[name].public:
                continue
            if name not in published[dataset].columns:
                yield from _small_volumes(f"{dataset}_{name}", published, published[dataset])
                continue
            expected = shown_amounts(
                dataset, name, {**published, dataset: _with_amount(published, true, dataset, name)}
            )
            for row, was in zip(published[dataset].rows(named=True), true[dataset].rows(named=True), strict=True):
                shown = key_of(schema, row) in expected
                if (row[name] is not None) != shown or (shown and group_of(dataset, was, true, exactly=True) < LEAST):
                    yield dataset, row
                if row[f"{name}_klein"] != (not shown and was[name] is not None):
                    yield f"{dataset} (klein)", row


def _with_amount(published: True_, true: True_, dataset: str, name: str) -> pl.DataFrame:
    """The published rows with the amounts that were there."""
    return published[dataset].with_columns(true[dataset][name])


def key_of(schema: type[YearlyCsv], row: Row) -> tuple[object, ...]:
    return tuple(row[name] for name in schema.grid)


def shown_amounts(dataset: str, name: str, true: True_) -> set[tuple[object, ...]]:
    """The rows whose amount may be shown: of large groups, and not what is the rest of a total without the others."""
    schema, columns = SCHEMAS[dataset], [other for other in SCHEMAS[dataset].grid if other != "gebied"]
    known = [(group_of(dataset, row, true), row) for row in true[dataset].rows(named=True) if row[name] is not None]
    shown = {key_of(schema, row) for size, row in known if size >= LEAST}
    if "gebied" not in schema.grid:
        return shown
    for _, whole in [(size, row) for size, row in known if row["gebied"] == GM and size >= LEAST]:
        alike = [one for one in known if one[1]["gebied"] != GM and all(one[1][c] == whole[c] for c in columns)]
        left_out: list[int] = []
        for size, row in sorted(alike, key=lambda one: (one[0], one[1]["gebied"])):
            if size < LEAST or (left_out and (len(left_out) < 2 or sum(left_out) < LEAST)):
                left_out.append(size)
                shown.discard(key_of(schema, row))
    return shown


def _small_volumes(table: str, published: True_, counts: pl.DataFrame) -> Iterator[tuple[str, Row]]:
    category = {"begeleiding_omvang": "vorm", "schuld_hulp_uren": "fase"}[table]
    people = {"begeleiding_omvang": "clienten", "schuld_hulp_uren": "huishoudens"}[table]
    sizes: dict[str, int] = {}
    for was in counts.rows(named=True):
        if was["gebied"] == GM:
            sizes[was[category]] = sizes.get(was[category], 0) + _least(was, people)
    enough = {value for value, size in sizes.items() if size >= LEAST}
    if {row[category] for row in published[table].rows(named=True)} != enough:
        yield table, {}
    yield from ((table, row) for row in published[table].rows(named=True) if row["gebied"] != GM)


def _least(row: Row, column: str) -> int:
    """The least that a printed count can be, as readers are told."""
    return max(0, int(row[column]) - int(row[f"{column}_marge"]))


def group_of(dataset: str, row: Row, tables: True_, *, exactly: bool = False) -> int:
    """How many people the amounts in this row are about: by what is printed at least, or exactly by the true tables."""
    own: Mapping[str, str] = {"loonkostensubsidie": "ontvangers", "schuld_hulp": "huishoudens", "meld_punt": "melders"}
    if dataset in own:
        return int(row[own[dataset]]) if exactly else _least(row, own[dataset])
    if dataset == "uitgaven":
        groep = {"Wmo": "Wmo", "Jeugdwet": "Jeugdwet", "Participatiewet": "Bijstand"}[row["wet"]]
        return _count(tables["gebruik"], "aantal", exactly, gebied=row["gebied"], groep=groep)
    assert dataset == "kwijtschelding", f"say here how many people an amount of {dataset} is about"
    return _count(tables["schuld_hulp"], "huishoudens", exactly, gebied=row["gebied"], fase=row["fase"])


def _count(rows: pl.DataFrame, column: str, exactly: bool, **where: str) -> int:
    found = [row for row in rows.rows(named=True) if all(row[key] == value for key, value in where.items())]
    return sum(int(row[column]) if exactly else _least(row, column) for row in found)


def exact_figures(published: True_) -> Iterator[tuple[str, str]]:
    """Figures in any published table that are neither public nor rounded."""
    for table, rows in published.items():
        columns = SCHEMAS[table].columns() if table in SCHEMAS else {}
        for name, dtype in rows.schema.items():
            public = name == "jaar" or (name in columns and (columns[name].public or columns[name].unit == "jaar"))
            if not dtype.is_numeric() or public or name.endswith(("_mutatie", "_marge")):
                continue
            step = 1000 if name in columns and columns[name].unit == "euro" else 10
            if (rows[name].drop_nulls() % step != 0).any():
                yield table, name


def changes_of_small_groups(published: True_, then: True_) -> Iterator[tuple[str, Row]]:
    """Exact changes of a wijk, or of a group that prints below 1.000."""
    for dataset, schema in SCHEMAS.items():
        for name in schema.people():
            rows = (frame.rows(named=True) for frame in (published[dataset], then[dataset]))
            for row, was in zip(*rows, strict=True):
                sizes = (row[name], was[name])
                large = row.get("gebied", GM) == GM and None not in sizes and min(sizes) >= EXACT
                if row[f"{name}_mutatie"] is not None and not large:
                    yield dataset, row


# The bounds


def hulp(count: int, *, year: int = 2024, gebied: str = WIJK, kosten: float | None = 123_456.7) -> pl.DataFrame:
    row = {"jaar": year, "gebied": gebied, "fase": "traject", "huishoudens": count, "kosten": kosten}
    schema = {name: info.dtype for name, info in made_up.SchuldHulp.columns().items()}
    return pl.DataFrame([{**row, "gesprekken": 1234, "uren": 5678.0}], schema=schema)


def bedrag(gebied: str = WIJK) -> pl.DataFrame:
    return pl.DataFrame({"jaar": [2024], "gebied": [gebied], "fase": ["traject"], "bedrag": [98_765.0]})


def only(table: str, *, before: True_ | None = None, **true: pl.DataFrame) -> Row:
    """The one row that is published of a table."""
    last = LastYear(before, disclose(before, NO_YEAR, SETTINGS)) if before else NO_YEAR
    return disclose(true, last, SETTINGS)[table].row(0, named=True)


@pytest.mark.parametrize(("count", "kosten", "gesprekken"), [(54, None, None), (56, 123_000, 1230)])
def test_an_amount_is_left_out_where_what_is_printed_may_be_below_the_threshold(
    count: int, kosten: object, gesprekken: object
) -> None:
    row = only("schuld_hulp", schuld_hulp=hulp(count))

    assert (row["huishoudens"], row["kosten"], row["gesprekken"]) == (10 * ((count + 5) // 10), kosten, gesprekken)
    assert row["kosten_klein"] is row["gesprekken_klein"] is (kosten is None)


@pytest.mark.parametrize(("count", "expected"), [(54, None), (56, 99_000)])
def test_an_amount_is_left_out_beside_a_small_group_in_another_file(count: int, expected: object) -> None:
    row = only("kwijtschelding", schuld_hulp=hulp(count), kwijtschelding=bedrag())

    assert (row["bedrag"], row["bedrag_klein"]) == (expected, expected is None)


def test_a_group_without_a_row_in_the_other_file_has_nobody() -> None:
    row = only("kwijtschelding", schuld_hulp=hulp(300), kwijtschelding=bedrag(GM))

    assert (row["bedrag"], row["bedrag_klein"]) == (None, True)


def test_without_the_other_file_the_group_is_not_known_and_nothing_comes_out() -> None:
    row = only("kwijtschelding", kwijtschelding=bedrag())

    assert (row["bedrag"], row["bedrag_klein"]) == (None, False)


def test_an_amount_that_was_never_there_is_not_called_too_small() -> None:
    row = only("schuld_hulp", schuld_hulp=hulp(3, kosten=None))

    assert (row["kosten"], row["kosten_klein"]) == (None, False)


@pytest.mark.parametrize(("count", "expected"), [(54, []), (56, [5680])])
def test_a_volume_needs_a_group_from_the_threshold(count: int, expected: list[int]) -> None:
    published = disclose({"schuld_hulp": hulp(count, gebied=GM)}, NO_YEAR, SETTINGS)

    assert "uren" not in published["schuld_hulp"].columns
    assert published["schuld_hulp_uren"]["uren"].to_list() == expected


@pytest.mark.parametrize(
    ("then", "now", "expected"), [(994, 1100, None), (1100, 994, None), (996, 1100, 10.4), (1100, 1001, -9.0)]
)
def test_the_exact_change_needs_a_thousand_in_print_in_both_years(then: int, now: int, expected: float | None) -> None:
    before = {"schuld_hulp": hulp(then, year=2023, gebied=GM)}

    row = only("schuld_hulp", schuld_hulp=hulp(now, gebied=GM), before=before)

    assert row["huishoudens_mutatie"] == expected


@pytest.mark.parametrize(("then", "now"), [(1004, 1096), (1096, 1004), (1100, 1004)])
def test_an_exact_change_that_leaves_fewer_than_five_values_is_not_published(then: int, now: int) -> None:
    before = {"schuld_hulp": hulp(then, year=2023, gebied=GM)}
    change = round(100 * (now / then - 1), 1)
    # The prints and what may lie behind them, by hand.
    pairs = [
        (x, y)
        for x in range(10 * round(now / 10) - 4, 10 * round(now / 10) + 5)
        for y in range(10 * round(then / 10) - 4, 10 * round(then / 10) + 5)
        if abs(100 * (x / y - 1) - change) <= 0.05
    ]
    assert min(len({x for x, _ in pairs}), len({y for _, y in pairs})) < 5

    assert only("schuld_hulp", schuld_hulp=hulp(now, gebied=GM), before=before)["huishoudens_mutatie"] is None


# Where a published table comes from


def test_a_published_table_knows_its_schema() -> None:
    found = {name: origin(name) for name in ("schuld_hulp", "schuld_hulp_alle_fasen", "schuld_hulp_uren")}

    assert {one.schema for one in found.values()} == {made_up.SchuldHulp}
    assert [one.people for one in found.values()] == [("huishoudens",), ("huishoudens",), ()]
    assert [one.euros for one in found.values()] == [["kosten"], [], []]
    assert [one.volumes for one in found.values()] == [["gesprekken"], [], ["uren"]]
    assert [one.keys for one in found.values()] == [("gebied", "fase"), ("gebied",), ("gebied", "fase")]


def test_every_table_that_is_published_has_an_origin() -> None:
    true = {name: rows_of(schema, 2024, Random(1)) for name, schema in SCHEMAS.items()}

    published = disclose(true, NO_YEAR, SETTINGS)

    assert all(set(origin(name).keys) <= set(rows.columns) for name, rows in published.items())


@pytest.mark.parametrize("name", ["schuld", "schuld_hulp_", "begeleiding_leeftijd", "ses_score"])
def test_a_table_that_nobody_declares_has_no_origin(name: str) -> None:
    with pytest.raises(LookupError, match=name):
        origin(name)

    with pytest.raises(LookupError, match=name):
        Tables({}, SETTINGS).rounding(name, "clienten")


def figure_of(table: str, *counts: int) -> Figure:
    """The figure of households that a reader sees of the municipality when these are the exact counts of its years."""
    frames = [hulp(count, year=2022 + place, gebied=GM) for place, count in enumerate(counts, 1)]
    parts = [disclose({"schuld_hulp": frame}, NO_YEAR, SETTINGS)[table] for frame in frames]
    lens = Tables({table: pl.concat(parts)}, SETTINGS).at(SETTINGS.gemeente, 2024)
    return lens.read(table, "huishoudens").figure("x", "X", Naam("het aantal"), HUISHOUDENS)


@pytest.mark.parametrize("table", ["schuld_hulp", "schuld_hulp_alle_fasen"])
def test_a_name_with_an_underscore_rounds_as_any_other(table: str) -> None:
    assert not figure_of(table, 304, 306).now.duidelijk
    assert figure_of(table, 304, 326).now.duidelijk


def test_rounding_of_a_volume_counts_too() -> None:
    rounding = Tables({}, SETTINGS).rounding("begeleiding_omvang", "omvang")

    assert pl.DataFrame({"jaar": [2024]}).select(rounding).item() == 5


# What a schema must declare


class Leeg(YearlyCsv, grid=("gebied",)):
    """Een bestand met één kolom."""

    bedrag: float = column("Bedrag", unit="euro")


class MetMensen(YearlyCsv, grid=("gebied",)):
    """Een bestand met cliënten."""

    clienten: int = column("Cliënten", unit="cliënten", people=True)


class Percentage(MetMensen, grid=("gebied",)):
    tevreden: float = column("Tevreden", unit="%")


class Openbaar(MetMensen, grid=("gebied",)):
    bedrag: float = column("Bedrag", unit="euro", public=True)


class Dubbel(YearlyCsv, grid=("gebied",)):
    bedrag: float = column("Bedrag", unit="euro", public=True, of=OfGemeente(per=()))


class Volume(MetMensen, grid=("gebied",)):
    uren: float = column("Uren", unit="uren", of=OfGemeente(per=("fase",)))


class Onbekend(YearlyCsv, grid=("gebied",)):
    bedrag: float = column("Bedrag", unit="euro", of=Group("bevolking", "inwoners", on={"gebied": pl.col("gebied")}))


class Ruim(YearlyCsv, grid=("gebied", "soort")):
    soort: str = column("Soort")
    bedrag: float = column("Bedrag", unit="euro", of=Group("gebruik", "aantal", on={"gebied": pl.col("gebied")}))


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        (Leeg, "column bedrag: say whom it is about"),
        (Percentage, "column tevreden: a rate"),
        (Openbaar, "column bedrag: beside a count of people nothing is public"),
        (Dubbel, "column bedrag: people, public and of exclude each other"),
        (Volume, "column uren: a volume is added up per category"),
        (Onbekend, "column bedrag: inwoners is no count of people in the file bevolking"),
        (Ruim, "column bedrag: on must name each key of a row, and nothing else: gebied, soort"),
    ],
)
def test_a_figure_that_does_not_say_whom_it_is_about_is_refused(schema: type[YearlyCsv], said: str) -> None:
    found = [*undeclared({**SCHEMAS, "nieuw": schema})]

    assert [line for line in found if f"schemas/nieuw.py, {said}" in line] == found != []


def test_a_dataset_may_not_have_the_name_of_a_table_that_is_made_of_another() -> None:
    assert [*undeclared({**SCHEMAS, "begeleiding_omvang": MetMensen})] == [
        "Two published tables are called begeleiding_omvang. Give one another name."
    ]


def test_all_schemas_say_whom_their_figures_are_about() -> None:
    assert [*undeclared(SCHEMAS)] == []


def test_no_amount_of_the_example_is_what_the_municipality_has_less_the_rest(published: Store) -> None:
    found = []
    for edition in published.editions():
        for name, rows in published.tables(edition.id).items():
            for marks in [name for name in rows.columns if name.endswith("_klein")]:
                keys = ["jaar", *(key for key in origin(name).keys if key != "gebied")]
                parts = rows.filter(pl.col("gebied") != GM).group_by(keys).agg(pl.col(marks).sum())
                found += [(edition.year, name, row) for row in parts.rows() if row[-1] == 1]
                assert parts[marks].sum() > 1, name

    assert found == []
