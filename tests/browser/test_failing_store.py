"""In a real browser: a store that fails under a running server, and that is put back."""

from __future__ import annotations

import re
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from factsheet import store as stores
from factsheet.store import Store

pytestmark = pytest.mark.browser


def health(base: str) -> int:
    try:
        with urllib.request.urlopen(f"{base}/gezondheid") as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_a_store_that_fails_is_said_on_the_page_until_a_copy_is_put_back(
    published: Store, store_url: str, server: Callable[..., str], tab: Page, login: Callable[[Page, str], None]
) -> None:
    path = Path(store_url.removeprefix("sqlite:///"))
    stores.copy(path.with_name("kopie.db"))
    base = server(store_url)
    tab.goto(f"{base}/factsheet")
    login(tab, "management")
    published.close()
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert health(base) == 200

    path.write_bytes(b"geen database" * 2000)

    assert health(base) == 503
    tab.reload()
    expect(tab.get_by_role("alert")).to_contain_text(re.compile(r"(geen database|beschadigd)\..* Kenmerk: F-"))

    stores.restore(path.with_name("kopie.db"), who="bo")

    assert health(base) == 200
    tab.reload()
    login(tab, "management")
