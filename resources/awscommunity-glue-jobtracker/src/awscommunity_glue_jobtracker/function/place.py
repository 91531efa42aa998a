"""Where the function runs, and the console links for it."""

from dataclasses import dataclass
from urllib.parse import quote

CONSOLES = {  # by partition; elsewhere the address of the console is not public
    "aws": "https://{region}.console.aws.amazon.com",
    "aws-cn": "https://{region}.console.amazonaws.cn",
    "aws-us-gov": "https://{region}.console.amazonaws-us-gov.com",
    "aws-eusc": "https://{region}.console.amazonaws-eusc.eu",
}


@dataclass(frozen=True)
class Place:
    """A partition, a Region of it and an account."""

    partition: str
    region: str
    account: str

    def job_arn(self, job: str) -> str:
        return f"arn:{self.partition}:glue:{self.region}:{self.account}:job/{job}"

    def link(self, job: str, run_id: str = "") -> str:
        """Return the console URL of the run, or of the job's runs; empty if unknown."""
        if self.partition not in CONSOLES:
            return ""
        console = CONSOLES[self.partition].format(region=self.region)
        end = f"/run/{quote(run_id, safe='')}" if run_id else "/runs"
        return f"{console}/gluestudio/home?region={self.region}#/job/{quote(job, safe='')}{end}"


def place_of(function_arn: str) -> Place:
    """Return the place of the function with this ARN."""
    _, partition, _, region, account, *_ = function_arn.split(":")
    return Place(partition, region, account)
