"""What a reader will see change, for the editor: per area the figures, the sentences word by word, and the charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

import streamlit as st

from factsheet.consistency import Caution
from factsheet.effect import AreaEffect, Piece, SentenceChanged, summary
from factsheet.screen.tables import table

NOT_YET = "was er nog niet"
NO_LONGER = "verdwijnt"


def show(effects: Sequence[AreaEffect], *, key: str) -> None:
    """The effects in one sentence, and one area of choice in full. `key` tells two of these in one session apart."""
    st.html(f'<p class="sd-tekst">{escape(summary(effects))}</p>')
    told = {effect.area.code: effect for effect in effects if not effect.nothing}
    if not told:
        return
    _area(told[_choose(told, key)])
    rest = [effect.area.naam for effect in effects if effect.nothing]
    if rest:
        st.html(f'<p class="sd-tekst">Geen verandering in: {escape(", ".join(rest))}.</p>')


def _choose(told: dict[str, AreaEffect], key: str) -> str:
    """The area to show: the first one, until another is chosen."""
    first = next(iter(told))
    if len(told) == 1:
        return first
    if st.session_state.get(key) not in told:
        st.session_state[key] = first
    return st.selectbox("Gebied", list(told), format_func=lambda code: _option(told[code]), key=key, width=420)


def _option(effect: AreaEffect) -> str:
    count = len(effect.figures) + len(effect.sentences) + len(effect.charts)
    what = f"{count} verandering{'' if count == 1 else 'en'}" if count else "let op"
    return f"{effect.area.naam}: {what}"


def _area(effect: AreaEffect) -> None:
    if effect.figures:
        rows = [(f.label, f.was or NOT_YET, f.wordt or NO_LONGER) for f in effect.figures]
        st.html(table(f"Cijfers van {effect.area.naam} die veranderen", ("Cijfer", "Was", "Wordt"), rows))
    if effect.sentences:
        st.html(f'<div class="sd-verschil">{"".join(_sentences(effect.sentences))}</div>')
    if effect.charts:
        what = "Grafiek die verandert" if len(effect.charts) == 1 else "Grafieken die veranderen"
        titles = ", ".join(f"“{title}”" for title in effect.charts)
        st.html(f'<p class="sd-tekst">{what}: {escape(titles)}.</p>')
    _cautions("Nieuw om op te letten", effect.cautions_new)
    _cautions("Hier hoeft u niet meer op te letten", effect.cautions_gone)


def _cautions(caption: str, cautions: Sequence[Caution]) -> None:
    if cautions:
        rows = [(caution.sectie, caution.melding) for caution in cautions]
        st.html(table(caption, ("Onderdeel", "Wat u moet weten"), rows, words=True))


def _sentences(sentences: Sequence[SentenceChanged]) -> Iterator[str]:
    """Under the title of each section its sentences as they were and as they will be."""
    for sectie, changed in groupby(sentences, key=lambda said: said.sectie):
        yield f'<p class="sd-titel">{escape(sectie)}</p>'
        for said in changed:
            yield f"<div>{''.join(_versions(said))}</div>"


def _versions(said: SentenceChanged) -> Iterator[str]:
    if said.was is None or said.wordt is None:
        yield _line("Weg" if said.wordt is None else "Nieuw", escape(said.was or said.wordt or ""))
    elif said.was == said.wordt:
        yield _line("Andere plek", escape(said.was))
    else:
        yield _line("Was", "".join(_marked(piece) for piece in said.pieces if piece.kind != "new"))
        yield _line("Wordt", "".join(_marked(piece) for piece in said.pieces if piece.kind != "gone"))


def _line(label: str, html: str) -> str:
    return f'<p><span class="sd-soort">{label}:</span> {html}</p>'


def _marked(piece: Piece) -> str:
    """Words with a mark that is not a colour alone, and that is read aloud; the space behind them has none."""
    if piece.kind == "same":
        return escape(piece.text)
    tag, aloud = ("del", "weg") if piece.kind == "gone" else ("ins", "nieuw")
    words = piece.text.rstrip(" ")
    space = piece.text[len(words) :]
    return f'<{tag}><span class="sd-voorlezen">{aloud}: </span>{escape(words)}</{tag}>{space}'
