"""A requested registration, as DescribeTypeRegistration shows it."""

from dataclasses import dataclass, field
from threading import Event

_MOST_CHARACTERS_OF_DESCRIPTION = 1024


@dataclass
class Registration:
    """IN_PROGRESS until it is complete or failed. The ARNs are those that its version has, or would have."""

    token: str
    kind: str
    type_name: str
    type_arn: str | None
    type_version_arn: str | None
    client_request_token: str | None = None
    status: str = "IN_PROGRESS"
    description: str | None = None
    _settled: Event = field(default_factory=Event, repr=False)

    def complete(self) -> None:
        self._settle("COMPLETE", "Deployment is currently in DEPLOY_STAGE of status COMPLETED")

    def fail_validation(self, reason: str) -> None:
        """Fail the registration: the version will not exist."""
        self.type_arn = self.type_version_arn = None
        stages = "VALIDATION_STAGE of status FAILED; Next is DEPLOY_STAGE with status CANCELLED"
        self._fail(stages, reason)

    def fail_deployment(self, reason: str) -> None:
        self._fail("DEPLOY_STAGE of status FAILED", reason)

    def wait(self, seconds: float) -> None:
        """Wait until it is complete or has failed, or for this many seconds."""
        self._settled.wait(seconds)

    def _fail(self, stages: str, reason: str) -> None:
        told = f"Deployment failed with error. Error message: [{self.token}] {reason}"
        self._settle("FAILED", f"Deployment is currently in {stages}\n{told}")

    def _settle(self, status: str, description: str) -> None:
        self.description = _cut(description)
        self.status = status
        self._settled.set()


def _cut(text: str) -> str:
    most = _MOST_CHARACTERS_OF_DESCRIPTION
    return text if len(text) <= most else text[: most - 3] + "..."
