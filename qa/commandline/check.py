"""What `qa check` does: judge one claim, or each line of a file, and return the exit status."""

from __future__ import annotations

from collections.abc import Mapping

from qa.commandline.commands import FAILED, HERE, NOTHING, OK, Explaining, Many, batched, page_of
from qa.rendering.verdicts import judged_object, judged_text, verdict_object, verdict_text
from qa.values import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

    from qa.batch.lines import Record


def check(  # noqa: PLR0913 - one parameter for each option
    claim: str | None,
    *,
    file: str | None = None,
    dossier: str | None = None,
    form: str = "text",
    explain: bool = False,
    many: Many = HERE,
) -> int:
    """Judge one claim, or each line of a file (``-`` for the standard input)."""
    options = {"dossier": dossier, "page": page_of(form, many[1]), "explain": explain}
    wanted = 'a claim, for example: qa check "The bridge opened in May."'
    return batched(claim, file, form, (Checking, options), wanted, many=many)


class Checking(Explaining):
    """The recorder of `qa check` (`qa.batch.lines.Recorder`)."""

    what = "claim"

    def __call__(self, text: str) -> Record:
        """Judge a claim."""
        verdict, judged = self._opened.explain_check(text)
        value, shown = verdict_object(verdict), verdict_text(verdict, self._page)
        if self._explain:
            value["explain"] = judged_object(judged)
            shown = f"{shown}\n\n{judged_text(judged, self._page)}"
        return value, shown, self.status_of(value)

    def status_of(self, record: Mapping[str, Any]) -> int:
        """Return the exit status of a verdict, which counts as given here."""
        self.searched = self.searched or record.get("verdict") == "not-enough-info"
        if "error" in record:
            return FAILED
        return OK if record.get("verdict") == "supported" else NOTHING
