"""What every page of the site has: its head, the ways to other pages, and its foot."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from factsheet.export.taken import Taken
from factsheet.export.web.around import (
    ACCESSIBILITY,
    COLOPHON,
    START,
    STYLE,
    TERMS,
    Around,
    Kind,
    area_like,
    page_of,
    way,
)
from factsheet.markup.tables import bullets
from factsheet.settings import Area

NAME = "Sociaal domein in beeld"
MADE_BY = "Sociaal domein in beeld, site"  # by this a folder is known as one that may be replaced
# Styles also in attributes, pictures also in their addresses; no script and nothing from elsewhere.
POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; form-action 'none'"
)
ABOUT = {TERMS: "Uitleg", ACCESSIBILITY: "Toegankelijkheid", COLOPHON: "Colofon en contact"}

PAGE = Markup("""<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="generator" content="{made_by}">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
{head}
</head>
<body>
<a class="sd-naar-inhoud" href="#inhoud">Naar de inhoud</a>
<header class="sd-kop">
<p class="sd-merk">{brand}<span>{gemeente}</span></p>
{ways}
</header>
<main id="inhoud" tabindex="-1">
{body}
</main>
<footer class="sd-voet">
{foot}
</footer>
</body>
</html>
""")


@dataclass(frozen=True)
class Place:
    """Which page of an edition this is."""

    taken: Taken
    folder: str
    area: Area
    kind: Kind = "blad"

    @property
    def path(self) -> str:
        return page_of(self.folder, self.area, self.kind)

    @property
    def gemeente(self) -> Area:
        return self.taken.front.gemeente

    def way(self, area: Area, kind: Kind = "blad") -> str:
        """The way to another page of the same edition."""
        return way(self.path, page_of(self.folder, area, kind))


def of_edition(place: Place, around: Around, title: str, body: Markup) -> bytes:
    """A page of an edition; `title` is what its heading says."""
    notice, path = _newer(place, around), place.path
    indexed = Markup() if not notice else Markup('<meta name="robots" content="noindex">\n')
    ways = Markup('<div class="sd-wegen">{}{}</div>').format(_years(place, around), _areas(place))
    heading = Markup("{}<h1>{}</h1>\n{}").format(notice, title, _revised(place.taken))
    foot = Markup("<p>{}. {}</p>").format(place.taken.line, place.taken.front.leeswijzer)
    return _page(
        path,
        around,
        title=f"{title} - {place.gemeente.naam}" if place.gemeente.naam not in title else title,
        head=indexed + _head(path, place.taken),
        ways=ways,
        body=heading + body,
        foot=foot,
    )


def of_site(path: str, around: Around, title: str, body: Markup) -> bytes:
    """A page about the site as a whole."""
    last = around.last
    ways = Markup('<div class="sd-wegen">{}</div>').format(_years(Place(last, "", last.front.gemeente), around, path))
    return _page(
        path,
        around,
        title=f"{title} - {NAME}, {last.front.gemeente.naam}",
        head=_head(path, last),
        ways=ways if path != START else Markup(),
        body=Markup("<h1>{}</h1>\n{}").format(title, body),
        foot=Markup(),
    )


def nav(name: str, items: Iterable[Markup], kind: str) -> Markup:
    """A list of ways to other pages, under its name."""
    return Markup('<nav class="{}" aria-label="{}">{}</nav>').format(kind, name, bullets(items))


def link(here: str, there: str, text: str, *, current: bool = False) -> Markup:
    """A link to another page of the site; `current` for the way to what is being shown."""
    mark = Markup(' aria-current="{}"').format("page" if here == there else "true") if current else ""
    return Markup('<a href="{}"{}>{}</a>').format(way(here, there), mark, text)


def downloads(found: Mapping[str, str], to_folder: str) -> Markup:
    """What can be taken along; nothing where there is nothing. `to_folder` leads to where their addresses begin."""
    if not found:
        return Markup()
    items = [Markup('<a href="{}{}">{}</a>').format(to_folder, href, label) for label, href in found.items()]
    return Markup(
        '<section class="sd-meenemen" aria-labelledby="meenemen"><h2 id="meenemen">Meenemen</h2>{}</section>'
    ).format(bullets(items))


def _page(path: str, around: Around, *, title: str, head: Markup, ways: Markup, body: Markup, foot: Markup) -> bytes:
    brand = link(path, START, NAME, current=path == START)
    about = nav("Over deze site", [link(path, to, text, current=path == to) for to, text in ABOUT.items()], "sd-over")
    return PAGE.format(
        policy=POLICY,
        made_by=MADE_BY,
        title=title,
        head=head,
        brand=brand,
        gemeente=around.last.front.gemeente.naam,
        ways=ways,
        body=body,
        foot=foot + about,
    ).encode()


def _head(path: str, taken: Taken) -> Markup:
    style = Markup('<link rel="stylesheet" href="{}">\n<link rel="icon" href="data:,">').format(way(path, STYLE))
    if not taken.public:
        return style
    return style + Markup('\n<link rel="canonical" href="{}/{}">').format(taken.site, path.removesuffix("index.html"))


def _years(place: Place, around: Around, here: str = "") -> Markup:
    """The same page in every year, or the page of the municipality where a year has no such wijk."""
    here, items = here or place.path, []
    for jaar, other in sorted(around.newest.items()):
        area = area_like(place.area, other.front.areas) or other.front.gemeente
        there = page_of(around.folder(other), area, place.kind)
        items.append(link(here, there, str(jaar), current=bool(place.folder) and jaar == place.taken.jaar))
    return nav("Jaren", items, "sd-jaren")


def _areas(place: Place) -> Markup:
    """All areas of this edition, behind their own button: a large municipality has many."""
    front = place.taken.front
    items = [
        link(place.path, page_of(place.folder, area, place.kind), _named(area), current=area == place.area)
        for area in front.areas
    ]
    return Markup('<details class="sd-gebieden"><summary>{}</summary>{}</details>').format(
        f"Wijk: {place.area.naam}" if not place.area.is_gemeente else "Kies een wijk", nav("Wijken", items, "sd-lijst")
    )


def _named(area: Area) -> str:
    return f"Heel {area.naam}" if area.is_gemeente else area.naam


def _newer(place: Place, around: Around) -> Markup:
    """On a page of an older edition: that there is a newer one, and the way to it."""
    if around.is_newest(place.taken):
        return Markup()
    newest = around.newest[place.taken.jaar]
    area = area_like(place.area, newest.front.areas) or newest.front.gemeente
    to = link(place.path, page_of(around.folder(newest), area, place.kind), f"Bekijk editie {newest.edition.number}")
    return Markup('<p class="sd-ouder"><strong>Dit is editie {} van {}.</strong> Er is een nieuwere. {}.</p>\n').format(
        place.taken.edition.number, place.taken.jaar, to
    )


def _revised(taken: Taken) -> Markup:
    return Markup('<p class="sd-herzien">Herzien: {}</p>\n').format(taken.revised) if taken.revised else Markup()
