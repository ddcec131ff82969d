"""What `qa check` does: judge one claim, or each line of a file, and return the exit status."""

from __future__ import annotations

from qa.commands import NOTHING, OK, Record, batched, page_of, warn
from qa.dossier import open_dossier
from qa.render_check import judged_object, judged_text, verdict_object, verdict_text


def check(
    claim: str | None,
    *,
    file: str | None = None,
    dossier: str | None = None,
    form: str = "text",
    explain: bool = False,
) -> int:
    """Judge one claim, or each line of a file (``-`` for the standard input)."""
    opened = open_dossier(dossier)
    page = page_of(form)
    searched: list[str] = []

    def record(text: str) -> Record:
        verdict, judged = opened.explain_check(text)
        if verdict.verdict == "not-enough-info":
            searched.append(text)
        value, shown = verdict_object(verdict), verdict_text(verdict, page)
        if explain:
            value["explain"] = judged_object(judged)
            shown = f"{shown}\n\n{judged_text(judged, page)}"
        return value, shown, OK if verdict.verdict == "supported" else NOTHING

    status = batched(
        claim, file, form, record, 'a claim, for example: qa check "The bridge opened in May."', what="claim"
    )
    # Nearest sentences are missing where articles could not be read; a verdict from the facts needs none.
    return max(status, warn(opened.warnings)) if searched else status
