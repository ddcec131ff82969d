"""Learn the weights of `qa.verdicts.leaning` from the first dossier, and write them to qa/verdicts/leaning_weights.py.

    python scripts/fit_leaning.py

What is learnt from: the phrasings that are answered with Yes or No, and those that can be, but are left open. They are
held against the facts by a recogniser that has not seen them: each fourth is left out in turn. And the claims and the
yes/no questions of tests/golden, which are no phrasings. One of these counts twelve times as much as a phrasing: it was
written from the articles, by people who had not seen the facts.

It prints what the weights come to, and how well each file is judged by weights that were learnt without it.
Takes about ten minutes.
"""

# ruff: noqa: SLF001 - the parts of a dossier that are nobody else's business

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from qa.dossier import Dossier, open_dossier
from qa.english.function_words import AUXILIARIES
from qa.english.tokens import norms
from qa.model import Phrasings
from qa.questions.question import Reading
from qa.recognition.classifier import Classifier
from qa.recognition.compiling import compile_phrasings
from qa.recognition.recognise import Recogniser
from qa.recognition.wordings import Wordings, compile_wordings
from qa.record.facts import load_facts
from qa.values import replace
from qa.verdicts.indications import INDICATIONS, case_of
from qa.verdicts.leaning import LEAST
from qa.verdicts.weighing import AGAINST, FOR, SILENT

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "qa/verdicts/leaning_weights.py"
FOLDS = 4
PHRASING, CLAIM = 0.25, 3.0
STANCES = (SILENT, FOR, AGAINST)
OF_KEY = {"yes": FOR, "no": AGAINST, "": SILENT}
OF_VERDICT = {"supported": FOR, "disputed": FOR, "refuted": AGAINST, "not-enough-info": SILENT}
OF_ANSWER = {"Yes": FOR, "No": AGAINST}
Row = tuple[list[float], str, float]


def main() -> int:
    """Measure, fit, write; return the exit status."""
    bench = Bench(open_dossier(ROOT))
    asked = [row for fold in range(FOLDS) for row in bench.held_out(fold)]
    files = {path.name: list(bench.tested(path)) for path in sorted((ROOT / "tests/golden").glob("*.yaml"))}
    print(f"{len(asked)} phrasings,", ", ".join(f"{name}: {len(rows)}" for name, rows in files.items()))
    for name, rows in files.items():
        others = [row for other, some in files.items() if other != name for row in some]
        print(name, judged(rows, *fitted(asked + others)))
    scaler, model = fitted(asked + [row for rows in files.values() for row in rows])
    TARGET.write_text(module(scaler, model), encoding="utf-8")
    print(TARGET.read_text(encoding="utf-8"))
    return 0


class Bench:
    """The parts of a dossier that claims are held against, with recognisers that have not seen some phrasings."""

    def __init__(self, dossier: Dossier) -> None:
        self._reader, self._index, self._matcher, self._recogniser = dossier._engine
        by_name = {article.name: article for article in dossier.articles}
        self._facts = load_facts((ROOT / "facts.yaml").read_bytes(), "facts.yaml", by_name)[0]
        self._phrasings = dossier._read_phrasings(self._facts)[0]
        self._lexicon, self._gazetteer = dossier._compiled.lexicon, dossier._compiled.gazetteer

    def held_out(self, fold: int) -> Iterator[Row]:
        """Yield what a recogniser makes of each fourth phrasing that it has not seen."""
        asked, unanswered = self._phrasings.asked, self._phrasings.unanswered
        kept = Phrasings(
            tuple(each for number, each in enumerate(asked) if number % FOLDS != fold),
            tuple(each for number, each in enumerate(unanswered) if number % FOLDS != fold),
        )
        payload = compile_phrasings(kept, self._facts)
        wordings = Wordings(compile_wordings(kept, self._facts), self._lexicon, self._gazetteer)
        recogniser = Recogniser(Classifier(payload), self._lexicon, self._gazetteer, wordings.rows)
        for number, (_, key, text) in enumerate(asked):
            if number % FOLDS == fold and key in OF_KEY:
                yield from self._rows(text, recogniser, OF_KEY[key], PHRASING)
        for number, text in enumerate(unanswered):
            if number % FOLDS == fold and (text.endswith(".") or norms(text)[0] in AUXILIARIES):
                yield from self._rows(text, recogniser, SILENT, PHRASING)

    def tested(self, path: Path) -> Iterator[Row]:
        """Yield what the recogniser makes of the claims and yes/no questions of a file."""
        if self._recogniser is None:
            return
        for test in yaml.safe_load(path.read_text(encoding="utf-8"))["tests"]:
            text = test.get("claim") or test["question"]
            stance = _claimed(test) if "claim" in test else _asked(test)
            if stance:
                yield from self._rows(text, self._recogniser, stance, CLAIM)

    def _rows(self, text: str, recogniser: Recogniser, stance: str, weight: float) -> Iterator[Row]:
        readings, tokens = self._read(text)
        case = case_of(readings, recogniser.recognise(tokens), self._index, self._matcher)
        if case is not None:
            yield [measure(case) for measure in INDICATIONS.values()], stance, weight

    def _read(self, text: str) -> tuple[Sequence[Reading], tuple]:  # type: ignore[type-arg]
        polar = norms(text)[:1] and norms(text)[0] in AUXILIARIES
        question = self._reader.read(text) if polar else self._reader.read_claim(text)
        return [replace(reading, tokens=question.tokens) if polar else reading for reading in question.readings], (
            question.tokens
        )


