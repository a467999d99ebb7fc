"""What somebody typed is shown as it stands: on every page, through one way, whatever Streamlit would make of it."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from factsheet import editorial, literal
from factsheet.access import ROLES, find_pages
from factsheet.literal import MARKDOWN, OPTIONS, OWN, UNUSED
from factsheet.release import publish as publication
from factsheet.release import review
from factsheet.store import Store
from factsheet.validate import check
from tests import example_years

pytestmark = pytest.mark.usefixtures("unasked")

ROOT = Path(__file__).parent.parent
SHOWS = [
    ROOT / "factsheet" / "app_script.py",
    *sorted(
        path for folder in ("factsheet/screen", "factsheet/access", "pages") for path in (ROOT / folder).rglob("*.py")
    ),
]
PLANTED = "**vet** $x$ [klik](http://x.nl) <b>x</b> :red[rood] :material/home: # kop"
PLACES = {"columns", "empty", "container", "expander", "tabs", "popover"}
READ_AS_MARKUP = {"body", "label", "help", "caption", "title"}


# ---- one text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**vet**", r"\*\*vet\*\*"),
        ("$x$", r"\$x\$"),
        ("[klik](http://x.nl)", "\\[klik\\](http:\u2060//x.nl)"),
        ("<b>", r"\<b>"),
        (":red[rood]", ":\u2060red\\[rood\\]"),
        (":material/home:", ":\u2060material/home:"),
        ("# kop", r"\# kop"),
        ("1. een", r"1\. een"),
        ("- een", r"\- een"),
        ("&euml;", r"\&euml;"),
        ("www.x.nl of a@x.nl", "www\u2060.x.nl of a\u2060@x.nl"),
        ("    code", "code"),
    ],
)
def test_a_sign_that_means_something_is_taken_literally(text: str, shown: str) -> None:
    assert literal.literal(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Factsheet 2024, editie 2, gepubliceerd op 3 mei 2026 9:00. Aantallen (€ 5) zijn +0,9%; 0-15 jaar!",
        "Nu ontbreekt nog: uitgaven, ses. “Noord”: 'Hasseler Es' - wijk_noord.csv",
        "Sociaal domein & zorg, #1, 3 > 2",
    ],
)
def test_an_ordinary_sentence_stays_what_it_is(text: str) -> None:
    assert literal.literal(text) == text


# ---- one way


def calls(path: Path) -> Iterator[tuple[str, str]]:
    """Every call of something that belongs to something else: `st.columns(2)` gives ("st", "columns")."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=owner), attr=name)):
                yield owner, name


def places(path: Path) -> set[str]:
    """The names of places on the screen: what `st.columns`, `st.empty` and the like give."""
    found = set[str]()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Assign(targets=[target], value=ast.Call(func=ast.Attribute(attr=name))) if name in PLACES:
                found |= {part.id for part in ast.walk(target) if isinstance(part, ast.Name)}
    return found


@pytest.mark.parametrize("path", SHOWS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_screen_shows_texts_through_literal_only(path: Path) -> None:
    imported = {
        alias.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Import)
        for alias in node.names
    }

    known = places(path)

    around = [name for place, name in calls(path) if place in known and name not in PLACES]

    assert "streamlit" not in imported
    assert around == []


def read_as_markdown(name: str) -> set[str]:
    """The parameters of a function of Streamlit that its documentation calls markdown."""
    parts = re.split(r"(?m)^(\w+) : ", inspect.getdoc(getattr(streamlit, name)) or "")
    described = zip(parts[1::2], parts[2::2], strict=True)
    told = {part for part, words in described if "arkdown" in re.split(r"\n(?:Returns|Examples?)\n", words)[0]}
    return told - {"unsafe_allow_html", "wrap", "anchors", "width"}


def test_every_text_that_streamlit_reads_as_markdown_is_made_literal() -> None:
    used = {name for path in SHOWS for place, name in calls(path) if place == "st"} - {*OWN}

    left = {
        name: parts
        for name in used
        if (parts := read_as_markdown(name) - {*MARKDOWN} - ({"options"} if name in OPTIONS else set()))
    }

    # Icons and addresses of our own.
    assert left == {"navigation": {"pages"}, "set_page_config": {"page_icon"}}
    assert len(used) > 20


