"""What `qa.leaning` has learnt: made by scripts/fit_leaning.py, not by hand."""

from __future__ import annotations

WEIGHTS: dict[str, tuple[float, float, float, float, float]] = {
    "": (0.0, 1.0, -2.249, 1.29, 0.9585),
    "answered": (23.04, 10.2, -1.395, 0.6028, 0.7924),
    "affirmed": (4.366, 14.15, 0.02876, 0.7056, -0.7344),
    "strange words": (0.1413, 0.1704, 0.3779, -0.4146, 0.03667),
    "denials": (0.2304, 0.444, -0.09788, -0.07301, 0.1709),
    "numbers not in it": (0.05014, 0.2388, 0.1711, -0.0403, -0.1308),
    "times not in it": (0.02729, 0.169, 0.05543, -0.03902, -0.01641),
    "names not in it": (0.1568, 0.4052, 0.04021, -0.06074, 0.02053),
    "passed over": (0.3908, 0.6552, -0.1405, 0.1836, -0.04304),
    "differs in one thing": (0.1524, 0.3595, -0.08934, -0.2167, 0.3061),
    "against": (0.09495, 0.2931, -0.1279, -0.1167, 0.2446),
    "for": (0.313, 0.4637, 0.01471, 0.06034, -0.07505),
    "for, strictly": (0.08111, 0.273, -0.06026, 0.4715, -0.4112),
}
"""By indication: its mean, its spread, and its weights for silent, for and against. "" has the constants."""
