"""The edge of the program: `qa` and `python -m qa`. Nobody sees a traceback, whatever happens further in.

A plain `qa ask QUESTION` or `qa check CLAIM` is read here, and loads only what it needs; every other command line is
read by Typer (docs/decisions/0003-cold-start.md). Both call the same functions of `qa.commandline.commands`.
"""

from __future__ import annotations

import gc
import io
import os
import sys

INTERRUPTED, PIPE_CLOSED, TERMINATED, FAILED = 130, 141, 143, 2
PLAIN_VALUES = {"--dossier": "dossier", "-d": "dossier", "--format": "form"}
FORMATS = ("text", "json", "jsonl")


def main(arguments: list[str] | None = None) -> int:
    """Run a command line (default: the program's own) and return the exit status."""
    if sys.stdout is None:
        _complain("qa: the standard output is closed")
        return FAILED
    try:
        _prepare()
        status = _run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        status = INTERRUPTED
    except BrokenPipeError:
        status = PIPE_CLOSED
    except Exception as error:  # noqa: BLE001 - the last chance to say it in one line
        _report(error)
        status = FAILED
    else:
        return status
    _drop_output()
    return status


def _run(arguments: list[str]) -> int:
    plain = None if "_QA_COMPLETE" in os.environ else plain_text(arguments)
    if plain is not None:
        gc.disable()  # one answer makes little garbage, and looking for it took a tenth of the time
        text, options, explain = plain
        if arguments[0] == "check":
            from qa.commandline.check import check as command
        else:
            from qa.commandline.commands import ask as command  # type: ignore[assignment]  # its first parameter has another name
        from qa.commandline.commands import HERE

        status = command(text, explain=explain, many=HERE, **options)
        gc.freeze()  # nor is any looked for on the way out
        return status
    from qa.commandline import cli

    return cli.run(arguments)


def plain_text(arguments: list[str]) -> tuple[str, dict[str, str], bool] | None:
    """Return the text, the options with a value and --explain of a plain ask or check; None for any other.

    >>> plain_text(["ask", "When?", "--format", "json"])
    ('When?', {'form': 'json'}, False)
    >>> plain_text(["ask", "-x"])
    """
    if arguments[:1] not in (["ask"], ["check"]):
        return None
    texts: list[str] = []
    options: dict[str, str] = {}
    explain = False
    words = iter(arguments[1:])
    for word in words:
        name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if word == "--explain":
            explain = True
        elif name in PLAIN_VALUES:
            value = value if equals else next(words, "")
            if not value or value.startswith("-") or PLAIN_VALUES[name] in options:
                return None
            options[PLAIN_VALUES[name]] = value
        elif word.startswith("-"):
            return None
        else:
            texts.append(word)
    return (texts[0], options, explain) if len(texts) == 1 and options.get("form", "text") in FORMATS else None


def _prepare() -> None:
    """Make output UTF-8 with plain line ends everywhere, and being terminated an orderly way out."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # starting threads is half of numpy's import
    import signal

    signal.signal(signal.SIGTERM, _terminate)


def _terminate(_number: int, _frame: object) -> None:
    sys.exit(TERMINATED)


def _report(error: Exception) -> None:
    """Say in one line a mistake what could not be done."""
    from qa.model import QAError
    from qa.rendering.answers import safe

    if isinstance(error, QAError):
        for line in map(str, error.problems) if error.problems else (f"qa: {error.message}",):
            _complain(safe(line))
    elif isinstance(error, MemoryError):
        _complain("qa: not enough memory")
    elif isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else "cannot write the output: "
        _complain(safe(f"qa: {where}{error.strerror or error}"))
    else:
        if os.environ.get("QA_TRACEBACK"):
            raise error
        _complain(safe(f"qa: internal error: {type(error).__name__}: {error} (QA_TRACEBACK=1 shows where)"))


def _complain(line: str) -> None:
    if sys.stderr is not None:
        try:
            sys.stderr.write(line.replace("\n", " ") + "\n")
        except OSError:
            return


def _drop_output() -> None:
    """Let what is still to be written go nowhere, so that Python does not fail on it while it shuts down."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # not a real file: under a test
        return


if __name__ == "__main__":
    sys.exit(main())
