"""What a record is about: from the product in the file to a law, a layer of the pyramid and a form of support.

Of all that fit, the most precise counts: a whole code ("45A49"), then a pattern ("45A*"), a name, and the category
("45") last. What the settings know goes before what an editor answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import polars as pl

from factsheet.settings import Settings
from factsheet.settings.patterns import fitting, is_category, is_pattern, precision

PRODUCT = ["wet", "productcategorie", "productcode"]
CATEGORY = 2  # signs of a code that name its category
NOWHERE = -1


class Meaning(NamedTuple):
    """What a product is; one that counts nowhere has no meaning."""

    wet: str
    laag: str | None
    vorm: str | None


# What editors said of codes that the settings do not know, by wet and code as `found` has them; None counts nowhere.
Answers = Mapping[tuple[str, str], Meaning | None]
NO_ANSWERS: Answers = {}


def meanings(settings: Settings) -> tuple[Meaning, ...]:
    """All that a product can be in this municipality, in the order of its settings."""
    return tuple(dict.fromkeys(Meaning(one.wet, one.laag, one.vorm) for one in settings.producten))


def found(records: pl.DataFrame, settings: Settings, answers: Answers) -> pl.DataFrame:
    """Each different product of the file once, by the columns of PRODUCT, with what it is.

    `code`: how it is told and answered, a code or else its name. `known`: whether anybody said what it is. `counts`:
    not when that is nothing. `as_wet`, `laag` and `vorm`: what it counts for; without an answer its own wet.
    """
    different = _coded(records.select(PRODUCT).unique(maintain_order=True))
    known = meanings(settings)
    own = pl.coalesce(*_fits(settings, {meaning: place for place, meaning in enumerate(known)}), pl.lit(None))
    answered = {f"{wet} {code}": _place(meaning, known) for (wet, code), meaning in answers.items()}
    answered = {key: place for key, place in answered.items() if place is not None}
    said = [_key(name).replace_strict(answered, default=None, return_dtype=pl.Int32) for name in ("code", "category")]
    what = pl.DataFrame(
        [(NOWHERE, None, None, None), *((place, *meaning) for place, meaning in enumerate(known))],
        schema={"place": pl.Int32, "as_wet": pl.String, "laag": pl.String, "vorm": pl.String},
        orient="row",
    )
    placed = different.with_columns(pl.coalesce(own.cast(pl.Int32), *said).alias("place"))
    return placed.join(what, on="place", how="left", maintain_order="left").select(
        *PRODUCT,
        "code",
        "category",
        pl.col("place").is_not_null().alias("known"),
        (pl.col("place") != NOWHERE).fill_null(True).alias("counts"),
        pl.coalesce("as_wet", "wet").alias("as_wet"),
        "laag",
        "vorm",
    )


def _place(meaning: Meaning | None, known: tuple[Meaning, ...]) -> int | None:
    """Of an answer that the settings no longer offer: None, so that it is asked again."""
    if meaning is None:
        return NOWHERE
    return known.index(meaning) if meaning in known else None


def _key(name: str) -> pl.Expr:
    return pl.concat_str("wet", name, separator=" ")


def _coded(different: pl.DataFrame) -> pl.DataFrame:
    """With `code`, `category` (two digits, null when unknown) and `name` (the code where there is nothing else).

    Of "2", "02", "02A03", "54001" and "02 Begeleiding" the code is known; of "Begeleiding" the name is all there is.
    """
    text = pl.col("productcategorie").str.to_uppercase().str.strip_chars().str.replace_all(r"\s+", " ")
    code = pl.coalesce(
        text.str.extract("^([0-9]{1,2})$").str.zfill(2),
        text.str.extract(r"^([0-9]{2}[A-Z0-9][0-9]{2})\b"),
        text.str.extract(r"^([0-9]{2})[\s:.-]+[^0-9\s]"),
    )
    own = pl.col("productcode").str.to_uppercase().str.replace_all(r"\s+", "")
    own = pl.when(own.str.contains("^[0-9]$")).then(own.str.zfill(2)).otherwise(own)
    bare = text.str.replace(r"^[0-9]{2}(?:[A-Z0-9][0-9]{2})?[\s:.-]+", "").replace("", None)
    name = pl.coalesce(bare, text, own).str.to_lowercase()
    split = different.with_columns(code.alias("written"), own.alias("own"), name.alias("name"))
    return split.with_columns(
        pl.coalesce("own", "written", "name").alias("code"),
        pl.coalesce("written", pl.col("own").str.extract("^([0-9]{2})")).str.head(CATEGORY).alias("category"),
    )


def _fits(settings: Settings, places: Mapping[Meaning, int]) -> Iterator[pl.Expr]:
    """The place of the meaning where a way to recognise a product fits, the most precise way first."""
    ways = [
        (way, Meaning(one.wet, one.laag, one.vorm), name)
        for one in settings.producten
        for name, all_ways in (("code", one.codes), ("name", one.namen))
        for way in all_ways
    ]
    for way, meaning, name in sorted(ways, key=lambda one: precision(one[0], named=one[2] == "name"), reverse=True):
        column = pl.col("category" if name == "code" and is_category(way) else name)
        fits = column.str.contains(fitting(way)) if is_pattern(way) or name == "name" else column == way.upper()
        yield pl.when((pl.col("wet") == meaning.wet) & fits).then(places[meaning])
