"""One way of aggregating the rows in a file, in this process. Prints JSON.

PYTHONPATH=resources/awscommunity-glue-jobtracker/src python benchmarks/glue_report_aggregation.py WAY FILE
"""

import json
import resource
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

RATES = {
    "Standard": (0.44, 0.308),
    "Flex": (0.29, 0.203),
    "MemoryOptimized": (0.52, 0.364),
    "PythonShell": (0.44, 0.44),
}
UNITS = {"G.025X": 0.25, "G.1X": 1.0, "G.2X": 2.0, "G.16X": 16.0, "R.2X": 2.0}
COLUMNS = [
    *("seconds", "used", "state", "attempt", "worker_type", "workers", "capacity", "execution_class", "version"),
    *("timeout", "breaches", "marks", "job"),
]
Jobs = dict[str, tuple[int, float]]  # runs and cost


def with_the_report(file: str) -> Jobs:
    """Aggregate with the function's own modules, row by row."""
    from awscommunity_glue_jobtracker.function.rates import BUILT_IN
    from awscommunity_glue_jobtracker.function.tally import Tally
    from awscommunity_glue_jobtracker.function.week import by_job, priced

    tally = Tally()
    with open(file) as rows:  # noqa: PTH123
        tally.add(row[:-1] for row in rows)
    return {job.name: (job.runs, job.cost) for job in by_job(priced(tally, BUILT_IN))}


def with_pandas_row_by_row(file: str) -> Jobs:
    """Apply a function that prices one row to each row."""
    frame = _frame(file)
    frame["cost"] = frame.apply(_cost, axis=1)
    return _by_job(frame)


def with_pandas_vectorised(file: str) -> Jobs:
    """The same price, computed for whole columns."""
    frame = _frame(file)
    shell = (frame.worker_type == "") & (frame.capacity <= 1)
    flex = (frame.execution_class == "FLEX") & ~frame.worker_type.str.startswith("R.") & ~shell
    family = frame.worker_type.str.startswith("R.").map({True: "MemoryOptimized", False: "Standard"})
    family = family.mask(flex, "Flex").mask(shell, "PythonShell")
    newer = frame.version.str.split(".").str[0].astype(int) >= 6
    rate = family.map({name: pair[0] for name, pair in RATES.items()})
    rate = rate.mask(newer, family.map({name: pair[1] for name, pair in RATES.items()}))
    units = (frame.worker_type.map(UNITS) * frame.workers).fillna(frame.capacity)
    old = frame.version.isin(["0.9", "1.0"]) & family.isin(["Standard", "MemoryOptimized"])
    old &= ~frame.worker_type.str.startswith("R.")
    minimum = old.map({True: 600, False: 60})
    plain = (units * frame.seconds.clip(lower=minimum)).where(frame.seconds > 0, 0.0)
    counted = frame.used.clip(lower=minimum * units / frame.workers.replace(0, 1))
    frame["cost"] = counted.where(frame.used > 0, plain) / 3600 * rate
    return _by_job(frame)


def _frame(file: str) -> Any:
    pandas = import_module("pandas")  # installed in its own environment, where mypy cannot find it
    text = dict.fromkeys(("state", "worker_type", "execution_class", "version", "breaches", "marks", "job"), str)
    frame = pandas.read_csv(file, sep="|", names=COLUMNS, dtype=text, keep_default_na=False, na_values={"used": [""]})
    frame["used"] = frame["used"].fillna(0.0)
    return frame


def _by_job(frame: Any) -> Jobs:
    jobs = frame.groupby("job").agg(runs=("cost", "size"), cost=("cost", "sum"))
    return {job: (int(runs), float(cost)) for job, runs, cost in jobs.itertuples()}


def _cost(row: Any) -> float:
    is_shell = not row.worker_type and row.capacity <= 1
    is_memory = row.worker_type.startswith("R.")
    family = "PythonShell" if is_shell else "MemoryOptimized" if is_memory else "Standard"
    if family == "Standard" and row.execution_class == "FLEX":
        family = "Flex"
    rate = RATES[family][int(row.version.split(".")[0]) >= 6]
    units = UNITS.get(row.worker_type, 0) * row.workers or row.capacity
    minimum = 600 if row.version in ("0.9", "1.0") and family == "Standard" else 60
    if row.used > 0:
        return float(max(row.used, minimum * units / (row.workers or 1)) / 3600 * rate)
    return float(units * max(row.seconds, minimum) / 3600 * rate if row.seconds else 0.0)


WAYS: dict[str, Callable[[str], Jobs]] = {
    "pandas, row by row": with_pandas_row_by_row,
    "pandas, vectorised": with_pandas_vectorised,
    "the report": with_the_report,
}


if __name__ == "__main__":
    way, file = sys.argv[1:]
    jobs = WAYS[way](file)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)  # bytes
    sys.stdout.write(json.dumps({"Jobs": jobs, "PeakMegabytes": most / 1e6}))
