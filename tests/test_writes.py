"""What a button does is done only for who still may: Streamlit runs it before the app script looks who this is."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import pytest
import streamlit as st

from factsheet import store as factsheet_store
from factsheet.access import BEHEERDER, MANAGEMENT, REDACTEUR, Visitor, accounts, find_pages, sessions, writes
from factsheet.settings import Settings
from factsheet.store import Store, StoreError
from tests.test_layers import LINE, step

pytestmark = pytest.mark.usefixtures("unasked")

ROOT = Path(__file__).parent.parent
GUARD = writes(lambda: None).__code__  # type: ignore[attr-defined]
Names = tuple[str, ...]


# Every way from a page to the store


def changes_the_store(method: str) -> bool:
    """Whether a method of the store writes."""
    found = inspect.getattr_static(Store, method, None)
    return isinstance(found, FunctionType) and ".writing()" in inspect.getsource(found)


def dotted(node: ast.AST) -> Names:
    """`publication.publish` as its parts; what hangs on a call or a value begins with an empty name."""
    if isinstance(node, ast.Attribute):
        return (*dotted(node.value), node.attr)
    return (node.id,) if isinstance(node, ast.Name) else ("",)


@cache
def mentioned(function: FunctionType) -> tuple[Names, ...]:
    """All that a function names, called or handed on, also in a lambda, a partial or a function inside it."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return tuple(dotted(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Name))


def found(function: FunctionType, names: Names) -> Any:
    """What names mean inside a function; None for what is only known when it runs."""
    value: Any = function.__globals__.get(names[0])
    for name in names[1:]:
        value = getattr(value, name, None) if isinstance(value, ModuleType) else None
    return inspect.unwrap(value, stop=is_guarded) if callable(value) else None


def is_guarded(function: Any) -> bool:
    return getattr(function, "__code__", None) is GUARD


def ways_to_write(start: FunctionType) -> Iterator[str]:
    """Every function that writes and can be reached from here without the guard between them, with one way to it."""
    ways: dict[FunctionType, Names] = {start: (start.__name__,)}
    waiting = [start]
    while waiting:
        function = waiting.pop()
        for names in mentioned(function):
            to = found(function, names)
            if to is None and len(names) > 1 and changes_the_store(names[-1]):
                yield " → ".join([*ways[function], names[-1]])
            elif isinstance(to, FunctionType) and to not in ways and not is_guarded(to) and may_know_the_store(to):
                ways[to] = (*ways[function], to.__name__)
                waiting.append(to)


def may_know_the_store(function: FunctionType) -> bool:
    """Whether a function is ours and no step before the store: those have a `save` and a `log` of other things."""
    module = function.__module__
    return module.startswith("pages.") or module == __name__ or step(module) in LINE[LINE.index("store") :]


@pytest.mark.parametrize("page", find_pages(ROOT / "pages"), ids=lambda page: page.path)
def test_a_page_writes_only_in_callbacks_that_ask_whether_the_session_still_counts(page: Any) -> None:
    assert list(ways_to_write(page.function)) == []


def the_store() -> Store:
    return factsheet_store.current()


def remove(visitor: Visitor) -> None:
    the_store().delete_account(visitor.name)


def in_a_lambda(visitor: Visitor) -> None:
    st.button("Weg", on_click=lambda: remove(visitor))


def in_a_partial(visitor: Visitor) -> None:
    st.text_input("Weg", on_change=partial(remove, visitor))


def in_a_function_inside(visitor: Visitor) -> None:
    def now() -> None:
        factsheet_store.current().delete_account(visitor.name)

    st.form_submit_button("Weg", on_click=now)


def in_a_variable(visitor: Visitor) -> None:
    after = accounts.deactivate
    st.data_editor([], on_change=after, args=(the_store(), visitor.name))


def in_the_page_itself(visitor: Visitor) -> None:
    if st.button("Weg"):
        remove(visitor)


def guarded(visitor: Visitor) -> None:
    st.button("Weg", on_click=guarded_remove, args=(visitor,))


@writes
def guarded_remove(visitor: Visitor) -> None:
    remove(visitor)


@pytest.mark.parametrize("hidden", [in_a_lambda, in_a_partial, in_a_function_inside, in_a_variable, in_the_page_itself])
def test_a_callback_cannot_hide_that_it_writes(hidden: FunctionType) -> None:
    assert list(ways_to_write(hidden))


def test_a_guarded_callback_may_write() -> None:
    assert list(ways_to_write(guarded)) == []  # type: ignore[arg-type]


# What the guard asks


@pytest.fixture
def token(example: Store) -> str:
    account = example.account(REDACTEUR)
    assert account is not None
    return sessions.log_in(example, account).token


@pytest.fixture
def rik(example: Store, settings: Settings, token: str) -> Visitor:
    """The visitor as the page was shown to him."""
    visitor = sessions.visitor_of(example, token)
    assert visitor is not None
    return visitor


def test_who_still_may_does(rik: Visitor) -> None:
    done: list[str] = []

    writes(lambda who, what: done.append(f"{who.name} {what}"))(rik, "publiceert")
    writes(lambda *, who: done.append(who.name))(who=rik)

    assert done == ["redacteur publiceert", "redacteur"]


ENDS: dict[str, Callable[[Store, Settings, str], object]] = {
    "logged out": lambda store, _, token: sessions.log_out(store, token),
    "new password": lambda store, _, __: store.set_password_hash(REDACTEUR, "iets anders"),
    "role": lambda store, settings, _: accounts.set_rights(
        store, settings, REDACTEUR, roles={MANAGEMENT}, who=BEHEERDER
    ),
    "off": lambda store, _, __: accounts.deactivate(store, REDACTEUR, who=BEHEERDER),
    "gone": lambda store, _, __: accounts.delete(store, REDACTEUR, who=BEHEERDER),
}


@pytest.mark.parametrize("end", ENDS)
def test_who_may_no_more_does_nothing(example: Store, rik: Visitor, settings: Settings, token: str, end: str) -> None:
    done: list[Visitor] = []
    ENDS[end](example, settings, token)

    writes(done.append)(rik)

    assert done == []


def test_another_login_of_the_same_account_does_not_bring_an_ended_session_back(
    example: Store, rik: Visitor, settings: Settings, token: str
) -> None:
    done: list[Visitor] = []
    account = example.account(REDACTEUR)
    assert account is not None
    other = sessions.visitor_of(example, sessions.log_in(example, account).token)
    assert other is not None
    sessions.log_out(example, token)

    writes(done.append)(rik)
    writes(done.append)(other)

    assert [visitor is other for visitor in done] == [True]


def test_a_session_ends_after_a_working_day_for_callbacks_too(
    store: Store, settings: Settings, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(factsheet_store, "current", lambda: store)
    account = store.add_account("rik", "Rik", roles={REDACTEUR}, password_hash="x")
    visitor = sessions.visitor_of(store, sessions.log_in(store, account).token)
    assert visitor is not None
    done: list[Visitor] = []

    writes(done.append)(visitor)
    clock.forward(hours=12)
    writes(done.append)(visitor)

    assert done == [visitor]


def test_nothing_is_done_when_the_store_cannot_be_asked(rik: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Store:
        raise StoreError("stuk")

    monkeypatch.setattr(factsheet_store, "current", broken)
    done: list[Visitor] = []

    writes(done.append)(rik)

    assert done == []


def test_a_visitor_shows_no_token_to_who_prints_it(rik: Visitor, token: str) -> None:
    assert rik.token == token
    assert token not in repr(rik)
