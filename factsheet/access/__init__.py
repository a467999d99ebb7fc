"""Who are you, and what may you see. Only `login` knows Streamlit."""

from __future__ import annotations

from factsheet.access.pages import Page, find_pages, page
from factsheet.access.roles import BEHEERDER, MANAGEMENT, REDACTEUR, ROLES, WIJKCOORDINATOR, Visitor
from factsheet.access.writing import writes

__all__ = [
    "BEHEERDER",
    "MANAGEMENT",
    "REDACTEUR",
    "ROLES",
    "WIJKCOORDINATOR",
    "Page",
    "Visitor",
    "find_pages",
    "page",
    "writes",
]
