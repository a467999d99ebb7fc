"""An empty CSV for a dataset and a year."""

from __future__ import annotations

import csv
import io

from factsheet.settings import Settings
from factsheet.template.columns import keys
from schemas import SCHEMAS


def template(dataset: str, year: int, settings: Settings) -> bytes:
    """The header and a row for every area and combination, as Excel in Dutch writes it; the values are empty.

    Raises KeyError for an unknown dataset.
    """
    schema = SCHEMAS[dataset]
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(schema.columns())
    for row in keys(schema, settings):
        writer.writerow([{"jaar": year, **row}.get(name, "") for name in schema.columns()])
    return text.getvalue().encode("utf-8-sig")
