"""Code lists of iWmo and iJw: what a code in a record means, and how people write it.

Records are delivered over years, so what a list had in an earlier release is still read.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

# Code lists WMO756/WJ756 (eenheid) of iWmo and iJw 3.2, with the words that people use.
EENHEDEN: Mapping[str, tuple[str, ...]] = {
    "01": ("minuut", "minuten"),
    "04": ("uur", "uren"),
    "14": ("etmaal", "etmalen"),
    "16": ("dagdeel", "dagdelen", "dagdeel (4 uur)"),
    "82": ("stuks output", "stuks (output)"),
    "83": ("euro", "euro's"),
    "84": ("stuks inspanning", "stuks (inspanning)", "stuks", "stuk"),
}
# Code list WMO757 (frequentie). Release 3.2 has no 3 and 5 any more; what was granted before it still has them.
FREQUENTIES: Mapping[str, tuple[str, ...]] = {
    "1": ("per dag", "dag"),
    "2": ("per week", "week"),
    "3": ("per vier weken", "per 4 weken", "vier weken", "4 weken"),
    "4": ("per maand", "maand"),
    "5": ("per jaar", "jaar"),
    "6": (
        "totaal binnen geldigheidsduur toewijzing",
        "totaal binnen geldigheidsduur beschikking",
        "totaal in de geldigheidsduur",
        "totaal",
    ),
}
# Of code lists WMO002 and JZ002 (reden wijziging toewijzing): the one that says that there never was an indication.
# The lists of reasons to end one (WMO588, JZ588) have no 13.
WITHDRAWN = "13"
REDENEN: Mapping[str, tuple[str, ...]] = {
    WITHDRAWN: ("verwijderd", "toewijzing is ingetrokken", "toewijzing ingetrokken", "ingetrokken", "intrekking"),
}
# Code lists WMO020 and JZ020 (productcategorie). No code is in both.
CATEGORIEEN: Mapping[str, str] = {
    "01": "hulp bij het huishouden",
    "02": "begeleiding",
    "03": "persoonlijke verzorging",
    "04": "kortdurend verblijf",
    "05": "woondiensten",
    "06": "overige ondersteuning individu of huishouden",
    "07": "dagbesteding",
    "08": "vervoerdiensten",
    "09": "overige groepsgerichte ondersteuning",
    "10": "overige maatwerkarrangementen",
    "11": "rolstoelen",
    "12": "vervoervoorzieningen",
    "13": "woonvoorzieningen",
    "14": "overige hulpmiddelen",
    "15": "beschermd wonen",
    "16": "opvang",
    "17": "spoedopvang",
    "18": "overige beschermd wonen en opvang",
    "31": "jeugdhulp door wijk- of buurtteam (2015)",
    "32": "ambulante jeugdhulp bij de aanbieder (2015)",
    "33": "daghulp bij de aanbieder (2015)",
    "34": "jeugdhulp in het netwerk van de jeugdige (2015)",
    "35": "pleegzorg (2015)",
    "36": "gezinsgericht verblijf (2015)",
    "37": "gesloten plaatsing (2015)",
    "38": "overig residentieel verblijf (2015)",
    "40": "persoonlijke verzorging",
    "41": "dagbehandeling",
    "42": "vervoerdiensten",
    "43": "jeugdhulp verblijf met behandeling",
    "44": "jeugdhulp verblijf zonder behandeling",
    "45": "jeugdhulp ambulant",
    "46": "jeugdhulp crisis",
    "47": "jeugdreclassering",
    "48": "jeugdbescherming",
    "49": "preventief justitieel kader",
    "50": "maatwerkarrangementen jeugd",
    "51": "generalistische basis-ggz",
    "52": "specialistische ggz",
    "53": "kindergeneeskunde",
    "54": "jeugd-ggz",
    "55": "landelijk ingekochte zorg",
}
NOT_TIME = ("82", "83", "84")
TOTAL = "6"


def code(name: str, codes: Mapping[str, tuple[str, ...]]) -> pl.Expr:
    """The code in a column that holds codes and names: "01", "1", "minuut", "01 minuut"; null for anything else."""
    text = pl.col(name).str.to_lowercase().str.replace_all(r"[\s:-]+", " ").str.strip_chars()
    return text.replace_strict(_written(codes), default=None, return_dtype=pl.String)


def choices(codes: Mapping[str, tuple[str, ...]]) -> str:
    """What may be filled in: "01 (minuut), 04 (uur)"."""
    return ", ".join(f"{code} ({names[0]})" for code, names in codes.items())


def _written(codes: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {
        text: code
        for code, names in codes.items()
        for number in {code, code.lstrip("0"), code.zfill(2)}
        for text in (number, *names, *(f"{number} {name}" for name in names))
    }
