"""A site to look at: two years of the example, the last of which was published once more; and its pages as a tree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from html.parser import HTMLParser

from factsheet.export.taken import Taken, taken
from factsheet.export.web import site
from factsheet.settings import Area, current
from factsheet.store import Store

TOWN = current()
YEARS = (2023, 2024)
REASON = "nagekomen <aanvragen> & correcties"
FILES = ("pdf", "xlsx")

VOID = {"meta", "link", "br", "img", "hr", "input", "path", "rect", "line", "circle"}
WORDS = {"p", "h1", "h2", "h3", "h4", "span", "strong", "em", "b", "i", "a", "summary", "caption", "title"}
BLOCKS = {"p", "div", "section", "article", "ul", "ol", "li", "table", "figure", "details", "nav", "main", "h1", "h2"}
# Where alone an element may stand.
WITHIN = {
    "li": {"ul", "ol"},
    "tr": {"thead", "tbody"},
    "td": {"tr"},
    "th": {"tr"},
    "caption": {"table"},
    "summary": {"details"},
    "figcaption": {"figure"},
    "main": {"body"},
}


def editions(store: Store) -> list[Taken]:
    """The editions of these years, and the last one again as if it was published once more."""
    found = [taken(store, edition, TOWN) for year in YEARS if (edition := store.last_edition(year))]
    last = found[-1]
    again = replace(last.edition, number=2, at=last.edition.at + timedelta(days=30), reason=REASON)
    return [*found, replace(last, edition=again)]


def downloads(of: Taken, area: Area) -> Mapping[str, str]:
    """Two files of each area, beside its page."""
    return {f"Alles als {kind}": of.name_of(area, kind) for kind in FILES}


def whole(store: Store) -> Mapping[str, bytes]:
    """The site of these editions."""
    return site(editions(store), TOWN, downloads=downloads)


@dataclass
class Node:
    """An element of a page; `text` is all that is in it."""

    tag: str
    attributes: dict[str, str]
    parent: Node | None = field(default=None, repr=False)
    children: list[Node | str] = field(default_factory=list, repr=False)

    def all(self, tag: str = "", kind: str = "") -> list[Node]:
        return [n for n in self.walk() if (not tag or n.tag == tag) and (not kind or kind in n.classes)]

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        return " ".join("".join(child if isinstance(child, str) else child.text for child in self.children).split())

    @property
    def above(self) -> Iterator[str]:
        node = self.parent
        while node:
            yield node.tag
            node = node.parent


class Tree(HTMLParser):
    """Reads a page as strictly as it can be: every element is closed where it should, and is where it may be."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = Node("", {})
        self.faults: list[str] = []
        self.feed(page.decode())
        self.close()
        if self.at is not self.root:
            self.faults.append(f"<{self.at.tag}> is not closed")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = self._add(tag, attrs)
        if tag not in VOID:
            self.at = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._add(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self.at.tag != tag:
            self.faults.append(f"</{tag}> in <{self.at.tag}>")
        self.at = self.at.parent or self.root

    def handle_data(self, data: str) -> None:
        self.at.children.append(data)

    def _add(self, tag: str, attrs: list[tuple[str, str | None]]) -> Node:
        names = [name for name, _ in attrs]
        if len(set(names)) < len(names):
            self.faults.append(f"<{tag}> has an attribute twice")
        node = Node(tag, {name: value or "" for name, value in attrs}, self.at)
        above = list(node.above)
        if tag in WITHIN and above[0] not in WITHIN[tag]:
            self.faults.append(f"<{tag}> in <{above[0]}>")
        if tag in BLOCKS and WORDS & set(above):
            self.faults.append(f"<{tag}> in {above}")
        if tag == "a" and "a" in above:
            self.faults.append("<a> in <a>")
        self.at.children.append(node)
        return node
