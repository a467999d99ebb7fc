"""Which files there are, what stands in them, and an empty one to begin with."""

from __future__ import annotations

from functools import partial

from markupsafe import Markup

from factsheet import settings as factsheet_settings
from factsheet import store as stores
from factsheet.literal import st
from factsheet.markup.tables import table
from factsheet.screen.uploading.problems import EXCEL
from factsheet.template import describe, template, workbook_template
from schemas import of_year, titled


def help_per_dataset() -> None:
    """Each file of a factsheet: its columns, and an empty one for the next year as workbook and as CSV."""
    settings = factsheet_settings.current()
    st.header("Welke bestanden?", anchor=False)
    store = stores.current()
    # Nothing kept yet: the factsheet of last year is the first that can be made.
    year = max(store.years(), default=store.now().year - 2) + 1
    schemas = of_year(year)
    st.markdown(f"Een factsheet heeft {len(schemas)} bestanden. De app herkent een bestand aan de kolommen.")
    for dataset, schema in schemas.items():
        with st.expander(titled(dataset)):
            st.html(Markup().join(Markup("<p>{}</p>").format(line) for line in schema.about()))
            rows = [(c.column, c.title, c.unit, c.rule) for c in describe(dataset, settings)]
            st.html(table(f"Kolommen van {dataset}", ("Kolom", "Betekenis", "Eenheid", "Regels"), rows, words=True))
            _downloads(dataset, year)


def _downloads(dataset: str, year: int) -> None:
    settings = factsheet_settings.current()
    kinds = (("xlsx", EXCEL, workbook_template), ("csv", "text/csv", template))
    for kind, mime, make in kinds:
        st.download_button(
            f"Leeg bestand {dataset} (.{kind})",
            # Made when somebody asks for it, not on every click.
            data=partial(make, dataset, year, settings),
            file_name=f"{dataset}-{year}.{kind}",
            mime=mime,
            on_click="ignore",
            key=f"sjabloon-{dataset}-{kind}",
        )
