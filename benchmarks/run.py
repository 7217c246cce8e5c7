"""Every published figure, one after the other: python benchmarks/run.py [DATA]   (DATA: ../shared/data)

Each script also runs alone. Where the shared data is missing, what can't be measured is said.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(data: Path) -> int:
    python = sys.executable
    commands = [
        [HERE / "pages.py", data / "pages" / "pages-dev.jsonl.gz"],
        [HERE / "language.py", data],
        [HERE / "attribution.py"],
        [HERE / "events.py"],
        [HERE / "cost.py"],
    ]
    failed = 0
    for script, *arguments in commands:
        print(f"\n$ python benchmarks/{script.name} {' '.join(map(str, arguments))}", flush=True)
        if script.name != "cost.py" and not data.is_dir():
            print(f"not measured: {data} is missing")
            continue
        failed += subprocess.run([python, str(script), *map(str, arguments)], check=False).returncode != 0
    return failed


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else HERE.parents[1] / "shared" / "data")))
