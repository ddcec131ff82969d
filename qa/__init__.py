"""Answer questions from news articles through a hand-curated facts file, always with the source.

The library's front door is `open_dossier`::

    import qa

    answer = qa.open_dossier(".").ask("When did the bridge open?")
    print(answer.status, answer.answer, answer.sources)
"""

from __future__ import annotations

from qa.dossier import Dossier, open_dossier
from qa.model import Answer, QAError, Source

__version__ = "0.1.0"

__all__ = ["Answer", "Dossier", "QAError", "Source", "__version__", "open_dossier"]
