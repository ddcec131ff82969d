"""What `qa.verdicts.leaning` has learnt: made by scripts/fit_leaning.py, not by hand."""

from __future__ import annotations

WEIGHTS: dict[str, tuple[float, float, float, float, float]] = {
    "": (0.0, 1.0, -2.01, 1.242, 0.7678),
    "answered": (22.31, 11.36, -1.883, 0.8462, 1.036),
    "affirmed": (4.493, 14.57, 0.2741, 0.4348, -0.7089),
    "nearest": (0.001365, 0.1188, -0.181, 0.5186, -0.3376),
    "strange words": (0.1414, 0.1724, 0.3987, -0.3936, -0.005082),
    "denials": (0.2212, 0.4425, -0.1191, -0.01465, 0.1337),
    "numbers not in it": (0.0499, 0.235, 0.1439, 0.01818, -0.162),
    "times not in it": (0.0409, 0.2029, 0.05112, 0.004904, -0.05603),
    "names not in it": (0.1826, 0.4387, -0.1192, 0.02181, 0.09744),
    "passed over": (0.3851, 0.6478, -0.2632, 0.2138, 0.04942),
    "differs in one thing": (0.1628, 0.3692, 0.1004, -0.3206, 0.2202),
    "against": (0.09687, 0.2958, -0.08445, -0.2755, 0.36),
    "for": (0.2943, 0.4557, -0.02252, 0.1122, -0.08966),
    "replaced": (0.08033, 0.2865, -0.08567, -0.1458, 0.2315),
    "margin": (11.24, 9.184, 0.1307, -0.04734, -0.08332),
    "told": (0.6578, 0.2787, -0.08199, 0.0171, 0.06489),
    "for, strictly": (0.07779, 0.2678, -0.2423, 0.628, -0.3856),
}
"""By indication: its mean, its spread, and its weights for silent, for and against. "" has the constants."""
