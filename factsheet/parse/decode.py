"""Bytes → text as UTF-8, and the encoding it came in. What is no text at all gets told what to do instead."""

from __future__ import annotations

import polars as pl

from factsheet.parse.parallel import stretches
from factsheet.parse.problem import UnusableError, whole_file

HEAD = 1_000_000  # bytes that are looked at first
MAX_BYTES = 200_000_000
BOM = b"\xef\xbb\xbf"
SAVE_AS = "Kies in Excel 'Opslaan als' en dan 'Excel-werkmap (.xlsx)' of 'CSV UTF-8'."
EXCEL = b"PK\x03\x04"

# How other kinds of files begin, and what an editor should know of them.
OTHERS = {
    b"\xd0\xcf\x11\xe0": f"Dit is een oud Excel-bestand (.xls), of een bestand met een wachtwoord. {SAVE_AS}",
    b"%PDF": "Dit is een pdf. Vraag om het bestand waar deze pdf van gemaakt is, als .xlsx of .csv.",
    b"PAR1": "Dit is een Parquet-bestand. Vraag om hetzelfde bestand als .csv.",
    b"\x1f\x8b": "Dit bestand is ingepakt (gzip). Pak het eerst uit.",
    b"7z\xbc\xaf": "Dit bestand is ingepakt (7z). Pak het eerst uit.",
    b"Rar!": "Dit bestand is ingepakt (rar). Pak het eerst uit.",
}
WEB = (b"<!doctype html", b"<html", b"<?xml", b"{", b"[")


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
    if b"\0" in head:
        raise whole_file(f"Dit is geen bestand met tekst. {SAVE_AS}")
    if head.lstrip()[:20].lower().startswith(WEB):
        raise whole_file(f"Dit is geen tabel, maar een webpagina of een bestand voor een programma. {SAVE_AS}")
    return (text if b"\n" in text else text.replace(b"\r", b"\n")), encoding


def _as_utf8(data: bytes) -> tuple[bytes, str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _from_utf16(data, "utf-16"), "UTF-16"
    if (order := _byte_order(data[:HEAD])) is not None:
        return _from_utf16(data, order), "UTF-16"
    # No sign of several bytes lies across the end of a line.
    if _is_ascii(data) or all(stretches(data, _is_utf8)):
        return data, "UTF-8"
    return _from_windows(data.removeprefix(BOM)), "Windows-1252"


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


def _from_windows(data: bytes) -> bytes:
    try:
        return data.decode("cp1252").encode()
    except UnicodeDecodeError:
        raise _unreadable() from None


def _unreadable() -> UnusableError:
    return whole_file(f"De tekens in dit bestand zijn niet te lezen. {SAVE_AS}")
