"""What axe-core says of a page: by the rules of WCAG 2.0, 2.1 and 2.2, A and AA."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
RUN = """rules => axe.run({runOnly: rules, resultTypes: ['violations'], performanceTimer: false}).then(found =>
  found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.target} ${node.html.slice(0, 200)}`)))"""


def violations(tab: Page) -> list[Any]:
    """Every rule that is broken, with the element that breaks it."""
    tab.evaluate(f"window.axe ?? (() => {{{AXE_SCRIPT}}})()")
    found: list[Any] = tab.evaluate(RUN, list(RULES))
    return found
