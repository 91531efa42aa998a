"""The states of a stack, and what may be done in each. After "Stack status codes" of the CloudFormation user guide."""

REVIEW_IN_PROGRESS = "REVIEW_IN_PROGRESS"

# An update may start from these.
UPDATABLE = frozenset(
    {"CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE", "IMPORT_ROLLBACK_COMPLETE"}
)


def is_moving(status: str) -> bool:
    """Whether an operation is under way."""
    return status.endswith("_IN_PROGRESS") and status != REVIEW_IN_PROGRESS
