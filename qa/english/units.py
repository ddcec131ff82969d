"""Units of time, length, weight and money: which of them measure the same."""

from __future__ import annotations

from qa.english.wordnet import lemmas

CURRENCIES = frozenset("£$€")
DIMENSIONS = (
    "second/sec minute/min hour/hr/h day week/wk fortnight month year/yr decade century",
    (
        "millimetre/millimeter/mm centimetre/centimeter/cm metre/meter/m kilometre/kilometer/km "
        "inch/in foot/ft yard mile"
    ),
    "gram/g kilogram/kilo/kg tonne ton ounce/oz pound/lb stone",
    "penny/pence/p pound",
)
"""Units by which the same is measured: so many of the one are not so many of another. "/" stands between spellings."""
_UNITS = {
    spelling: (dimension, unit)
    for dimension, row in enumerate(DIMENSIONS)
    for unit, spellings in enumerate(row.split())
    for spelling in spellings.split("/")
}


def measure_of(unit: str) -> tuple[int, int] | None:
    """Return the dimension that a unit, in whatever form, measures, and which unit of it; None where it is none."""
    forms = (unit, *(base for base, _ in lemmas(unit)), unit.removesuffix("s"))
    return next((_UNITS[form] for form in forms if form in _UNITS), None)


def is_measured(unit: str) -> bool:
    """Tell whether the word behind a number is a unit of time, length, weight or money."""
    return measure_of(unit) is not None
