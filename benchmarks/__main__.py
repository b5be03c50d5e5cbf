"""`python -m benchmarks [TABLE]`: print the speed tables and write _build/bench.json.

Each table is a module of this package with a function `rows()`. A ratio says how many times faster
ours is than its peer, in CPU time; the peer `limit` is a time that must not be exceeded. Tables run
in processes of their own, on one thread.
"""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.timing import Row

ROOT = Path(__file__).resolve().parents[1]
RESULT = ROOT / "_build" / "bench.json"
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

# table -> whether it needs the peers' environment
TABLES = {
    "network": True,
    "imports": False,
    "figures": False,
    "grading": False,
    "site": False,
    "python": False,
}


def main(wanted: Sequence[str]) -> None:
    unknown = set(wanted) - set(TABLES)
    if unknown:
        sys.exit(f"there is no table {', '.join(unknown)}; choose from {', '.join(TABLES)}")
    rows: list[Row] = []
    for table in wanted or TABLES:
        rows += measure(table)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n")
    show(rows)


def measure(table: str) -> list[Row]:
    python = peers() if TABLES[table] else sys.executable
    code = f"import json; from benchmarks.{table} import rows; print(json.dumps(list(rows())))"
    done = subprocess.run(
        [python, "-c", code],
        cwd=ROOT,
        env=os.environ | ONE_THREAD,
        stdout=subprocess.PIPE,
        text=True,
    )
    if done.returncode:
        sys.exit(f"the table {table} could not be measured")
    return json.loads(done.stdout)


def peers() -> str:
    """Return the Python of the peers' environment, made when it is first needed.

    pip makes it, because PyTorch's build without CUDA, 190 MB in place of gigabytes, comes from
    where pip is configured to look (for example PIP_EXTRA_INDEX_URL).
    """
    folder = ROOT / ".venv-bench"
    python = str(folder / "bin" / "python")
    requirements = ROOT / "benchmarks" / "requirements.txt"
    stamp = folder / ".complete"
    if not stamp.exists() or stamp.read_text() != requirements.read_text():
        print("making .venv-bench for the peers", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--no-deps", "-r", str(requirements)]
        if subprocess.run(pip).returncode:
            sys.exit("pip could not install benchmarks/requirements.txt: is an index reachable?")
        stamp.write_text(requirements.read_text())
    return python


def show(rows: Sequence[Row]) -> None:
    table = [["table", "workload", "peer", "ours", "theirs", "unit", "ratio", "bar"]]
    for row in rows:
        bar = "" if row["bar"] is None else f"{row['bar']:g}"
        mark = " below" if bar and row["ratio"] < row["bar"] else ""
        numbers = [f"{row['ours']:.1f}", f"{row['theirs']:.1f}", row["unit"], f"{row['ratio']:.2f}"]
        table.append([row["table"], row["workload"], row["peer"], *numbers, bar + mark])
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for line in table:
        print("  ".join(text.ljust(w) for text, w in zip(line, widths, strict=True)).rstrip())


if __name__ == "__main__":
    main(sys.argv[1:])
