"""One engine, built or asked: what ``search.py`` starts, once for each. Prints one JSON object of figures."""

from __future__ import annotations

import json
import resource
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

K = 10
MEMORY = 256
"""Megabytes for the engines that can be told."""
PATIENCE = 5
"""Seconds after which no more questions are asked."""
Ask = Callable[[str], Any]


def lines(folder: Path) -> Iterator[str]:
    """Yield the sentences."""
    with (folder / "sentences.txt").open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n")


# Each engine: build in a folder; open it and return what answers a question


def build_qa(folder: Path, index: Path) -> None:
    """Count, merge and write, as `qa index build` does, with scikit-learn's own analyzer."""
    import numpy as np

    from qa.retrieval.postings_build import SpilledRun, count, write

    runs, size = count(lines(folder), str(index), None, MEMORY << 20)
    numbers = np.arange(size, dtype=np.uint32)
    path = index / "postings"
    merged = [SpilledRun(run, numbers) for run in runs]
    layout, _ = write(str(path), merged, size, sublinear=False, memory=MEMORY << 20)
    (index / "layout.json").write_text(json.dumps(layout.as_json()))
    for left in index.glob("run-*"):
        left.unlink()


def open_qa(_folder: Path, index: Path) -> Ask:
    """Map the postings."""
    from qa.files.flatfile import FlatReader, Layout
    from qa.retrieval.postings import ARRAYS, PostingsIndex

    layout = Layout.from_json(json.loads((index / "layout.json").read_text()), ARRAYS)
    opened = PostingsIndex(FlatReader(str(index / "postings"), layout), sublinear=False)
    return lambda question: opened.search(question.split(), K)


def build_sklearn(folder: Path, index: Path) -> None:
    """Fit; nothing but the matrix and the vectorizer is kept."""
    import pickle

    from sklearn.feature_extraction.text import TfidfVectorizer

    vectorizer = TfidfVectorizer()
    rows = vectorizer.fit_transform(list(lines(folder)))
    _note_cpu()
    with (index / "fitted").open("wb") as file:
        pickle.dump((vectorizer, rows), file)


def open_sklearn(_folder: Path, index: Path) -> Ask:
    """Multiply out, and take the best of the dense result the quick way."""
    import pickle

    import numpy as np

    with (index / "fitted").open("rb") as file:
        vectorizer, rows = pickle.load(file)  # noqa: S301 - our own file

    def ask(question: str) -> object:
        scores = (rows @ vectorizer.transform([question]).T).toarray().ravel()
        best = np.argpartition(-scores, K)[:K]
        return best[np.lexsort((best, -scores[best]))]

    return ask


def build_bm25s(folder: Path, index: Path) -> None:
    """Tokenize as scikit-learn does, and index."""
    import bm25s

    tokens = bm25s.tokenize(list(lines(folder)), stopwords=None, show_progress=False)
    engine = bm25s.BM25()
    engine.index(tokens, show_progress=False)
    engine.save(str(index))


def _open_bm25s(index: Path, backend: str) -> Ask:
    import bm25s

    engine = bm25s.BM25.load(str(index), mmap=backend == "numpy")
    engine.backend = backend
    if backend == "numba":
        engine.activate_numba_scorer()

    def ask(question: str) -> object:
        tokens = bm25s.tokenize([question], stopwords=None, return_ids=False, show_progress=False)
        return engine.retrieve(tokens, k=K, show_progress=False, n_threads=1)

    return ask


def open_bm25s_numpy(_folder: Path, index: Path) -> Ask:
    """Open with the numpy backend, mapped."""
    return _open_bm25s(index, "numpy")


def open_bm25s_numba(_folder: Path, index: Path) -> Ask:
    """Open with the compiled backend."""
    return _open_bm25s(index, "numba")


def build_tantivy(folder: Path, index: Path) -> None:
    """Index with term frequencies, without positions."""
    import tantivy

    schema = tantivy.SchemaBuilder()
    schema.add_integer_field("number", stored=True)
    schema.add_text_field("text", index_option="freq")
    opened = tantivy.Index(schema.build(), path=str(index))
    writer = opened.writer(heap_size=MEMORY << 20, num_threads=1)
    for number, line in enumerate(lines(folder)):
        document = tantivy.Document()
        document.add_integer("number", number)
        document.add_text("text", line)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


