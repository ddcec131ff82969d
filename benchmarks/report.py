"""Puts what ``search.py`` measured on a page: the tables between two comments, and the plot beside the page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

BEGIN, END = "<!-- measured -->", "<!-- /measured -->"

Found = Mapping[int, Mapping[str, Mapping[str, float]]]


def publish(page: Path, machine: str, tables: str, found: Found) -> None:
    """Replace what stands between the comments, and draw the plot."""
    before, _, rest = page.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    page.write_text(f"{before}{BEGIN}\n{machine}\n\n{tables}\n{END}{after}", encoding="utf-8")
    draw(page.with_suffix(".svg"), found)


def draw(path: Path, found: Found) -> None:
    """Draw the median time of a question against the number of sentences, for each engine."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams["svg.hashsalt"] = "qa"  # the same figures give the same file
    from matplotlib import pyplot as plt

    figure, panels = plt.subplots(1, 2, figsize=(9, 3.6), sharey=True)
    engines = list(dict.fromkeys(name for figures in found.values() for name in figures))
    for panel, (measure, title) in zip(panels, (("content", "without stop words"), ("all", "all words")), strict=True):
        for engine in engines:
            points = [
                (size, figures[engine][f"{measure} p50 ms"]) for size, figures in found.items() if engine in figures
            ]
            panel.loglog(*zip(*points, strict=True), marker="o", lw=2.5 if engine == "qa" else 1, label=engine)
        panel.set(title=title, xlabel="sentences")
        panel.grid(visible=True, alpha=0.3)
    panels[0].set_ylabel("median ms a question")
    panels[1].legend(fontsize=8)
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
