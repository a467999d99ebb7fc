"""The pages about the site as a whole: where it starts, its terms, its accessibility, its colophon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from xml.sax.saxutils import escape

from markupsafe import Markup

from factsheet.explain import AUDIT, COMPARED, METHOD, TERMS, example_that_adds_up, method_words
from factsheet.export.web import around as at
from factsheet.export.web import frame
from factsheet.export.web.around import Around, page_of, way
from factsheet.export.web.look import css
from factsheet.markup.tables import bullets, table
from factsheet.narrate import notation
from factsheet.sections import SECTIONS
from factsheet.sections.base import Section
from factsheet.settings import Settings

# What the tests look at on every kind of page before a site is made: the name of the test → what it says of the site.
CHECKED: Mapping[str, str] = {
    "test_axe_finds_nothing": "Het programma axe vindt geen fouten tegen WCAG 2.2 op niveau A en AA: op een breed en "
    "een smal scherm, licht en donker.",
    "test_all_of_it_works_by_keyboard": "Elke link, elk paneel en elke tabel is met het toetsenbord te bereiken, en "
    "wat de aandacht heeft is te zien.",
    "test_nothing_is_wider_than_the_screen": "Op een scherm van 320 pixels staat alles onder elkaar. Alleen een "
    "tabel schuift, in haar eigen vak.",
    "test_every_drawing_says_what_it_shows": "Elke grafiek heeft een beschrijving in woorden, en de cijfers staan er "
    "ook als tabel.",
    "test_there_is_no_script": "De site werkt zonder scripts.",
}
# What no test can see. Once people looked at all of it and found nothing, this is empty and the site complies in full.
NOT_CHECKED: tuple[str, ...] = (
    "De site is nog niet door mensen onderzocht met de methode WCAG-EM, ook niet met een schermlezer.",
)
OMBUDSMAN = "https://www.nationaleombudsman.nl"

NOT_FOUND = Markup("""<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="robots" content="noindex">
<title>Deze pagina is er niet - {name}</title>
<link rel="icon" href="data:,">
<style>{css}</style>
</head>
<body>
<main id="inhoud" class="sd-proza">
<h1>Deze pagina is er niet</h1>
<p>Misschien is het adres verkeerd overgetypt.</p>
{way}
<p>Komt u er niet uit? {contact}</p>
</main>
</body>
</html>
""")


def start(around: Around) -> bytes:
    """Where a visitor comes in: the newest year, and all others."""
    last, newest = around.last, around.newest
    front = last.front
    to_last = way(at.START, page_of(around.folder(last), front.gemeente))
    kop = last.summary.kop
    first = Markup(
        '<section class="sd-nieuwste" aria-labelledby="nieuwste"><h2 id="nieuwste"><a href="{}">{}</a></h2>'
        "{}{}</section>"
    ).format(
        to_last,
        last.sheet(front.gemeente).titel,
        Markup('<p class="sd-jaarkop">{}</p>').format(kop.tekst) if kop else "",
        Markup('<p class="sd-intro">{}</p>').format(last.sheet(front.gemeente).intro),
    )
    wijken = (frame.link(at.START, page_of(around.folder(last), wijk), wijk.naam) for wijk in front.wijken)
    years = (
        Markup("{}{}").format(
            frame.link(at.START, page_of(around.folder(taken), taken.front.gemeente), str(jaar)),
            f": {taken.summary.kop.tekst}" if taken.summary.kop else "",
        )
        for jaar, taken in newest.items()
    )
    body = Markup("{}\n{}\n{}").format(
        first,
        _part(f"De wijken in {last.jaar}", frame.nav("Wijken", wijken, "sd-lijst")),
        _part("Alle jaren", frame.nav("Jaren", years, "sd-lijst sd-regel")),
    )
    return frame.of_site(at.START, around, f"Sociaal domein van {front.gemeente.naam} in beeld", body)


def terms(around: Around, settings: Settings) -> bytes:
    """Terms and method, as the page "Uitleg" of the app has them."""
    words = method_words(settings)
    (title, text), *more = AUDIT
    head = ("Gebied", "Echt aantal", "Elk cijfer los afgerond", "Zoals hier")
    compared = ("Manier", "Afstand, gemiddeld", "Sommen die niet kloppen", "Kleine aantallen die te achterhalen zijn")
    parts = [
        Markup("<h2>Begrippen</h2>"),
        table("Begrippen in deze factsheet", ("Begrip", "Wat het betekent", "Let op"), TERMS, words=True),
        Markup("<h2>Hoe de cijfers gemaakt worden</h2>"),
        *(_explained("h3", name, said, words) for name, said in METHOD),
        Markup("<h3>Voor wie de methode wil nagaan</h3>"),
        _explained("h4", title, text, words),
        table("Een voorbeeld dat optelt (bedachte aantallen)", head, example_that_adds_up(settings)),
        table("Wat het kost, gemeten op voorbeeldcijfers van 2024", compared, COMPARED, words=True),
        Markup("<p>Te achterhalen: een aantal van 1 tot en met 9 kan nog maar vier waarden hebben, of minder.</p>"),
        *(_explained("h4", name, said, words) for name, said in more),
    ]
    return frame.of_site(at.TERMS, around, "Uitleg", _prose(parts))


def accessibility(around: Around) -> bytes:
    """The accessibility statement, in the parts of the model of the Dutch government."""
    last = around.last
    gemeente, status = last.front.gemeente.naam, "gedeeltelijk" if NOT_CHECKED else "volledig"
    day = notation.day(notation.dutch_time(last.edition.public_from))
    said = f" ({last.site})" if last.public else ""
    parts = [
        _text(
            f"De gemeente {gemeente} wil dat iedereen deze site kan gebruiken, ook mensen met een beperking. Deze "
            f"verklaring gaat over de site {frame.NAME} van {gemeente}{said}. Zij volgt het Besluit digitale "
            "toegankelijkheid overheid."
        ),
        _part(
            f"Nalevingsstatus: voldoet {status}",
            _text(
                f"Deze site voldoet {status} aan het Besluit digitale toegankelijkheid overheid. De eisen daarvan zijn "
                "die van WCAG, niveau A en AA."
            ),
        ),
        _part(
            "Wat getest is",
            _text("Elke keer dat het programma achter deze site verandert, testen wij:"),
            CHECKED.values(),
        ),
        _part("Wat nog niet getest is", Markup(), NOT_CHECKED) if NOT_CHECKED else Markup(),
        _part(
            "Werkt iets niet voor u?",
            _text(
                f"Laat het ons weten: {last.contact or f'gemeente {gemeente}'}. Zeg erbij om welke pagina het gaat. "
                "Dan krijgt u het cijfer of de tekst op een andere manier."
            ),
            (),
            Markup(
                '<p>Bent u niet tevreden met ons antwoord? Dan kunt u naar de <a href="{}">Nationale ombudsman</a>.</p>'
            ).format(OMBUDSMAN),
        ),
        _part(
            "Over deze verklaring",
            _text(f"Deze verklaring is opgesteld op {day}, bij editie {last.edition.number} van {last.jaar}."),
        ),
    ]
    return frame.of_site(at.ACCESSIBILITY, around, "Toegankelijkheidsverklaring", _prose(parts))


def colophon(around: Around) -> bytes:
    """Who makes this and whom to ask, from which sources, and in which editions."""
    last = around.last
    gemeente = last.front.gemeente.naam
    editions = [
        (
            str(one.jaar),
            str(one.edition.number),
            notation.day(notation.dutch_time(one.edition.public_from)),
            one.revised,
        )
        for one in sorted(around.editions, key=lambda one: (-one.jaar, -one.edition.number))
    ]
    sources = [(part.titel, part.bron) for part in _sourced(around)]
    parts = [
        _part("Wie dit maakt", _text(f"Deze site is van de gemeente {gemeente}.")),
        _part("Contact", _text(last.contact or f"Gemeente {gemeente}")),
        _part(
            "Edities",
            table("Edities op deze site", ("Jaar", "Editie", "Gepubliceerd op", "Herzien"), editions, words=True),
        ),
        _part(
            "Bronnen",
            table("Waar de cijfers vandaan komen", ("Onderdeel", "Bron"), sources, words=True),
            (),
            _text(last.front.leeswijzer),
        ),
        _part(
            "Letters",
            _text(
                "Deze site gebruikt de letters van uw eigen apparaat. De pdf's en de losse grafieken gebruiken Noto "
                "Sans, © Google LLC, onder de SIL Open Font License 1.1."
            ),
        ),
        _part("Privacy", _text("Deze site plaatst geen cookies, gebruikt geen scripts en haalt niets op bij anderen.")),
    ]
    return frame.of_site(at.COLOPHON, around, "Colofon en contact", _prose(parts))


def missing(around: Around) -> bytes:
    """What a server gives for an address that is not there. It may be asked from any folder, so its look is in it."""
    last = around.last
    way_back = (
        Markup('<p><a href="{}/">Naar het begin van de site</a></p>').format(last.site)
        if last.public
        else Markup("<p>Haal van het adres in de adresbalk het laatste stuk weg om bij het begin te komen.</p>")
    )
    return NOT_FOUND.format(
        policy=frame.POLICY,
        css=Markup(css()),  # noqa: S704 - files of our own
        name=f"{frame.NAME}, {last.front.gemeente.naam}",
        way=way_back,
        contact=last.contact,
    ).encode()


def robots(around: Around) -> bytes:
    """Search engines may read all of it; older editions say themselves that they are not to be found."""
    last = around.last
    return (
        f"User-agent: *\nAllow: /\n{f'Sitemap: {last.site}/sitemap.xml' if last.public else ''}".strip().encode()
        + b"\n"
    )


def sitemap(around: Around, pages: Iterable[str]) -> bytes:
    """The addresses of these pages, for search engines."""
    addresses = (f"{around.last.site}/{path.removesuffix('index.html')}" for path in sorted(pages))
    lines = "".join(f"<url><loc>{escape(address)}</loc></url>\n" for address in addresses)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{lines}</urlset>\n"
    ).encode()


def _sourced(around: Around) -> list[Section[Any]]:
    """The sections that any edition of this site has."""
    shown = {part.sleutel for one in around.newest.values() for part in one.sheet(one.front.gemeente).secties}
    return [section for section in SECTIONS if section.sleutel in shown]


def _prose(parts: Iterable[Markup]) -> Markup:
    return Markup('<div class="sd-proza">{}</div>').format(Markup("\n").join(parts))


def _text(text: str) -> Markup:
    return Markup("<p>{}</p>").format(text)


def _part(title: str, body: Markup, lines: Iterable[str] = (), after: Markup | str = "") -> Markup:
    return Markup("<h2>{}</h2>{}{}{}").format(title, body, bullets(lines), after)


def _explained(level: str, title: str, text: str, words: Mapping[str, object]) -> Markup:
    """A heading and its text; of more lines than one a numbered list."""
    lines = text.format_map(words).split("\n")
    steps = Markup().join(Markup("<li>{}</li>").format(line) for line in lines)
    body = Markup("<ol>{}</ol>").format(steps) if len(lines) > 1 else _text(lines[0])
    return Markup("<{0}>{1}</{0}>{2}").format(level, title, body)
