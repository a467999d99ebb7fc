"""The page "Uitleg" in parts: how the figures are made, and the method of rounding for who wants to check it."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from factsheet.explain import AUDIT, COMPARED, METHOD, audit_words, example_that_adds_up, method_words
from factsheet.literal import st
from factsheet.markup.tables import table
from factsheet.narrate import notation
from factsheet.settings import Settings


def explanation(settings: Settings) -> None:
    """How the figures are made, with the thresholds of this municipality as a reader writes them."""
    words = method_words(settings)
    for title, text in METHOD:
        st.subheader(title, anchor=False)
        st.markdown(text.format_map(words))
    _audit(settings, words)


def _audit(settings: Settings, words: Mapping[str, object]) -> None:
    """The same for who wants to check it: the rule, an example, what it costs, the proof, and what it does not do."""
    st.subheader("Voor wie de methode wil nagaan", anchor=False)
    words = {**words, **{name: notation.number(value) for name, value in audit_words(settings).items()}}
    first, *more = AUDIT
    _part(*first, words)
    head = ("Gebied", "Echt aantal", "Elk cijfer los afgerond", "Zoals hier")
    st.html(table("Een voorbeeld dat optelt (bedachte aantallen)", head, example_that_adds_up(settings)))
    head = ("Manier", "Afstand, gemiddeld", "Sommen die niet kloppen", "Kleine aantallen die te achterhalen zijn")
    st.html(table("Wat het kost, gemeten op voorbeeldcijfers van 2024", head, COMPARED, words=True))
    st.caption("Te achterhalen: een aantal van 1 tot en met 9 kan nog maar vier waarden hebben, of minder.")
    for part in more:
        _part(*part, words)


def _part(title: str, text: str, words: Mapping[str, object]) -> None:
    """A heading and its text; of more lines than one a numbered list."""
    lines = text.format_map(words).split("\n")
    steps = Markup().join(Markup("<li>{}</li>").format(line) for line in lines)
    body = Markup("<ol>{}</ol>").format(steps) if len(lines) > 1 else Markup("<p>{}</p>").format(lines[0])
    st.html(Markup("<h4>{}</h4>{}").format(title, body))
