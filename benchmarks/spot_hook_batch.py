"""Judges every hook document of a folder as the Spot hook does, in one process. Prints the verdicts and its own time.

PYTHONPATH=hooks/spot-allocation-check/src python -m benchmarks.spot_hook_batch FOLDER
"""

import json
import sys
from pathlib import Path
from time import perf_counter

from awscommunity_spot_allocationcheck.settings import Settings
from awscommunity_spot_allocationcheck.verdict import judge
from awscommunity_spot_allocationcheck.wording import message_of, remarks_of

TARGET = "AWS::AutoScaling::AutoScalingGroup"


def main(folder: Path) -> None:
    groups = {file.name: json.loads(file.read_bytes())[TARGET]["resourceProperties"] for file in folder.iterdir()}
    settings = Settings(resolve_launch_templates=False)  # there is nothing to read them from
    started = perf_counter()
    verdicts = {name: judge(group, {}, settings, {}) for name, group in groups.items()}
    judged = perf_counter()
    for verdict in verdicts.values():
        message_of(verdict, settings)
        list(remarks_of(verdict))
    told = perf_counter()
    answer = {
        "Rejected": sorted(name for name, verdict in verdicts.items() if verdict.is_rejected),
        "SecondsToJudge": judged - started,
        "SecondsToTell": told - judged,
    }
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
