"""Write qa/data/facts.schema.json, the schema of facts.yaml for editors, from the tables that read the file.

PYTHONPATH=. python scripts/build_schema.py           # write it
PYTHONPATH=. python scripts/build_schema.py --check   # exit 1 if it is not up to date
"""

from __future__ import annotations

import argparse
from pathlib import Path

from qa.record.json_schema import FILE_NAME, facts_schema, schema_text

TARGET = Path(__file__).resolve().parent.parent / "qa" / "data" / FILE_NAME


def main(arguments: list[str] | None = None, target: Path = TARGET) -> int:
    """Write the schema, or only compare it with what is written; return the exit status."""
    parser = argparse.ArgumentParser(description="Write the editors' schema of facts.yaml.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if it is not up to date")
    content = schema_text(facts_schema())
    if parser.parse_args(arguments).check:
        if target.exists() and target.read_text(encoding="utf-8") == content:
            return 0
        print(f"{target.name} is not up to date: run scripts/build_schema.py")
        return 1
    target.write_text(content, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
