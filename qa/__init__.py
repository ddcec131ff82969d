"""Answer questions from news articles through a hand-curated facts file, always with the source.

The library's front door is `open_dossier`::

    import qa

    answer = qa.open_dossier(".").ask("When did the bridge open?")
    print(answer.status, answer.answer, answer.sources)
"""

from __future__ import annotations

TYPE_CHECKING = False  # true for type checkers, which go by the name; importing typing takes longer than an answer
if TYPE_CHECKING:
    from qa.dossier import Dossier, open_dossier
    from qa.model import Answer, QAError, Source, Verdict

__version__ = "0.1.0"

__all__ = ["Answer", "Dossier", "QAError", "Source", "Verdict", "__version__", "open_dossier"]

_FROM_DOSSIER = ("Dossier", "open_dossier")


def __getattr__(name: str) -> object:
    """Import what is exported where it is first used: the command line says no more than `import qa` to begin with."""
    if name not in __all__:
        message = f"module 'qa' has no attribute {name!r}"
        raise AttributeError(message)
    from importlib import import_module

    return getattr(import_module("qa.dossier" if name in _FROM_DOSSIER else "qa.model"), name)
