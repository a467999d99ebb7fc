"""Bytes → text as UTF-8, and the encoding it came in. What is no text at all gets told what to do instead."""

from __future__ import annotations

import re

import polars as pl

from factsheet.parse.parallel import stretches
from factsheet.parse.problem import UnusableError, whole_file

HEAD = 1_000_000  # bytes that are looked at first
MAX_BYTES = 200_000_000
BOM = b"\xef\xbb\xbf"
SAVE_AS = "Kies in Excel 'Opslaan als' en dan 'Excel-werkmap (.xlsx)' of 'CSV UTF-8'."
EXCEL = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
# What stands beside a file and is not the file: Excel makes one while it is open, a Mac one for every file.
LOCK = "~$"
BESIDE = {
    LOCK: "Dit is een hulpbestand: Excel maakt het zolang het echte bestand open is.",
    "._": "Dit is een hulpbestand van een Mac.",
}

PICTURE = "Dit is een afbeelding. Vraag om het bestand waar deze cijfers in staan, als .xlsx of .csv."

# How other kinds of files begin, and what an editor should know of them.
OTHERS = {
    b"$FL": "Dit is een bestand van SPSS (.sav). Bewaar het in SPSS als .csv of .xlsx, en kies dat bestand.",
    b"%PDF": "Dit is een pdf. Vraag om het bestand waar deze pdf van gemaakt is, als .xlsx of .csv.",
    b"\x89PNG": PICTURE,
    b"\xff\xd8\xff": PICTURE,
    b"\x00\x01\x00\x00Standard": "Dit is een database van Access. Exporteer de tabel naar Excel, en kies dat bestand.",
    b"PAR1": "Dit is een Parquet-bestand. Vraag om hetzelfde bestand als .csv.",
    b"\x1f\x8b": "Dit bestand is ingepakt (gzip). Pak het eerst uit.",
    b"7z\xbc\xaf": "Dit bestand is ingepakt (7z). Pak het eerst uit.",
    b"Rar!": "Dit bestand is ingepakt (rar). Pak het eerst uit.",
}
WEB = (b"<!doctype html", b"<html", b"<head", b"<meta", b"<table", b"<style", b"<body")
OTHER_TEXT = (b"<?xml", b"{", b"[")
RICH_TEXT = b"{\\rtf"
MANY_ZEROS = 0.01  # of the bytes: more than a slip in a file with text

# What nobody sees and what makes texts differ: control characters, soft hyphens, zero width, marks of direction.
CONTROL = bytes({*range(1, 0x20), 0, 0x7F} - set(b"\t\n\r"))
INVISIBLE = ("\u00ad", *map(chr, range(0x200B, 0x2010)), *map(chr, range(0x202A, 0x202F)), "\u061c", "\u180e")
INVISIBLE += (*map(chr, range(0x2060, 0x2070)), "\ufeff", "\ufff9", "\ufffa", "\ufffb")
# These are no characters. XML takes none of them, nor of the control characters: whoever draws a chart with one ends.
INVISIBLE += ("\ufffe", "\uffff")
UNSEEN = f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f{''.join(INVISIBLE)}]"
_INVISIBLE = re.compile(UNSEEN)
LINE_SIGNS = ("\u2028", "\u2029")  # ends of a line that no spreadsheet knows

# A letter between letters tells in which of these a text was written: "re\x89le" is "reële" in only one of them.
INSIDE = re.compile(rb"(?<=[a-z])[\x80-\xff](?=[a-z])")
LETTERS = frozenset("éëïèöüêçñóá’")
CODECS = {"cp1252": "Windows-1252", "cp850": "MS-DOS (codepagina 850)", "mac_roman": "Macintosh"}


def is_workbook(data: bytes) -> bool:
    """Whether the file is a workbook, or another file that is packed as one."""
    return data.startswith((EXCEL, OLD_EXCEL))


def refuse_beside(name: str) -> None:
    """Stop for a file that only goes with another one, by its name."""
    for start, message in BESIDE.items():
        if name.startswith(start):
            raise whole_file(f"{message} Kies het bestand zonder '{start}' aan het begin van de naam.")


def refuse_size(data: bytes) -> None:
    """Stop for a file that is larger than any file of this kind can be."""
    if len(data) > MAX_BYTES:
        size, limit = len(data) // 1_000_000, MAX_BYTES // 1_000_000
        raise whole_file(
            f"Dit bestand is {size} MB. Dat is te groot: {limit} MB is het meeste dat kan. Is dit het goede bestand?"
        )


