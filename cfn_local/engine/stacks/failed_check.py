"""A check before deployment that has failed: "Validate stack deployments" in the CloudFormation user guide."""

from dataclasses import dataclass
from enum import Enum
from typing import Any


class Check(Enum):
    """The checks, by the name in DescribeEvents and the name in the reason of a change set."""

    PROPERTIES = ("PROPERTY_VALIDATION", "AWS::EarlyValidation::PropertyValidation")
    NAMES = ("NAME_CONFLICT_VALIDATION", "AWS::EarlyValidation::ResourceExistenceCheck")
    EMPTINESS = ("BUCKET_EMPTINESS_VALIDATION", "AWS::EarlyValidation::BucketEmptinessCheck")

    @property
    def mode(self) -> str:
        """FAIL stops the operation before it provisions anything, WARN only tells."""
        return "WARN" if self is Check.EMPTINESS else "FAIL"


@dataclass(frozen=True)
class FailedCheck:
    """One resource that a check has objected to, and the place in the template."""

    check: Check
    logical_id: str
    type_name: str
    reason: str
    path: str
    physical_id: str = ""

    def as_answer(self) -> dict[str, Any]:
        """The members of an OperationEvent that only such an event has."""
        return {
            "LogicalResourceId": self.logical_id,
            "PhysicalResourceId": self.physical_id,
            "ResourceType": self.type_name,
            "ValidationFailureMode": self.check.mode,
            "ValidationName": self.check.value[0],
            "ValidationStatus": "FAILED",
            "ValidationStatusReason": self.reason,
            "ValidationPath": self.path,
        }
