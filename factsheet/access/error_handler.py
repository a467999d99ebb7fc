"""What a reader gets to see when something unexpected goes wrong, and what is kept of it."""

from __future__ import annotations

import logging

from factsheet import store
from factsheet.literal import st
from factsheet.store import StoreError, StoreFailure, new_reference, places

LOGGER = logging.getLogger("factsheet")


def apologise(error: Exception) -> bool:
    """Tell the reader that something went wrong, and keep where it went wrong. True: Streamlit need not show it.

    A StoreError says itself what to do, and a StoreFailure stands in the log already. The log gets the reference that
    the reader sees and the places in the code, without the message of the error, because that may quote a person's
    data.
    """
    if isinstance(error, StoreFailure):
        st.error(str(error))
        return True
    reference = new_reference()
    if isinstance(error, StoreError):
        LOGGER.error("%s %s", reference, " ".join(places(error).split()))
        st.error(f"{error} Kenmerk: {reference}.")
        return True
    st.error(f"Er ging iets mis. {keep(error, reference)}")
    return True


def keep(error: Exception, reference: str) -> str:
    """Write down where something went wrong that nobody expected; the answer is what its user can do."""
    LOGGER.error("%s %s", reference, places(error))
    try:
        store.current().log("systeem", "onverwachte fout", places(error), reference)
    except StoreError:
        LOGGER.error("%s could not be written to the log of the store", reference)
    return f"Probeer het opnieuw. Blijft het misgaan? Noem dan {reference} bij de beheerder."
