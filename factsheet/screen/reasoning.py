"""The field for the reason of an edition, with what is wrong with it while it is typed."""

from __future__ import annotations

from functools import partial

from factsheet import editorial, settings
from factsheet import reason as reasons
from factsheet.edition import Factsheet
from factsheet.editorial import Refusal
from factsheet.factcheck import check_reason
from factsheet.literal import st
from factsheet.reason import ReasonRefused
from factsheet.screen.findings import as_problems, problems, reason_field


def reason_fields(label: str, key: str, sheet: Factsheet) -> None:
    """The reason, and where the fact check finds something in it, why it may stay (see `why_of`)."""
    st.text_input(label, key=key, max_chars=reasons.LONGEST)
    try:
        reason = reasons.checked(st.session_state.get(key) or "", settings.current())
    except ReasonRefused as refused:
        problems([Refusal(0, "", str(refused))])
        return
    findings = check_reason(reason, sheet, settings.current())
    problems(as_problems(findings, partial(editorial.sentence_at, reason)))
    if findings:
        reason_field(why_of(key))


def why_of(key: str) -> str:
    """The name under which is typed why a flagged reason may stay."""
    return f"{key} klopt"
