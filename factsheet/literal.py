"""Streamlit as this app uses it: every text is shown as it stands, never read as markup.

Streamlit reads markdown in nearly every text that it is given: links, pictures, headings, formulas ($…$), colours
(:red[…]), icons (:material/home:) and emoji. Names of files, accounts, reasons and texts of editors end up in those, so
pages and screens get their `st` from here, and nothing has to be thought of at the place where a text is shown.
What has to be markup is HTML, made with `markupsafe`, which escapes what is put into it.
"""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import streamlit
from markupsafe import escape

__all__ = ["literal", "st"]

# Parameters that Streamlit reads as markdown, and the functions that show one of them as it stands.
MARKDOWN = ("body", "label", "title", "help", "text", "caption")
AS_IT_STANDS = {"text": "body", "code": "body", "json": "body"}
# In these the options are markdown as well.
OPTIONS = ("radio",)
# What shows its arguments in ways that are not looked into here: nothing in this app may use them.
UNUSED = (
    *("write", "write_stream", "metric", "tabs", "image", "latex", "pills", "segmented_control"),
    *("select_slider", "menu_button", "iframe", "pdf"),
)

# Signs that begin something in markdown, anywhere or at the start of a line.
SIGNS = re.compile(
    r"[\\`*\[\]$<~|]"
    r"|(?<![^\W_])_|_(?![^\W_])"
    r"|&(?=#?\w+;)"
    r"|^(?:#(?=#*(?:\s|$))|>|[-+](?=\s|$)|=(?==*\s*$))"
    r"|(?<=^\d)[.)](?=\s|$)|(?<=^\d\d)[.)](?=\s|$)",
    re.MULTILINE,
)
# What is looked for after the signs were read, so that a backslash does not help: `:name`, addresses and arrows.
LATER = re.compile(r"(?<=:)(?=[^\W\d]|[-+/:]|\d[\w+-]*:)|(?<=www)(?=\.)|(?<=[\w.+-])(?=@)|(?<=[-<>~])(?=[-=>])", re.I)
JOINER = "\u2060"  # takes no room, and is no part of any such name
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def literal(text: str) -> str:
    """A text as markdown that shows exactly that text."""
    return SIGNS.sub(r"\\\g<0>", LATER.sub(JOINER, INDENT.sub("", text)))


class _Literal:
    """The functions of Streamlit, with the texts that they are given made literal."""

    def __getattr__(self, name: str) -> Any:
        if name in UNUSED:
            raise AttributeError(f"st.{name} reads markup in what it is given")
        if name in OWN:
            return OWN[name]
        found = getattr(streamlit, name)
        return _with_literal_texts(name) if inspect.isroutine(found) else found


@functools.cache
def _with_literal_texts(name: str) -> Callable[..., Any]:
    show = getattr(streamlit, name)
    try:
        signature = inspect.signature(show)
    except ValueError:
        return show  # type: ignore[no-any-return]
    texts = [known for known in MARKDOWN if known in signature.parameters and known != AS_IT_STANDS.get(name)]
    if not texts:
        return show  # type: ignore[no-any-return]

    @functools.wraps(show)
    def shown(*args: Any, **kwargs: Any) -> Any:
        given = signature.bind(*args, **kwargs)
        for text in texts:
            if isinstance(given.arguments.get(text), str):
                given.arguments[text] = literal(given.arguments[text])
        if name in OPTIONS:
            words = given.arguments.get("format_func", str)
            given.arguments["format_func"] = lambda option: literal(words(option))
        return show(*given.args, **given.kwargs)

    return shown


def _html(body: str) -> Any:
    """HTML that was made as such; a text that was not is shown as it stands."""
    return streamlit.html(str(escape(body)))


def _table(rows: list[dict[str, str]], **how: Any) -> Any:
    return streamlit.table([{name: literal(cell) for name, cell in row.items()} for row in rows], **how)


OWN = {"html": _html, "table": _table}


if TYPE_CHECKING:
    import streamlit as st
else:
    st = _Literal()
