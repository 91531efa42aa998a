"""Runs of Glue jobs. moto decides how its runs end; here the caller states how one went."""

from typing import Any


def tell(account_id: str, region: str, run: dict[str, Any]) -> None:
    """Make GetJobRun and GetJobRuns return `run`, a JobRun with JobName and Id. Raise ValueError if there is none."""
    from moto.glue.exceptions import EntityNotFoundException
    from moto.glue.models import glue_backends

    try:
        started = glue_backends[account_id][region].get_job_run(run["JobName"], run["Id"])
    except KeyError as error:
        raise ValueError(f"A run is told of by its {error.args[0]} too.") from error
    except EntityNotFoundException as error:
        raise ValueError(f"{run['JobName']} has no run {run['Id']}.") from error
    started.as_dict = lambda: run  # type: ignore[method-assign]
