"""Which browser somebody has, in words that they know it by."""

from __future__ import annotations

# In this order: each names others too, to be taken for them.
BROWSERS = {
    "Edg": "Edge",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "FxiOS": "Firefox",
    "SamsungBrowser": "Samsung",
    "Chrome/": "Chrome",
    "CriOS": "Chrome",
    "Safari/": "Safari",
}
SYSTEMS = {
    "iPhone": "een iPhone",
    "iPad": "een iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "een Mac",
    "CrOS": "een Chromebook",
    "Linux": "Linux",
}


def browser_name(user_agent: str) -> str:
    """The browser and its computer: "Firefox op Windows". Of what is not known only that it is there."""
    browser = next((name for sign, name in BROWSERS.items() if sign in user_agent), "Een browser")
    system = next((name for sign, name in SYSTEMS.items() if sign in user_agent), "een onbekend apparaat")
    return f"{browser} op {system}"
