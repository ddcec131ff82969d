"""What `qa.leaning` has learnt: made by scripts/fit_leaning.py, not by hand."""

from __future__ import annotations

WEIGHTS: dict[str, tuple[float, float, float, float, float]] = {
    "": (0.0, 1.0, -2.163, 1.338, 0.8255),
    "answered": (22.76, 10.68, -1.85, 0.8344, 1.016),
    "affirmed": (4.478, 14.23, 0.04714, 0.7983, -0.8454),
    "strange words": (0.1426, 0.1719, 0.2981, -0.3997, 0.1017),
    "denials": (0.2263, 0.4412, -0.1528, 0.006947, 0.1459),
    "numbers not in it": (0.05322, 0.246, 0.2353, 0.008087, -0.2434),
    "times not in it": (0.03186, 0.1816, 0.1185, 0.001935, -0.1204),
    "names not in it": (0.1642, 0.4144, -0.09996, 0.02761, 0.07236),
    "passed over": (0.389, 0.6556, -0.1354, 0.1803, -0.04492),
    "differs in one thing": (0.1555, 0.3624, 0.1152, -0.3499, 0.2347),
    "against": (0.09416, 0.2921, -0.1043, -0.1839, 0.2883),
    "for": (0.3058, 0.4608, -0.0285, 0.093, -0.06451),
    "replaced": (0.08307, 0.2946, -0.08194, -0.1181, 0.2),
    "margin": (11.04, 9.004, 0.03975, -0.06321, 0.02346),
    "told": (0.6598, 0.278, -0.06656, -0.01762, 0.08419),
    "for, strictly": (0.07811, 0.2683, -0.1184, 0.52, -0.4016),
}
"""By indication: its mean, its spread, and its weights for silent, for and against. "" has the constants."""
