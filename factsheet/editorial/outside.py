"""Claims from outside: what the municipality did not count itself, and for which a reader must find the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

LONGEST_LINK = 500
LONGEST_CLAIM = 80
# Words that lean on somebody else by themselves.
ALONE = re.compile(
    r"\b(volgens|aldus|blijkens"
    r"|cijfers van (het|de) (cbs|scp|rivm|vng|rijk|ministerie|provincie)|cbs-cijfers|landelijke cijfers"
    r"|(het )?(cbs|scp|rivm|nivel|movisie|vilans|trimbos|platform31) (meldt|stelt|schat|verwacht|ziet|laat zien|toont)"
    r"|wetenschappelijk\w*|deskundigen|experts?|bewezen|aangetoond)\b",
    re.IGNORECASE,
)
# Words that do so together, in either order, in one sentence.
WORK = re.compile(r"\b(onderzoek(en|ers?)?|studies?|rapport(en)?|evaluaties?|enquêtes?|literatuur|wetenschap)\b", re.I)
SAYS = re.compile(
    r"\b(blijk(t|en)|bleek|bleken|wij(st|zen)|wees|wezen|too?n(t|en|de|den|d)|laat|laten|liet|lieten|bewij(st|zen)|bewees"
    r"|conclude(ert|ren|erde)|bevestig(t|en|de)|leer(t|en|de)|zeg(t|gen)|zei|stel(t|len|de)|noem(t|en|de)|volgt)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[^.!?\n]+")


def claims_from_outside(text: str) -> tuple[str, ...]:
    """The words in a text that lean on a source from outside, in the order of the text."""
    return tuple(dict.fromkeys(_claims(text)))


def is_link(address: str) -> bool:
    """Whether this is a web address that a reader can follow safely: http or https, a host, no name or password."""
    if len(address) > LONGEST_LINK or re.search(r"[\s\x00-\x1f\x7f<>\"'\\^`{|}]", address):
        return False
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in host.strip(".") and "@" not in parts.netloc


def _claims(text: str) -> Iterator[str]:
    for sentence in SENTENCE.findall(text):
        yield from (found.group() for found in ALONE.finditer(sentence))
        work, says = WORK.search(sentence), SAYS.search(sentence)
        if work and says:
            claim = sentence[min(work.start(), says.start()) : max(work.end(), says.end())]
            yield claim if len(claim) <= LONGEST_CLAIM else f"{work.group()} … {says.group()}"