def _claimed(test: dict[str, Any]) -> str:
    verdict = test["verdict"]
    return OF_VERDICT[verdict[0] if isinstance(verdict, list) else verdict]


def _asked(test: dict[str, Any]) -> str:
    """Return what the answer to a yes/no question comes to; nothing for other questions, and for a choice."""
    words = norms(test["question"])
    if not words or words[0] not in AUXILIARIES or "or" in words:
        return ""
    told = [str(each) for each in test.get("answer", [])] or [""]
    return OF_ANSWER.get(told[0][:3].strip(), SILENT if test["status"] == "not-on-record" else "")


def fitted(rows: Sequence[Row]) -> tuple[StandardScaler, LogisticRegression]:
    """Return the scale of each indication and the weights of all."""
    scaler = StandardScaler()
    measured = scaler.fit_transform(np.array([row for row, _, _ in rows]))
    model = LogisticRegression(C=0.1, max_iter=2000)
    model.fit(measured, [STANCES.index(stance) for _, stance, _ in rows], [weight for _, _, weight in rows])
    return scaler, model


def judged(rows: Sequence[Row], scaler: StandardScaler, model: LogisticRegression) -> dict[str, int]:
    """Count what is judged rightly, wrongly, and not at all."""
    chances: NDArray[np.float64] = model.predict_proba(scaler.transform(np.array([row for row, _, _ in rows])))
    counted: Counter[str] = Counter()
    for (_, stance, _), (_, for_, against) in zip(rows, chances, strict=True):
        told = FOR if for_ >= LEAST[FOR] else AGAINST if against >= LEAST[AGAINST] else SILENT
        counted["right" if told == stance else "open" if told == SILENT else "wrong"] += 1
    return dict(counted)


def module(scaler: StandardScaler, model: LogisticRegression) -> str:
    """Return the module that holds the weights."""
    constants = ", ".join(f"{each:.4g}" for each in model.intercept_)
    lines = [f'    "": (0.0, 1.0, {constants}),']
    for place, name in enumerate(INDICATIONS):
        weights = ", ".join(f"{each:.4g}" for each in model.coef_[:, place])
        lines.append(f'    "{name}": ({scaler.mean_[place]:.4g}, {scaler.scale_[place]:.4g}, {weights}),')
    return "\n".join((HEAD, *lines, TAIL))


HEAD = '''"""What `qa.verdicts.leaning` has learnt: made by scripts/fit_leaning.py, not by hand."""

from __future__ import annotations

WEIGHTS: dict[str, tuple[float, float, float, float, float]] = {'''
TAIL = '''}
"""By indication: its mean, its spread, and its weights for silent, for and against. "" has the constants."""
'''

if __name__ == "__main__":
    sys.exit(main())
