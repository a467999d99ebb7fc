"""What is wrong with a text while it is typed: what must be mended, and what may stay with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from factsheet.editorial import Refusal
from factsheet.factcheck import Finding
from factsheet.literal import st
from factsheet.markup.tables import bullets


def with_marks(text: str, findings: Sequence[Finding]) -> Markup:
    """The text as HTML; findings that overlap share one mark."""
    html, end = Markup(), 0
    for finding in sorted(findings, key=lambda finding: finding.van):
        start = max(finding.van, end)
        html += text[end:start]
        end = max(finding.tot, start)
        html += Markup("<mark>{}</mark>").format(text[start:end]) if end > start else ""
    return html + text[end:]


def as_problems(findings: Sequence[Finding], sentence_at: Callable[[int], int]) -> list[Refusal]:
    """What the fact check found, with the number of the sentence that it stands in."""
    return [Refusal(sentence_at(found.van), found.fragment, found.melding) for found in findings]


def problems(found: Sequence[Refusal], title: str = "Wat u nog moet doen") -> None:
    """What stands in the way of saving, with the words that it is about."""
    if found:
        st.html(Markup("<p><strong>{}</strong></p>{}").format(title, bullets(map(_line, found))))


def _line(found: Refusal) -> Markup:
    words = Markup("<strong>“{}”</strong>").format(found.fragment) if found.fragment else Markup()
    where = f" (zin {found.zin})" if found.zin else ""
    return Markup("{}{}: {}").format(words, where, found.melding) if words else Markup("{}").format(found.melding)


def reason_field(key: str) -> None:
    st.text_area("Waarom klopt de tekst toch? De reden komt in het log.", key=key, max_chars=500)
