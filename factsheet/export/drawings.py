"""Charts in a page: drawn narrow and wide, of which a page shows the one that fits; without what no page needs.

As a part of the page, or as a picture in it where a page takes no drawings (Streamlit's).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from markupsafe import Markup

from factsheet import charts
from factsheet.export import pictures

NARROW, WIDE = 300, 540  # pixels
NAMESPACES = re.compile(r"\{[^}]*\}")
MORE_DECIMALS = re.compile(r"-?\d+\.\d{2,}")
# What says something to Vega, or to a screen reader, which reads the description in place of all of it.
UNUSED = {"class", "role", "aria-hidden", "aria-label", "aria-roledescription", "font-family", "version"}
INHERITED = ("fill", "stroke", "stroke-width", "font-size", "font-weight", "text-anchor")
PAINT = ("fill", "stroke")
PLACES = ("d", "transform")
LIGHT = re.compile("|".join(charts.TINTS["licht"].values()))
DARK = {tint: charts.TINTS["donker"][name] for name, tint in charts.TINTS["licht"].items()}
UNCHANGED = " =/:;,.()-+"  # in an address that is a picture: the fewer letters change, the shorter it is

Spec = dict[str, Any]


def drawings(specs: Sequence[Spec], *, narrow_only: Sequence[bool] = ()) -> list[Markup]:
    """Each chart for a page; where `narrow_only`, one drawing is enough, as there is never more room for it.

    Their titles stand over them as text of the page. Their tints are those of a light page; `dark_tints` gives the
    others.
    """
    bare = [{key: value for key, value in spec.items() if key != "title"} for spec in specs]
    only = narrow_only or [False] * len(specs)
    narrow = pictures.svgs(bare, NARROW)
    wide = iter(pictures.svgs([spec for spec, alone in zip(bare, only, strict=True) if not alone], WIDE))
    return [
        _drawing(spec, svg, None if alone else next(wide)) for spec, svg, alone in zip(specs, narrow, only, strict=True)
    ]


def images(specs: Sequence[Spec], widths: Sequence[Sequence[int]], mode: charts.Mode) -> list[Markup]:
    """Each chart as a picture with its title in it, at one width or at two (narrow, wide), for a light or a dark page.

    `widths` are in pixels. It is read aloud as its description.
    """
    wanted = [(spec, width) for spec, each in zip(specs, widths, strict=True) for width in each]
    made = iter(pictures.drawn(wanted))
    return [
        _images(spec, [(width, next(made)) for width in each], mode) for spec, each in zip(specs, widths, strict=True)
    ]


def name_of(spec: Spec) -> str:
    """What a chart is read aloud as."""
    return f"{spec['description']} De cijfers staan in de tabel."


def dark_tints() -> str:
    """CSS rules that give every tint of a light chart its tint on a dark page."""
    light, dark = charts.TINTS["licht"], charts.TINTS["donker"]
    return "".join(
        f'.sd-tekening [{paint}="{light[name]}"] {{{paint}: {dark[name]}}}\n' for name in light for paint in PAINT
    )


def _drawing(spec: Spec, narrow: str, wide: str | None) -> Markup:
    both = _inline(narrow, "smal" if wide else "enig") + (_inline(wide, "wijd") if wide else Markup())
    return Markup(
        '<figure class="sd-tekening"><figcaption><strong>{}</strong> <span>{}</span></figcaption>'
        '<div role="img" aria-label="{}">{}</div></figure>'
    ).format(*_titles(spec), name_of(spec), both)


def _images(spec: Spec, made: Sequence[tuple[int, str]], mode: charts.Mode) -> Markup:
    kinds = ("sd-enig",) if len(made) == 1 else ("sd-smal", "sd-wijd")
    image = Markup('<img class="{}" width="{}" src="{}" alt="{}">')
    name = name_of(spec)
    both = (
        image.format(kind, width, _address(svg, mode), name) for kind, (width, svg) in zip(kinds, made, strict=True)
    )
    return Markup('<div class="sd-tekening">{}</div>').format(Markup().join(both))


def _address(svg: str, mode: charts.Mode) -> str:
    """The drawing itself as the address of a picture, in the tints of the page and the letters of the reader."""
    root = _lean(ElementTree.fromstring(svg))  # noqa: S314 - from the library that drew it
    size = {name: root.attrib[name] for name in ("viewBox", "width", "height")}
    root.attrib = {"xmlns": "http://www.w3.org/2000/svg", "font-family": charts.FONT, **size}
    drawn = ElementTree.tostring(root, encoding="unicode")
    tinted = drawn if mode == "licht" else LIGHT.sub(lambda found: DARK[found[0]], drawn)
    return f"data:image/svg+xml,{quote(tinted, safe=UNCHANGED)}"


def _titles(spec: Spec) -> tuple[str, str]:
    """The title of a chart, and what it is of: one line, or more of them. A chart of long ago may lack either."""
    title = spec.get("title", "")
    return (_line(title["text"]), _line(title.get("subtitle", ""))) if isinstance(title, dict) else (_line(title), "")


def _line(text: str | Sequence[str]) -> str:
    return text if isinstance(text, str) else " ".join(text)


def _inline(svg: str, kind: str) -> Markup:
    """The drawing as a part of a page. What comes from a chart stays escaped: it is read as XML and written again."""
    root = _lean(ElementTree.fromstring(svg))  # noqa: S314 - from the library that drew it
    root.attrib = {"class": f"sd-{kind}", "aria-hidden": "true", "viewBox": root.attrib["viewBox"]}
    return Markup(ElementTree.tostring(root, encoding="unicode"))  # noqa: S704


def _lean(element: Element) -> Element:
    """The same drawing in half the letters: no names, no groups of nothing, what children share once on their group."""
    element.tag = NAMESPACES.sub("", element.tag)
    frame = element.get("class") in {"background", "foreground"} and not any(element.get(paint) for paint in PAINT)
    kept = {NAMESPACES.sub("", name): value for name, value in element.attrib.items() if name not in UNUSED}
    element.attrib = kept
    kept |= {name: _rounded(kept[name]) for name in PLACES if name in kept}
    if frame:
        kept["display"] = "none"
    children = [child for child in map(_lean, element) if not _draws_nothing(child)]
    plain = element.tag in {"g", "svg"}
    element[:] = [part for child in children for part in (child if plain and _is_wrapper(child) else [child])]
    if plain:
        _share(element)
    return element


def _draws_nothing(element: Element) -> bool:
    return element.get("display") == "none" or (element.tag == "g" and not len(element))


def _is_wrapper(element: Element) -> bool:
    return element.tag == "g" and (not element.attrib or element.attrib == {"transform": "translate(0,0)"})


def _share(group: Element) -> None:
    for name in INHERITED:
        values = {child.get(name) for child in group}
        if len(group) > 1 and len(values) == 1 and None not in values:
            group.attrib[name] = values.pop() or ""
            for child in group:
                del child.attrib[name]


def _rounded(value: str) -> str:
    return MORE_DECIMALS.sub(lambda found: f"{float(found[0]):.1f}".removesuffix(".0"), value)
