"""Finds English on a screen: words that are shown, and words that only a screen reader says."""

from __future__ import annotations

import re

from playwright.sync_api import Page

# What Streamlit's own screens are worded with, as far as it is not Dutch too ("open", "menu", "print", "week").
WORDS = """
add again all allowed and apply arrow available browse calendar cancel chart choose clear clipboard close collapse
connecting connection content copied copy dark date dates day decrement disconnected dismiss done drag empty error
expand failed file files find for from fullscreen heading hide hour increment invalid keys light limit loading
made main minute month move navigate next not option options or page pages password please press previous record
remove rerun results retry running screen search select selected selection settings show sidebar size skip smaller
stopping submit system table the theme this to today too try unable unexpected upload uploaded uploading use value
version visualization with year years yes you your
january february march may june july august october
"""
ENGLISH = re.compile(rf"\b({'|'.join(WORDS.split())})\b", re.IGNORECASE)
SAID = """attributes => {
  const said = [];
  for (const element of document.querySelectorAll('html, body, body *')) {
    if (!element.checkVisibility() || element.closest('script, style, [data-testid=stIconMaterial]')) continue;
    const silent = element.closest('[aria-hidden=true]');
    for (const name of attributes) if (element.hasAttribute(name) && !silent) said.push(element.getAttribute(name));
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) said.push(node.data);
  }
  return [...new Set(said)];
}"""
ATTRIBUTES = (
    *("aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "aria-placeholder"),
    *("title", "placeholder", "alt"),
)


def found(tab: Page) -> list[str]:
    """The texts on the page, visible or only for a screen reader, in which there is an English word."""
    return [text for text in tab.evaluate(SAID, list(ATTRIBUTES)) if ENGLISH.search(text)]
