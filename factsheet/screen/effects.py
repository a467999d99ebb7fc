"""What a reader will see change, for the editor: per area the figures, the sentences word by word, and the charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from factsheet.consistency import Caution
from factsheet.effect import AreaEffect, Piece, SentenceChanged, summary
from factsheet.literal import st
from factsheet.markup.tables import table
from factsheet.parse import few

NOT_YET = "was er nog niet"
NO_LONGER = "verdwijnt"


def show(effects: Sequence[AreaEffect], *, key: str) -> None:
    """The effects in one sentence, and one area of choice in full. `key` tells two of these in one session apart."""
    _paragraph(summary(effects))
    told = {effect.area.code: effect for effect in effects if not effect.nothing}
    if not told:
        return
    _area(told[_choose(told, key)])
    rest = [effect.area.naam for effect in effects if effect.nothing]
    if rest:
        _paragraph(f"Geen verandering in: {few(rest)}.")


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
        st.html(Markup('<div class="sd-verschil">{}</div>').format(Markup().join(_sentences(effect.sentences))))
    if effect.charts:
        what = "Grafiek die verandert" if len(effect.charts) == 1 else "Grafieken die veranderen"
        titles = ", ".join(f"“{title}”" for title in effect.charts)
        _paragraph(f"{what}: {titles}.")
    _cautions("Nieuw om op te letten", effect.cautions_new)
    _cautions("Hier hoeft u niet meer op te letten", effect.cautions_gone)


def _paragraph(text: str) -> None:
    st.html(Markup('<p class="sd-tekst">{}</p>').format(text))


def _cautions(caption: str, cautions: Sequence[Caution]) -> None:
    if cautions:
        rows = [(caution.sectie, caution.melding) for caution in cautions]
        st.html(table(caption, ("Onderdeel", "Wat u moet weten"), rows, words=True))


def _sentences(sentences: Sequence[SentenceChanged]) -> Iterator[Markup]:
    """Under the title of each section its sentences as they were and as they will be."""
    for sectie, changed in groupby(sentences, key=lambda said: said.sectie):
        yield Markup('<p class="sd-titel">{}</p>').format(sectie)
        for said in changed:
            yield Markup("<div>{}</div>").format(Markup().join(_versions(said)))


def _versions(said: SentenceChanged) -> Iterator[Markup]:
    if said.was is None or said.wordt is None:
        yield _line("Weg" if said.wordt is None else "Nieuw", said.was or said.wordt or "")
    elif said.was == said.wordt:
        yield _line("Andere plek", said.was)
    else:
        yield _line("Was", Markup().join(_marked(piece) for piece in said.pieces if piece.kind != "new"))
        yield _line("Wordt", Markup().join(_marked(piece) for piece in said.pieces if piece.kind != "gone"))


def _line(label: str, text: str) -> Markup:
    return Markup('<p><span class="sd-soort">{}:</span> {}</p>').format(label, text)


def _marked(piece: Piece) -> Markup:
    """Words with a mark that is not a colour alone, and that is read aloud; the space behind them has none."""
    if piece.kind == "same":
        return escape(piece.text)
    tag, aloud = ("del", "weg") if piece.kind == "gone" else ("ins", "nieuw")
    words = piece.text.rstrip(" ")
    space = piece.text[len(words) :]
    html = Markup('<{tag}><span class="sd-voorlezen">{aloud}: </span>{words}</{tag}>{space}')
    return html.format(tag=tag, aloud=aloud, words=words, space=space)
