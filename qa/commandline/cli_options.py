"""Options that several commands have."""

from __future__ import annotations

from enum import Enum
from typing import Annotated

import typer


class Format(str, Enum):  # noqa: UP042 - with a StrEnum, older releases of Typer show the default as "Format.TEXT"
    """How the outcome is printed."""

    text = "text"
    json = "json"
    jsonl = "jsonl"


class Shown(str, Enum):  # noqa: UP042 - as above
    """How one thing is printed."""

    text = "text"
    json = "json"


DossierFolder = Annotated[
    str | None,
    typer.Option(
        "--dossier", "-d", metavar="DIR", show_default=False,
        help="The folder with facts.yaml. Default: the nearest one upwards from here.",
    ),
]  # fmt: skip
FormatName = Annotated[
    Format, typer.Option("--format", help="text for people; json for scripts; jsonl is one object a line.")
]
File = Annotated[
    str | None,
    typer.Option("--file", "-f", metavar="FILE", show_default=False, help="Take one a line from a file; - is stdin."),
]
ShownAs = Annotated[Shown, typer.Option("--format", help="text for people; json for scripts.")]
