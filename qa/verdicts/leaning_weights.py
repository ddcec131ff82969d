"""What `qa.verdicts.leaning` has learnt: made by scripts/fit_leaning.py, not by hand."""

from __future__ import annotations

WEIGHTS: dict[str, tuple[float, float, float, float, float]] = {
    "": (0.0, 1.0, -2.055, 1.25, 0.8044),
    "answered": (22.51, 11.03, -1.889, 0.8686, 1.02),
    "affirmed": (4.679, 14.29, 0.06749, 0.7708, -0.8383),
    "strange words": (0.1443, 0.1729, 0.3264, -0.4517, 0.1252),
    "denials": (0.2238, 0.4398, -0.1415, 0.02691, 0.1146),
    "numbers not in it": (0.04902, 0.2353, 0.1771, -0.001635, -0.1755),
    "times not in it": (0.03668, 0.1933, 0.1028, -0.02577, -0.077),
    "names not in it": (0.1739, 0.4284, -0.1105, 0.04593, 0.06454),
    "passed over": (0.3927, 0.6572, -0.1315, 0.1885, -0.05694),
    "differs in one thing": (0.1583, 0.365, 0.0801, -0.2734, 0.1933),
    "against": (0.09456, 0.2926, -0.0678, -0.2766, 0.3444),
    "for": (0.3043, 0.4601, 0.00354, 0.09457, -0.09811),
    "replaced": (0.07908, 0.286, -0.02165, -0.1828, 0.2045),
    "margin": (11.05, 9.03, 0.1204, -0.08995, -0.03044),
    "told": (0.6588, 0.2773, -0.1235, -0.0009061, 0.1244),
    "for, strictly": (0.07751, 0.2674, -0.1304, 0.5369, -0.4065),
}
"""By indication: its mean, its spread, and its weights for silent, for and against. "" has the constants."""