def decode(data: bytes) -> tuple[bytes, str]:
    """The text as UTF-8 with \\n somewhere, and its encoding by name. A byte order mark stays: without it is a copy."""
    for start, message in OTHERS.items():
        if data.startswith(start):
            raise whole_file(message)
    text, encoding = _as_utf8(data)
    head = text[:HEAD].removeprefix(BOM)
    if not head.strip() and not text.removeprefix(BOM).strip():
        raise whole_file("Het bestand is leeg. Kies een bestand met bovenaan de kolomnamen en daaronder de cijfers.")
    if head.count(b"\0") > MANY_ZEROS * len(head):
        raise whole_file(f"Dit is geen bestand met tekst. {SAVE_AS}")
    start_of_text = head.lstrip()[:20].lower()
    if start_of_text.startswith(WEB):
        raise whole_file(f"Dit is geen tabel, maar een webpagina. Open het bestand in Excel. {SAVE_AS}")
    if start_of_text.startswith(OTHER_TEXT):
        raise whole_file(f"Dit is geen tabel, maar een bestand voor een programma (XML of JSON). {SAVE_AS}")
    text = without_invisible(text)
    return (text if b"\n" in text else text.replace(b"\r", b"\n")), encoding


def without_invisible(text: bytes) -> bytes:
    """UTF-8 without characters that nobody sees, but for a byte order mark before the first; no row moves."""
    bare = text.translate(None, CONTROL)
    text = text if len(bare) == len(text) else bare
    if _is_ascii(text):
        return text
    start = len(BOM) if text.startswith(BOM) else 0
    begins = {
        begin for begin in {sign.encode()[:2] for sign in (*INVISIBLE, *LINE_SIGNS)} if text.find(begin, start) >= 0
    }
    for sign in (*INVISIBLE, *LINE_SIGNS) if begins else ():
        damaged = sign.encode()
        if damaged[:2] not in begins:
            continue
        if text.find(damaged, start) >= 0:
            text = text[:start] + text[start:].replace(damaged, b" " if sign in LINE_SIGNS else b"")
    return text


def visible(text: str) -> str:
    """The same for one text."""
    return text if text.isascii() and text.isprintable() else _INVISIBLE.sub("", text)


def _as_utf8(data: bytes) -> tuple[bytes, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _from_utf16(data, "utf-16"), "UTF-16"
    if (order := _byte_order(data[:HEAD])) is not None:
        return _from_utf16(data, order), "UTF-16"
    # No sign of several bytes lies across the end of a line.
    if _is_ascii(data) or all(stretches(data, _is_utf8)):
        return data, "UTF-8"
    return _from_one_byte(data.removeprefix(BOM))


def _is_ascii(data: bytes) -> bool:
    """Whether all of it is, but for a byte order mark; in parts, because a copy of the rest takes longer to make."""
    start = len(BOM) if data.startswith(BOM) else 0
    return all(data[at : at + HEAD].isascii() for at in range(start, len(data), HEAD))


def _is_utf8(text: bytes) -> bool:
    if text.isascii():
        return True
    try:
        # Twice as fast as `bytes.decode`, and without a copy of four bytes a character.
        pl.Series([text], dtype=pl.Binary).cast(pl.String)
    except pl.exceptions.PolarsError:
        return False
    return True


def _byte_order(head: bytes) -> str | None:
    """UTF-16 without a mark: in Dutch text every second byte is zero."""
    half = len(head) // 2
    if half < 2 or b"\0" not in head:  # noqa: PLR2004 - two characters tell nothing
        return None
    zeros = head[0 : 2 * half : 2].count(0), head[1 : 2 * half : 2].count(0)
    if zeros[1] > 0.8 * half and zeros[0] < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if zeros[0] > 0.8 * half and zeros[1] < 0.1 * half else None


def _from_utf16(data: bytes, codec: str) -> bytes:
    try:
        return data.decode(codec).removeprefix("\ufeff").encode()
    except UnicodeError:
        raise _unreadable() from None


def _from_one_byte(data: bytes) -> tuple[bytes, str]:
    """Text with a byte for a letter, in the one encoding that makes words of it; otherwise as Windows wrote it."""
    inside = b"".join(set(INSIDE.findall(data)))
    fitting = [codec for codec in CODECS if LETTERS.issuperset(inside.decode(codec, errors="replace"))]
    codec = fitting[0] if fitting and (fitting[0] == "cp1252" or len(fitting) == 1) else "cp1252"
    try:
        return data.decode(codec).encode(), CODECS[codec]
    except UnicodeDecodeError:
        raise _unreadable() from None


def _unreadable() -> UnusableError:
    return whole_file(f"De tekens in dit bestand zijn niet te lezen. {SAVE_AS}")
