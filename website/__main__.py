"""`python -m website publish` gathers what students may see; `phrases` reads the texts."""

import argparse
import sys
from pathlib import Path

from website.phrases import complaints
from website.publish import publish
from website.tools import ROOT, BuildError


def main(arguments: list[str] | None = None) -> int:
    """Run one command; its exit code."""
    parser = argparse.ArgumentParser(prog="python -m website", description=__doc__)
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("publish", help="gather what students may see")
    command.add_argument("--to", type=Path, default=ROOT / "_build" / "student")
    commands.add_parser("phrases", help="name phrases in the texts that are not English")
    options = parser.parse_args(arguments)
    if not hasattr(options, "to"):
        said = list(complaints(ROOT))
        print(*said, sep="\n", end="\n" * bool(said), file=sys.stderr)
        return int(bool(said))
    try:
        publish(options.to)
    except BuildError as error:
        print(f"website: {error}", file=sys.stderr)
        return 1
    print(f"what students may see is in {options.to}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
