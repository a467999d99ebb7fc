"""Back in time: who sees which edition when, what readers saw on a day, and versions and editions put back."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from factsheet import store as factsheet_store
from factsheet.access import BEHEERDER, MANAGEMENT, REDACTEUR, ROLES, WIJKCOORDINATOR, sessions
from factsheet.release import publish as publication
from factsheet.screen import differing, outcome
from factsheet.screen.history import datasets, days
from factsheet.screen.history import published as published_screen
from factsheet.settings import Settings
from factsheet.store import Edition, Store, Version
from factsheet.validate import check
from tests import example_years, test_pages
from tests.conftest import Clock, Visit
from tests.test_pages import links

pytestmark = pytest.mark.usefixtures("unasked")

PAGES = {
    "samenvatting": {MANAGEMENT, REDACTEUR},
    "factsheet": {REDACTEUR, WIJKCOORDINATOR, MANAGEMENT, BEHEERDER},
    "wijk": {WIJKCOORDINATOR, MANAGEMENT, REDACTEUR},
}
EARLY = {REDACTEUR, MANAGEMENT}
SEEN = [(role, path) for path, roles in PAGES.items() for role in sorted(roles)]
# The inhabitants of Hengelo in 2024, and of a wijk: as published first, and with a hundred more.
OLD, NEW = "83.061", "83.161"
OF_WIJK = {OLD: "9.884", NEW: "9.984"}
LOADED = example_years.LOADED
UNTIL = datetime(2025, 3, 5, 8, tzinfo=UTC)
HERE = {"jaar": "2024"}


def at(path: str) -> dict[str, str]:
    """The address of a page with those figures."""
    return {**HERE, "wijk": "berflo-es"} if path == "wijk" else HERE


def on(path: str, figure: str) -> str:
    """The figure as that page shows it."""
    return OF_WIJK[figure] if path == "wijk" else figure


@pytest.fixture
def published(loaded: Path, tmp_path: Path, store_url: str, clock: Clock) -> Iterator[Store]:
    """A copy of that store as the application has it open, with a clock that stands still."""
    example_years.copy(loaded, tmp_path)
    # With a clock that stands still two tests may make editions of the same number at the same moment.
    st.cache_resource.clear()
    opened = factsheet_store.current()
    opened.now = clock
    yield opened
    opened.close()


Correct = Callable[..., Version]
Publish = Callable[..., Edition]
Made = dict[tuple[object, ...], sqlite3.Connection]
Once = Callable[[object, Callable[[], object]], None]


@pytest.fixture
def correct(published: Store, settings: Settings) -> Correct:
    """Keeps the inhabitants of a year with a hundred more children in Berflo Es: `correct(more=200, who="anna")`."""

    def keep(more: int = 100, *, year: int = 2024, who: str = "rik") -> Version:
        text = example_years.files(2024)["bevolking.csv"].decode("utf-8-sig")
        text = re.sub(
            r"(;(?:Berflo Es|Hengelo);0-15;)(\d+)", lambda found: found[1] + str(int(found[2]) + more), text
        ).replace("2024;", f"{year};")
        file = check(text.encode(), settings, name="bevolking.csv", last_year=published.last_rows)
        (version,) = published.save([file], who=who, reason="telling herzien")
        return version

    return keep


@pytest.fixture(scope="module")
def made() -> Iterator[Made]:
    """Stores as many tests begin: by what was done to the example so far."""
    kept: Made = {}
    yield kept
    for copy in kept.values():
        copy.close()


@pytest.fixture
def once(published: Store, tmp_path: Path, made: Made) -> Once:
    """Does something to the store, or takes the store in which that was done before: `once("herzien", revise)`.

    Only after nothing else but such things; then the store is the same, with the clock where it is.
    """
    file, done = tmp_path / "factsheet.db", []
    known = sizes(file)

    def do(what: object, work: Callable[[], object]) -> None:
        nonlocal known
        same = sizes(file) == known
        done.append((what, published.now()))
        with closing(sqlite3.connect(file)) as store:
            if same and tuple(done) in made:
                made[tuple(done)].backup(store)
            else:
                work()
            if same and tuple(done) not in made:
                made[tuple(done)] = sqlite3.connect(":memory:")
                store.backup(made[tuple(done)])
        known = sizes(file) if same else []

    return do


def sizes(file: Path) -> list[int]:
    """How many rows every table of the store has: whatever is written adds one, in the log at least."""
    with closing(sqlite3.connect(file)) as store:
        names = [name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [store.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names]


@pytest.fixture
def publish(published: Store, correct: Correct, settings: Settings, once: Once) -> Publish:
    """Makes the second edition of 2024, with the hundred more: `publish(embargo=UNTIL)`."""

    def make(more: int = 100, *, embargo: datetime | None = None, reason: str = "telling herzien") -> Edition:
        def work() -> None:
            correct(more)
            publication.publish(published, 2024, who="rik", settings=settings, reason=reason, embargo=embargo)

        once((more, embargo, reason), work)
        return published.editions(2024)[0]

    return make


@pytest.fixture
def next_year(published: Store, settings: Settings, once: Once) -> Edition:
    """A first edition of 2025, under embargo."""

    def work() -> None:
        texts = {name: data.decode("utf-8-sig") for name, data in example_years.files(2024).items()}
        texts = {name: text.replace("2024;", "2025;").replace("-2024", "-2025") for name, text in texts.items()}
        files = [check(text.encode(), settings, name=name) for name, text in texts.items()]
        published.save(files, who="rik", reason="ja")
        publication.publish(published, 2025, who="rik", settings=settings, embargo=UNTIL)

    once(2025, work)
    return published.editions(2025)[0]


def titles(app: AppTest) -> list[str]:
    assert not app.exception
    return [title.value for title in app.title]


def sent(app: AppTest) -> str:
    """Everything that goes to the browser, the data of charts included."""
    assert not app.exception
    parts = [element.proto for element in app.main if hasattr(getattr(element, "proto", None), "SerializeToString")]
    return b"\n".join(part.SerializeToString() for part in parts).decode("utf-8", errors="replace")


def html(app: AppTest) -> str:
    assert not app.exception
    return "".join(part.proto.body for part in app.get("html")).replace("\u00a0", " ")


def messages(app: AppTest) -> list[str]:
    assert not app.exception
    return [re.sub(r"\\(.)", r"\1", text) for text in test_pages.messages(app)]


def edition_on(app: AppTest) -> str:
    """What the line at the end says of the edition."""
    [line] = re.findall(r'<p class="sd-editie">(.*?) Aantallen inwoners', html(app))
    return str(line)


def field(app: AppTest, key: str, value: str) -> None:
    app.text_input(key=key).input(value)


def choose(app: AppTest, what: str) -> None:
    """Answer whether the data go back too."""
    app.radio[0].set_value(what).run()


def click(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def body(caption: str, app: AppTest) -> list[list[str]]:
    """The cells of the table with this caption."""
    found = re.search(rf"<caption>{re.escape(caption)}</caption>.*?<tbody>(.*?)</tbody>", html(app), re.DOTALL)
    assert found, caption
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in found[1].split("</tr>")[:-1]]


# Who sees which edition


@pytest.mark.parametrize(("role", "path"), SEEN)
def test_under_embargo_only_management_and_editors_see_the_new_figures(publish, visit: Visit, role, path) -> None:
    publish(embargo=UNTIL)

    app = visit(path, who=role, query=at(path))

    shown = sent(app)
    if role in EARLY:
        assert on(path, NEW) in shown
        assert messages(app) == [
            "Editie 2 is onder embargo tot 5 maart 2025 09:00. Tot dan zien alleen management en redactie deze "
            "cijfers. Andere lezers zien nu editie 1. Deel ze dus nog niet."
        ]
        assert edition_on(app) == "Factsheet 2024, editie 2, onder embargo tot 5 maart 2025 09:00."
    else:
        assert on(path, OLD) in shown
        assert on(path, NEW) not in shown
        assert messages(app) == []
        assert edition_on(app) == "Factsheet 2024, editie 1, gepubliceerd op 1 maart 2025."
        assert "embargo" not in shown
        assert "herzien" not in shown.lower()


@pytest.mark.parametrize(("role", "path"), [(role, path) for role, path in SEEN if role not in EARLY])
@pytest.mark.parametrize("more", [{}, {"concept": "ja"}])
def test_an_address_does_not_tell_an_embargo_from_an_edition_that_never_was(
    publish, visit: Visit, role, path, more
) -> None:
    publish(embargo=UNTIL)

    said = {}
    for number in ("2", "7"):
        app = visit(path, who=role, query={**at(path), "editie": number, **more})
        assert on(path, NEW) not in sent(app)
        assert "editie" not in app.query_params
        said[number] = [message.replace(number, "N", 1) for message in messages(app)]

    assert said["2"] == said["7"] == ["Editie N van 2024 is er niet. U ziet nu editie 1."]


@pytest.mark.parametrize(("role", "path"), SEEN)
def test_at_the_moment_itself_everybody_sees_the_new_figures(publish, clock: Clock, visit: Visit, role, path) -> None:
    publish(embargo=UNTIL)
    clock.now = UNTIL.replace(hour=7, minute=59, second=59, microsecond=999999)
    before = sent(visit(path, who=role, query=at(path)))

    clock.now = UNTIL
    app = visit(path, who=role, query=at(path))

    assert (on(path, NEW) in before) == (role in EARLY)
    assert on(path, NEW) in sent(app)
    assert messages(app) == []
    assert edition_on(app) == "Factsheet 2024, editie 2, gepubliceerd op 5 maart 2025."


@pytest.mark.parametrize("path", ["factsheet", "wijk"])
def test_what_management_saw_first_is_not_what_others_get_from_memory(publish, visit: Visit, path) -> None:
    publish(embargo=UNTIL)
    first = sent(visit(path, who=MANAGEMENT, query=at(path)))

    shown = sent(visit(path, who=WIJKCOORDINATOR, query=at(path)))

    assert on(path, NEW) in first
    assert on(path, NEW) not in shown
    assert on(path, OLD) in shown


def test_an_open_page_changes_at_the_first_click_after_the_moment(publish, clock: Clock, visit: Visit) -> None:
    publish(embargo=UNTIL)
    clock.now = UNTIL - timedelta(minutes=1)
    app = visit("factsheet", who=WIJKCOORDINATOR, query=HERE)
    before = sent(app)

    clock.now = UNTIL
    app.run()

    assert NEW not in before
    assert NEW in sent(app)


@pytest.mark.parametrize("role", ROLES)
def test_a_year_that_is_under_embargo_is_not_there_for_others(next_year, visit: Visit, role) -> None:
    app = visit("factsheet", who=role, query={"jaar": "2025"})

    years = next(box for box in app.selectbox if box.label == "Jaar").options
    if role in EARLY:
        assert years[0] == "2025"
        assert "Andere lezers zien nu nog niets van 2025." in messages(app)[0]
    else:
        assert years == ["2024", "2023", "2022", "2021"]
        assert messages(app) == ["Over 2025 is geen factsheet gepubliceerd. U ziet nu 2024."]
        assert visit("factsheet", who=role).query_params["jaar"] == "2024"


@pytest.mark.parametrize("role", sorted({WIJKCOORDINATOR, BEHEERDER}))
def test_when_all_is_under_embargo_there_is_nothing_for_others(
    published: Store, next_year, visit: Visit, role, monkeypatch
) -> None:
    monkeypatch.setattr(published, "editions", lambda _=None: [next_year])

    app = visit("factsheet", who=role)

    assert messages(app) == ["Er is nog geen factsheet gepubliceerd."]
    assert titles(app) == ["Factsheet"]


def test_a_role_that_is_taken_away_closes_an_embargo_at_the_next_click(published: Store, publish, visit: Visit) -> None:
    publish(embargo=UNTIL)
    app = visit("factsheet", who=MANAGEMENT, query=HERE)
    before = sent(app)

    published.change_account(MANAGEMENT, roles=[BEHEERDER])

    assert NEW in before
    assert NEW not in sent(app.run())


# An older edition by its address


@pytest.mark.parametrize(("role", "path"), SEEN)
def test_an_older_edition_opens_by_its_address_and_says_so(publish, visit: Visit, role, path) -> None:
    publish()
    app = visit(path, who=role, query={**at(path), "editie": "1"})

    assert on(path, OLD) in sent(app)
    assert on(path, NEW) not in sent(app)
    assert messages(app) == [
        "U leest een oudere editie: editie 1 van 2024, gepubliceerd op 1 maart 2025. "
        "Er is een nieuwere: editie 2, gepubliceerd op 1 maart 2025."
    ]
    asked = "&wijk=berflo-es" if path == "wijk" else ""
    assert links(app)[0] == ("Naar editie 2", path, f"jaar=2024{asked}")
    assert edition_on(app) == "Factsheet 2024, editie 1, gepubliceerd op 1 maart 2025."


def test_the_edition_that_counts_may_also_be_asked_for(publish, visit: Visit) -> None:
    publish()

    app = visit("factsheet", who=WIJKCOORDINATOR, query={**HERE, "editie": "2"})

    assert NEW in sent(app)
    assert messages(app) == []


@pytest.mark.parametrize(
    "editie", ["", "0", "-1", "01", "²", "9" * 400, "[klik hier](https://voorbeeld.example)", "1'--"]
)
def test_an_edition_that_is_no_number_is_not_said_back(published, visit: Visit, editie) -> None:
    app = visit("factsheet", who=MANAGEMENT, query={**HERE, "editie": editie})

    assert messages(app) == ["Die editie van 2024 is er niet. U ziet nu editie 1."]
    assert "voorbeeld.example" not in sent(app)


def test_another_year_is_shown_as_it_counts_now(publish, visit: Visit) -> None:
    publish()
    app = visit("factsheet", who=MANAGEMENT, query={**HERE, "editie": "1"})

    next(box for box in app.selectbox if box.label == "Jaar").select("2023").run()
    next(box for box in app.selectbox if box.label == "Jaar").select("2024").run()

    assert "editie" not in app.query_params
    assert NEW in sent(app)


def test_the_edition_of_a_year_that_is_not_there_is_not_looked_up_in_another(publish, visit: Visit) -> None:
    publish()

    app = visit("factsheet", who=MANAGEMENT, query={"jaar": "2031", "editie": "1"})

    assert messages(app) == ["Over 2031 is geen factsheet gepubliceerd. U ziet nu 2024."]
    assert NEW in sent(app)


@pytest.mark.parametrize("path", ["factsheet", "wijk", "samenvatting"])
def test_a_revised_edition_says_why_under_its_title_as_it_was_typed(publish, visit: Visit, path: str) -> None:
    publish(reason="te <b>laag</b> geteld, zie [hier](https://x.example)")

    app = visit(path, who=MANAGEMENT, query=HERE)
    first = visit(path, who=MANAGEMENT, query={**HERE, "editie": "1"})

    assert edition_on(app) == "Factsheet 2024, editie 2, gepubliceerd op 1 maart 2025."
    shown = list(app.main)
    under = next(part for part in shown[[part.type for part in shown].index("title") :] if part.type == "html")
    assert "Herzien: te &lt;b&gt;laag&lt;/b&gt; geteld, zie [hier](https://x.example)</p>" in under.proto.body
    assert "x.example" not in "".join(part.value for part in (*app.markdown, *app.caption))
    assert "Herzien" not in html(first)


# What readers saw on a day


@pytest.fixture
def three(published: Store, publish: Publish, clock: Clock) -> Store:
    """Editions of 2024: of 1 March, of half past midnight on 3 March (Dutch time), and under embargo to 5 March."""
    clock.now = datetime(2025, 3, 2, 23, 30, tzinfo=UTC)
    publish()
    clock.now = datetime(2025, 3, 4, 12, tzinfo=UTC)
    publish(200, embargo=UNTIL, reason="nog eens herzien")
    return published


SAW = [
    (
        date(2025, 2, 28),
        "Aan het eind van 28 februari 2025 zagen lezers nog niets van 2024: er was nog geen editie.",
    ),
    (
        date(2025, 3, 1),
        "Aan het eind van 1 maart 2025 zagen lezers editie 1 van 2024. Die is te zien sinds 1 maart 2025 13:00.",
    ),
    (
        date(2025, 3, 2),
        "Aan het eind van 2 maart 2025 zagen lezers editie 1 van 2024. Die is te zien sinds 1 maart 2025 13:00.",
    ),
    (
        date(2025, 3, 3),
        "Aan het eind van 3 maart 2025 zagen lezers editie 2 van 2024. Die is te zien sinds 3 maart 2025 00:30. "
        "Aan het begin van de dag was dat editie 1.",
    ),
    (
        date(2025, 3, 4),
        "Aan het eind van 4 maart 2025 zagen lezers editie 2 van 2024. Die is te zien sinds 3 maart 2025 00:30. "
        "Management en redactie zagen toen al editie 3, onder embargo.",
    ),
    (
        date(2025, 3, 5),
        "Aan het eind van 5 maart 2025 zagen lezers editie 3 van 2024. Die is te zien sinds 5 maart 2025 09:00. "
        "Aan het begin van de dag was dat editie 2.",
    ),
]


def test_what_readers_saw_on_a_day(three, clock: Clock, visit: Visit) -> None:
    clock.now = datetime(2025, 3, 8, 12, tzinfo=UTC)
    app = visit("versies", who=REDACTEUR, query=HERE)

    for day, told in SAW:
        app.date_input[0].set_value(day).run()

        assert told in [part.value for part in app.markdown]
        number = re.search(r"editie (\d) van 2024", told)
        opens = [query for label, page, query in links(app) if label.startswith("Open editie")]
        assert opens[3:] == ([f"jaar=2024&editie={number[1]}"] if number else [])


def test_today_is_now(three, clock: Clock, visit: Visit) -> None:
    clock.now = UNTIL - timedelta(minutes=1)
    app = visit("versies", who=REDACTEUR, query=HERE)
    before = [part.value for part in app.markdown]

    clock.now = UNTIL
    app.run()

    assert app.date_input[0].value == date(2025, 3, 5)
    assert (
        "Nu zien lezers editie 2 van 2024. Die is te zien sinds 3 maart 2025 00:30. "
        "Management en redactie zien al editie 3, onder embargo."
    ) in before
    assert (
        "Nu zien lezers editie 3 van 2024. Die is te zien sinds 5 maart 2025 09:00. "
        "Aan het begin van de dag was dat editie 2."
    ) in [part.value for part in app.markdown]


def test_today_begins_at_midnight_in_the_netherlands(three, clock: Clock, visit: Visit) -> None:
    clock.now = datetime(2025, 3, 6, 23, 10, tzinfo=UTC)

    app = visit("versies", who=REDACTEUR, query=HERE)

    assert app.date_input[0].value == date(2025, 3, 7)


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2025, 1, 15), "2025-01-15T22:59:59.999999+00:00"),
        (date(2025, 7, 15), "2025-07-15T21:59:59.999999+00:00"),
        (date(2025, 3, 30), "2025-03-30T21:59:59.999999+00:00"),  # summer time begins
        (date(2025, 10, 26), "2025-10-26T22:59:59.999999+00:00"),  # and ends
    ],
)
def test_a_day_ends_at_midnight_in_the_netherlands(day, last) -> None:
    assert days.last_moment(day).astimezone(UTC).isoformat() == last


# The page


@pytest.mark.parametrize("role", sorted(set(ROLES) - {REDACTEUR, BEHEERDER}))
def test_nobody_but_editors_and_the_beheerder_sees_versions(three, visit: Visit, role) -> None:
    app = visit("versies", who=role, query={**HERE, "gegevens": "gebruik"})

    assert titles(app) == ["Geen toegang"]
    assert "Versie" not in html(app)


def test_editions_are_listed_with_who_when_why_and_a_link(three, visit: Visit) -> None:
    app = visit("versies", who=REDACTEUR, query=HERE)

    assert body("Edities van 2024", app) == [
        ["Editie 3", "4 maart 2025 13:00", "rik", "vanaf 5 maart 2025 09:00", "nog eens herzien"],
        ["Editie 2 (geldt nu)", "3 maart 2025 00:30", "rik", "meteen", "telling herzien"],
        ["Editie 1", "1 maart 2025 13:00", "voorbeeld", "meteen", ""],
    ]
    assert links(app)[:3] == [(f"Open editie {n}", "factsheet", f"jaar=2024&editie={n}") for n in (3, 2, 1)]


def test_the_difference_between_two_editions_is_what_readers_see(three, visit: Visit) -> None:
    app = visit("versies", who=REDACTEUR, query=HERE)
    last_two = body("Cijfers van Hengelo die veranderen", app)

    app.selectbox(key="versies edities 2024 Van").select(three.editions(2024)[-1].id).run()

    assert [cells for cells in last_two if cells[0] == "Inwoners"] == [["Inwoners", "83.161 (+1,0%)", "83.261 (+1,1%)"]]
    first = [cells for cells in body("Cijfers van Hengelo die veranderen", app) if cells[0] == "Inwoners"]
    assert first == [["Inwoners", "83.061 (+0,9%)", "83.261 (+1,1%)"]]
    app.selectbox(key="versies edities 2024 Van").select(three.editions(2024)[0].id).run()
    assert "Kies er twee die van elkaar verschillen." in messages(app)


def test_versions_are_listed_with_the_editions_that_hold_them(three, correct: Correct, visit: Visit) -> None:
    correct(300, who="<i>anna</i>")

    app = visit("versies", who=REDACTEUR, query={**HERE, "gegevens": "bevolking"})

    rows = str(three.last_version("bevolking", 2024).row_count)
    assert body("Inwoners per leeftijd (bevolking), 2024", app) == [
        ["Versie 4 (laatste)", *("4 maart 2025 13:00", "&lt;i&gt;anna&lt;/i&gt;", "bevolking.csv", rows, "geen"), WHY],
        ["Versie 3", "4 maart 2025 13:00", "rik", "bevolking.csv", rows, "3", WHY],
        ["Versie 2", "3 maart 2025 00:30", "rik", "bevolking.csv", rows, "2", WHY],
        ["Versie 1", "1 maart 2025 13:00", "voorbeeld", "bevolking.csv", rows, "1", "voorbeeld"],
    ]


WHY = "telling herzien"


def test_the_dataset_stands_in_the_address(published, visit: Visit) -> None:
    app = visit("versies", who=REDACTEUR, query={**HERE, "gegevens": "[x](y)"})
    first = app.query_params["gegevens"]

    next(box for box in app.selectbox if box.label == "Gegevens").select("ses").run()

    assert first == "begeleiding"
    assert app.query_params["gegevens"] == "ses"
    assert [cells[0] for cells in body("Sociaal-economische score (ses), 2024", app)] == ["Versie 1 (laatste)"]
    assert "Er is nog maar één versie" in " ".join(part.value for part in app.markdown)


def test_the_last_version_differs_from_what_readers_see_cell_by_cell(published, correct: Correct, visit: Visit) -> None:
    correct(100)
    correct(150)

    app = visit("versies", who=REDACTEUR, query={**HERE, "gegevens": "bevolking"})

    places = {(row["gebied"], row["leeftijdsgroep"]): row for row in last_rows(published)}
    town, wijk = (places[code, "0-15"]["inwoners"] for code in ("GM0164", "WK016405"))
    dutch = "{:,}".format
    assert sorted(body("Cellen die verschillen: 2", app)) == [
        [
            "Berflo Es, leeftijdsgroep &#39;0-15&#39;: inwoners",
            *(dutch(n).replace(",", ".") for n in (wijk - 150, wijk)),
        ],
        [
            "Hengelo, leeftijdsgroep &#39;0-15&#39;: inwoners",
            *(dutch(n).replace(",", ".") for n in (town - 150, town)),
        ],
    ]


def last_rows(store: Store) -> list[dict[str, object]]:
    version = store.last_version("bevolking", 2024)
    assert version is not None
    return store.rows(version.id).to_dicts()


def test_a_long_difference_is_cut_off_with_its_count(published, correct: Correct, visit: Visit, monkeypatch) -> None:
    monkeypatch.setattr(differing, "MOST", 1)
    correct()

    app = visit("versies", who=REDACTEUR, query={**HERE, "gegevens": "bevolking"})

    assert len(body("Cellen die verschillen: 2. Dit zijn de eerste 1", app)) == 1


def test_versions_with_the_same_figures_are_said_to_be_the_same(published, correct: Correct, visit: Visit) -> None:
    correct(0)

    app = visit("versies", who=REDACTEUR, query={**HERE, "gegevens": "bevolking"})

    assert "Deze twee versies hebben dezelfde cijfers." in messages(app)


# The beheerder reads


def test_the_beheerder_reads_what_readers_may_see_and_changes_nothing(three, visit: Visit) -> None:
    app = visit("versies", who=BEHEERDER, query={**HERE, "gegevens": "bevolking"})

    assert [cells[0] for cells in body("Edities van 2024", app)] == ["Editie 2 (geldt nu)", "Editie 1"]
    assert [cells[5] for cells in body("Inwoners per leeftijd (bevolking), 2024", app)] == ["geen", "2", "1"]
    assert "embargo" not in sent(app)
    assert body("Cijfers van Hengelo die veranderen", app)[0][0] == "Inwoners"
    assert "Gebied" not in [box.label for box in app.selectbox]
    assert [button.label for button in app.button] == ["Uitloggen"]
    assert {page for _, page, _ in links(app)} == {"factsheet"}
    assert not app.radio
    assert not app.text_input


def test_the_beheerder_sees_which_cells_differ_and_no_true_count(
    published: Store, correct: Correct, visit: Visit, settings: Settings
) -> None:
    first = published.history("gebruik", 2024)[0]
    text = example_years.files(2024)["gebruik.csv"].decode("utf-8-sig")
    mended = {("gebruik", 2024): ["rij 3, aantal: 7 → 4321"]}
    file = check(re.sub(r"(;Noord;Jeugdwet;)\d+", r"\g<1>431", text, count=1).encode(), settings, name="gebruik.csv")
    assert file.rows.rows() != published.rows(first.id).rows()
    published.save([file], who=REDACTEUR, reason="telling", mended=mended)
    query = {**HERE, "gegevens": "gebruik"}

    reads, edits = visit("versies", who=BEHEERDER, query=query), visit("versies", who=REDACTEUR, query=query)

    assert body("Cellen die verschillen: 1", reads) == [["Noord, groep &#39;Jeugdwet&#39;: aantal"]]
    assert "431" not in html(reads)
    assert "De precieze cijfers zijn alleen voor de redactie." in reads.caption[-1].value
    assert body("Gebruik van ondersteuning (gebruik), 2024", reads)[0][6] == "telling"
    [cells] = body("Cellen die verschillen: 1", edits)
    assert cells[2] == "431"
    assert "4321" in html(edits)


@pytest.mark.parametrize(("role", "kept"), [(REDACTEUR, 1), (BEHEERDER, 0)])
def test_a_forged_click_of_who_may_only_read_puts_nothing_back(
    published: Store, publish: Publish, monkeypatch: pytest.MonkeyPatch, role: str, kept: int
) -> None:
    publish()
    last, first = published.history("bevolking", 2024)
    now, old = published.editions(2024)
    account = published.account(role)
    assert account is not None
    visitor = sessions.visitor_of(published, sessions.log_in(published, account).token)
    assert visitor is not None
    before = [len(published.history("bevolking", 2024)), len(published.editions(2024)), len(published.log_entries())]
    state = {datasets.REASON: "zomaar", published_screen.REASON: "de telling klopte toch"}
    for module in (datasets, published_screen, outcome):
        monkeypatch.setattr(module, "st", SimpleNamespace(session_state=state))

    datasets._restore(first, 1, last, visitor)
    published_screen._restore(old, now, None, {}, visitor)

    after = [len(published.history("bevolking", 2024)), len(published.editions(2024)), len(published.log_entries())]
    assert [now - was for was, now in zip(before, after, strict=True)] == [kept, kept, 2 * kept]


# Putting back


def bevolking(visit: Visit) -> AppTest:
    return visit("versies", who=REDACTEUR, query={**HERE, "gegevens": "bevolking"})


def test_a_version_is_put_back_only_with_a_reason(published: Store, correct: Correct, visit: Visit) -> None:
    correct()
    app = bevolking(visit)

    click(app, "Zet deze versie terug")
    refused = messages(app)
    field(app, datasets.REASON, "  de oude telling was <b>goed</b> ")
    click(app, "Zet deze versie terug")

    assert "Schrijf op waarom u teruggaat. Er is nog niets veranderd." in refused
    last = published.last_version("bevolking", 2024)
    assert last is not None
    assert (last.who, last.reason) == (REDACTEUR, "terug naar versie 1: de oude telling was <b>goed</b>")
    assert len(published.history("bevolking", 2024)) == 3
    first = published.history("bevolking", 2024)[-1]
    assert published.rows(last.id).equals(published.rows(first.id))
    assert any("Versie 1 van Inwoners per leeftijd (bevolking) is teruggezet" in message for message in messages(app))
    assert app.text_input(key=datasets.REASON).value == ""
    assert any(entry.what == "versie teruggezet" for entry in published.log_entries())


def test_a_version_is_not_put_back_over_one_that_nobody_here_has_seen(
    published: Store, correct: Correct, visit: Visit
) -> None:
    correct()
    app = bevolking(visit)
    newer = correct(300, who="anna")

    field(app, datasets.REASON, "de oude telling was goed")
    click(app, "Zet deze versie terug")

    assert published.last_version("bevolking", 2024) == newer
    assert any("anna heeft intussen een nieuwere versie van bevolking van 2024 bewaard" in m for m in messages(app))
    assert app.text_input(key=datasets.REASON).value == "de oude telling was goed"


def test_nothing_is_written_without_a_click(three, visit: Visit) -> None:
    app = bevolking(visit)
    before = [len(three.editions()), len(three.history("bevolking", 2024)), len(three.log_entries())]

    field(app, datasets.REASON, "zomaar")
    app.run()
    app.run()

    assert [len(three.editions()), len(three.history("bevolking", 2024)), len(three.log_entries())] == before


def test_an_edition_is_put_back_for_readers_only_with_a_reason(
    published: Store, publish: Publish, visit: Visit
) -> None:
    publish()
    app = bevolking(visit)

    click(app, "Zet editie 1 terug voor lezers")
    not_chosen = messages(app)
    choose(app, published_screen.ONLY)
    click(app, "Zet editie 1 terug voor lezers")
    refused, editions = messages(app), len(published.editions(2024))
    field(app, published_screen.REASON, "de telling klopte toch")
    click(app, "Zet editie 1 terug voor lezers")

    assert "Kies of de gegevens ook teruggaan. Er is nog niets veranderd." in not_chosen
    assert "Schrijf op waarom u teruggaat. Er is nog niets veranderd." in refused
    assert editions == 2
    assert any(m.startswith("Editie 1 is teruggezet, als editie 3") for m in messages(app))
    reader = visit("factsheet", who=WIJKCOORDINATOR, query=HERE)
    assert OLD in sent(reader)
    assert "Herzien: terug naar editie 1: de telling klopte toch" in html(reader)
    concept = visit("factsheet", who=REDACTEUR, query={**HERE, "concept": "ja"})
    assert NEW in sent(concept)


def test_an_edition_is_put_back_with_the_data(published: Store, publish: Publish, visit: Visit) -> None:
    publish()
    first = published.editions(2024)[-1]
    app = bevolking(visit)

    choose(app, published_screen.DATA)
    field(app, published_screen.REASON, "de telling klopte toch")
    click(app, "Zet editie 1 terug voor lezers")

    assert (
        "Editie 1 is teruggezet, als editie 3. Lezers zien hem nu. De gegevens zijn nu ook die van editie 1."
    ) in messages(app)
    last = published.last_version("bevolking", 2024)
    assert last is not None
    assert published.rows(last.id).equals(published.rows(first.versions["bevolking"]))
    assert (last.who, last.reason) == (REDACTEUR, "terug naar editie 1: de telling klopte toch")
    assert "Lezers zien alles wat er over 2024 is: editie 3." in messages(visit("begin", who=REDACTEUR, query=HERE))
    again = bevolking(visit)
    assert not again.selectbox(key="versies oude editie 2024").select(1).run().radio


def test_data_are_not_put_back_over_a_version_that_nobody_here_has_seen(
    published: Store, publish: Publish, correct: Correct, visit: Visit
) -> None:
    publish()
    app = bevolking(visit)
    choose(app, published_screen.DATA)
    newer = correct(300, who="anna")

    field(app, published_screen.REASON, "de telling klopte toch")
    click(app, "Zet editie 1 terug voor lezers")

    assert [message for message in messages(app) if message.startswith("anna heeft intussen een nieuwere versie")]
    assert (len(published.editions(2024)), published.last_version("bevolking", 2024)) == (2, newer)


def test_after_an_edition_was_put_back_the_start_page_says_which_data_differ(
    published: Store, publish: Publish, visit: Visit, settings: Settings
) -> None:
    publish()
    first = published.editions(2024)[-1]
    publication.restore(published, first.id, who=REDACTEUR, reason="klopte toch", settings=settings)

    app = visit("begin", who=REDACTEUR, query=HERE)

    assert (
        "De gegevens wijken af van editie 3, die lezers zien: Inwoners per leeftijd (bevolking). "
        "Publiceert u opnieuw, dan komen die cijfers mee."
    ) in messages(app)
    assert ("Vergelijk bevolking", "versies", "jaar=2024&gegevens=bevolking") in links(app)
    compared = bevolking(visit)
    assert body("Cellen die verschillen: 2", compared)
    assert compared.selectbox(key="versies bevolking 2024 Van").value == first.versions["bevolking"]


def test_what_putting_an_edition_back_means_stands_above_the_button(three, visit: Visit) -> None:
    app = visit("versies", who=REDACTEUR, query=HERE)

    assert (
        "Lezers zien dan meteen weer de cijfers en teksten van editie 2. Dat wordt editie 4; editie 3 blijft bewaard. "
        "Let op: editie 3 is nog onder embargo. Lezers krijgen die daarna niet meer vanzelf te zien. "
        "De teksten waar de redactie aan werkt, blijven zoals ze zijn."
    ) in [part.value for part in app.markdown]


def test_an_edition_under_embargo_stays_under_it_when_it_is_put_back(
    three: Store, publish: Publish, visit: Visit
) -> None:
    publish(400, embargo=UNTIL.replace(day=9))
    app = visit("versies", who=REDACTEUR, query=HERE)
    app.selectbox(key="versies oude editie 2024").select(3).run()
    meaning = [part.value for part in app.markdown if part.value.startswith("Management en redactie zien dan")]

    choose(app, published_screen.ONLY)
    field(app, published_screen.REASON, "toch beter")
    click(app, "Zet editie 3 terug voor lezers")

    assert "de andere lezers vanaf 5 maart 2025 09:00" in meaning[0]
    assert three.last_edition(2024).embargo == UNTIL
    assert any("Voor iedereen vanaf 5 maart 2025 09:00." in message for message in messages(app))
    assert "83.261" not in sent(visit("factsheet", who=WIJKCOORDINATOR, query=HERE))


def test_an_edition_is_not_put_back_over_one_that_nobody_here_has_seen(
    published: Store, publish: Publish, visit: Visit
) -> None:
    publish()
    app = bevolking(visit)
    choose(app, published_screen.DATA)
    newer = publish(300)

    field(app, published_screen.REASON, "de telling klopte toch")
    click(app, "Zet editie 1 terug voor lezers")

    assert published.last_edition(2024) == newer
    assert "Er is intussen een nieuwe editie gepubliceerd. Er is niets veranderd. Bekijk die eerst." in messages(app)


def test_a_year_without_editions_says_so(published: Store, correct: Correct, visit: Visit) -> None:
    correct(year=2025)

    app = visit("versies", who=REDACTEUR, query={"jaar": "2025"})

    said = [part.value for part in app.markdown]
    assert "Van 2025 is nog niets gepubliceerd." in said
    assert "Nu zien lezers nog niets van 2025." in said
    assert ("Naar publiceren", "publiceren", "jaar=2025") in links(app)
    assert [button.label for button in app.button] == ["Uitloggen"]


def test_an_empty_store_says_what_to_do(example: Store, visit: Visit) -> None:
    app = visit("versies", who=REDACTEUR)

    assert messages(app) == ["Er zijn nog geen cijfers. Upload eerst de CSV-bestanden van een jaar."]