def open_tantivy(_folder: Path, index: Path) -> Ask:
    """Open; a question is the disjunction of its words."""
    import tantivy

    opened = tantivy.Index.open(str(index))
    opened.reload()
    searcher = opened.searcher()
    return lambda question: searcher.search(opened.parse_query(question, ["text"]), K).hits


def build_sqlite(folder: Path, index: Path) -> None:
    """Index without keeping the text."""
    with sqlite3.connect(index / "fts.db") as base:
        base.execute("create virtual table sentence using fts5(text, content='', detail='none')")
        base.executemany("insert into sentence (rowid, text) values (?, ?)", enumerate(lines(folder), 1))
        base.execute("insert into sentence (sentence) values ('optimize')")


def open_sqlite(_folder: Path, index: Path) -> Ask:
    """Open; ranked by its bm25."""
    base = sqlite3.connect(index / "fts.db")
    asked = f"select rowid from sentence where sentence match ? order by rank limit {K}"  # noqa: S608 - a number

    def ask(question: str) -> object:
        return base.execute(asked, (" OR ".join(f'"{word}"' for word in question.split()),)).fetchall()

    return ask


ENGINES: dict[str, tuple[Callable[[Path, Path], None], Callable[[Path, Path], Ask]]] = {
    "qa": (build_qa, open_qa),
    "scikit-learn": (build_sklearn, open_sklearn),
    "bm25s numpy": (build_bm25s, open_bm25s_numpy),
    "bm25s numba": (build_bm25s, open_bm25s_numba),
    "tantivy": (build_tantivy, open_tantivy),
    "SQLite FTS5": (build_sqlite, open_sqlite),
}

_noted: list[float] = []


def _note_cpu() -> None:
    """Stop the clock before what is not building: scikit-learn's figure is that of fit_transform."""
    _noted.append(time.process_time())


def main() -> None:
    """Do what the command line says: build or ask, which engine, in which folder, and when the process was started."""
    action, name, path, started = sys.argv[1:5]
    folder = Path(path)
    index = folder / name.split(maxsplit=1)[0]  # bm25s has one index for both of its backends
    build, opened = ENGINES[name]
    figures = built(build, folder, index) if action == "build" else asked(opened, folder, index, float(started))
    print(json.dumps(figures))


def built(build: Callable[[Path, Path], None], folder: Path, index: Path) -> dict[str, float]:
    """Build and return what it took; imports are not counted."""
    import bm25s as _bm25s  # noqa: F401
    import sklearn.feature_extraction.text  # noqa: F401
    import tantivy as _tantivy  # noqa: F401

    if index.exists():
        for old in index.iterdir():
            old.unlink()
    index.mkdir(exist_ok=True)
    memory, cpu = _peak(), time.process_time()
    build(folder, index)
    cpu = (_noted[0] if _noted else time.process_time()) - cpu
    disk = sum(file.stat().st_size for file in index.iterdir())
    return {"build CPU s": cpu, "peak MB": _peak() - memory, "disk": disk}


def asked(opened: Callable[[Path, Path], Ask], folder: Path, index: Path, started: float) -> dict[str, float]:
    """Ask 400 questions to warm up and 400 to measure, without and with stop words."""
    ask = opened(folder, index)
    questions = json.loads((folder / "questions.json").read_text())
    half = len(questions) // 2
    ask(questions[0][0])
    figures = {"first answer s": time.time() - started}
    for place, kind in enumerate(("content", "all")):
        timed(ask, [question[place] for question in questions[:half]])
        taken = timed(ask, [question[place] for question in questions[half:]])
        figures[f"{kind} p50 ms"] = statistics.median(taken) * 1_000
        figures[f"{kind} p99 ms"] = sorted(taken)[int(len(taken) * 0.99)] * 1_000
        if kind == "content":
            figures["questions per s"] = len(taken) / sum(taken)
    return figures


def timed(ask: Ask, questions: list[str]) -> list[float]:
    """Return the seconds that each question took; a slow engine is asked fewer of them."""
    taken: list[float] = []
    for question in questions:
        taken.append(_seconds(ask, question))
        if sum(taken) > PATIENCE:
            break
    return taken


def _seconds(ask: Ask, question: str) -> float:
    start = time.perf_counter()
    ask(question)
    return time.perf_counter() - start


def _peak() -> float:
    """Return the most memory that this process ever had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


if __name__ == "__main__":
    main()
