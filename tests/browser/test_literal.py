"""What Streamlit's page makes of a text, in a real browser: nothing but that text."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import StartServer
from tests.browser.drive import open_page

pytestmark = pytest.mark.browser

TEXTS = (
    "**vet** $x^2$ [klik](http://x.nl) <b>x</b> :red[rood] :material/home: # kop",
    ":material_home: :streamlit: :smile: :+1: :100: 10:100: 9:00 a:b",
    "# kop",
    "1. lijst",
    "- lijst",
    "> citaat",
    "http://www.x.nl/x_y_z www.x.nl mail a.b@x.nl en __x__ a_b_c ~~weg~~ ~w~",
    "a -> b <- c <-> d -- e >= f <= g ~= h",
    "&euml; &#235; `code` $$y$$ | a | b | ![p](http://x/y.png) [^1] {x} *i* _j_ ::x[y] :small[z]",
    ":::note",
    "---",
    "<script>alert(1)</script> <!-- weg --> <http://x.nl> mailto:a@x.nl HTTPS://X.nl",
    "[a]: http://x.nl",
)
SCRIPT = """
from factsheet.literal import st
for number, text in enumerate({texts!r}):
    for show in (st.title, st.caption, st.markdown, st.error):
        show(text)
    st.button(text, key=f"knop {{number}}")
    st.radio(text, [text], key=f"keuze {{number}}")
"""
TESTED = "[data-testid=stMarkdownContainer], [data-testid=stCaptionContainer]"
READ = "all => all.map(element => element.textContent.replaceAll('\u2060', '').trim())"
MADE = "[data-testid=stMarkdownContainer] :is(p a, b, strong, em, del, code, img, ul, ol, blockquote, table, .katex)"


def test_every_text_stands_on_the_page_as_it_was_typed(start_server: StartServer, tab: Page, tmp_path: Path) -> None:
    (tmp_path / "streamlit_app.py").write_text(SCRIPT.format(texts=TEXTS))

    open_page(tab, start_server("sqlite://", tmp_path).base)
    expect(tab.get_by_role("radio")).to_have_count(len(TEXTS))

    shown = tab.locator(TESTED).evaluate_all(READ)
    assert {text: shown.count(text) for text in TEXTS} == dict.fromkeys(TEXTS, 7)
    assert tab.locator(MADE).count() == 0