def test_html_that_is_no_markup_is_shown_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr(streamlit, "html", sent.append)

    literal.st.html("<b>x</b>")

    assert sent == ["&lt;b&gt;x&lt;/b&gt;"]


@pytest.mark.parametrize("name", UNUSED)
def test_what_reads_markup_in_other_ways_cannot_be_used(name: str) -> None:
    with pytest.raises(AttributeError, match="reads markup"):
        getattr(literal.st, name)


# ---- every page


@pytest.fixture
def planted(published: Store, settings) -> Store:
    """The example, with markup in everything that somebody can type and that is shown somewhere."""
    text = example_years.files(2024)["beleidsindicatoren.csv"].decode("utf-8-sig")
    _, indicator, _, _, _, _, source = text.splitlines()[1].split(";")
    data = text.replace(indicator, f"{PLANTED} indicator").replace(source, f"{PLANTED} bron", 1)
    file = check(data.encode(), settings, name=f"{PLANTED}.csv", last_year=published.last_rows)
    row = f"2024;{PLANTED} gebied;woningen.koop.aandeel;7;{PLANTED} elders\n"
    elsewhere = check(f"jaar;gebied;cijfer;waarde;bron\n{row}".encode(), settings, name="vergelijking.csv")
    published.save([file, elsewhere], who="redacteur", reason=f"{PLANTED} versie")
    for key in ("titel", "intro", "wonen.titel", "wonen.uitleg"):
        published.set_text(2024, key, f"{PLANTED} {key}", "redacteur")
    duiding = editorial.compose(f"{PLANTED} duiding", None, {}, 2024)
    published.set_text(2024, "ses.duiding", editorial.write(duiding), "redacteur")
    publication.publish(published, 2024, who="redacteur", settings=settings, reason=f"{PLANTED} herzien")
    published.save([check(text.encode(), settings, name="terug.csv")], who="redacteur", reason=f"{PLANTED} terug")
    content = review.content(published, 2024, settings)
    review.offer(published, 2024, who="redacteur", content=content, note=f"{PLANTED} opmerking", settings=settings)
    published.log(PLANTED, PLANTED, PLANTED)
    return published


def texts(app: AppTest) -> Iterator[tuple[str, str, str]]:
    """Every text on the screen that could be read as markup: kind of element, name of the part, text."""
    for element in app.main:
        proto = getattr(element, "proto", None)
        if not hasattr(proto, "ListFields"):
            continue
        for field, value in proto.ListFields():
            if isinstance(value, str) and field.name in READ_AS_MARKUP:
                yield element.type, field.name, value
            elif element.type in OPTIONS and field.name == "options":
                yield from ((element.type, field.name, option) for option in value)


@pytest.mark.parametrize("who", ROLES)
def test_no_page_reads_markup_in_what_somebody_typed(planted: Store, visit, who: str) -> None:
    account = planted.account(who)
    assert account is not None
    pages = [page for page in find_pages(ROOT / "pages") if page.roles & account.roles]

    for page in pages:
        app = visit(page.path, who=who, query={"jaar": "2024", "gegevens": "beleidsindicatoren", "sectie": "ses"})

        assert not app.exception
        for kind, part, text in texts(app):
            assert "<b>x</b>" not in text if kind == "html" else "**vet**" not in text, (page.path, kind, part, text)


def test_a_reader_sees_all_of_it_as_it_was_typed(planted: Store, visit) -> None:
    app = visit("factsheet", who="management", query={"jaar": "2024"})

    shown = [(kind, text) for kind, _, text in texts(app)]
    html = unescape("".join(text for kind, text in shown if kind == "html"))
    assert app.title[0].value == literal.literal(f"{PLANTED} titel")
    for what in ("intro", "wonen.titel", "wonen.uitleg", "duiding", "herzien", "indicator", "gebied", "elders"):
        assert f"{PLANTED} {what}" in html
