"""What a reader gets to see when something unexpected goes wrong, and what is kept of it."""

from __future__ import annotations

import logging

from factsheet import store
from factsheet.literal import st
from factsheet.store import StoreError, StoreFailure, new_reference, places

LOGGER = logging.getLogger("factsheet")


def apologise(error: Exception) -> bool:
    """Tell the reader that something went wrong. True: Streamlit need not show it."""
    st.error(told(error))
    return True


def told(error: Exception) -> str:
    """What its user reads of an error; where it went wrong is kept.

    A StoreError says itself what to do, and a StoreFailure stands in the log already. The log gets the reference that
    the reader sees and the places in the code, without the message of the error, because that may quote a person's
    data.
    """
    if isinstance(error, StoreFailure):
        return str(error)
    reference = new_reference()
    if isinstance(error, StoreError):
        LOGGER.error("%s %s", reference, " ".join(places(error).split()))
        return f"{error} Kenmerk: {reference}."
    LOGGER.error("%s %s", reference, places(error))
    try:
        store.current().log("systeem", "onverwachte fout", places(error), reference)
    except StoreError:
        LOGGER.error("%s could not be written to the log of the store", reference)
    return f"Er ging iets mis. Probeer het opnieuw. Blijft het misgaan? Noem dan {reference} bij de beheerder."
