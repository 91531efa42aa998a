"""Stack statuses and what they allow, after "Stack status codes" in the CloudFormation user guide."""

REVIEW_IN_PROGRESS = "REVIEW_IN_PROGRESS"

# Statuses in which an update may start.
UPDATABLE = frozenset(
    {"CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE", "IMPORT_ROLLBACK_COMPLETE"}
)


# Statuses in which an operation has left what succeeded, and from which an update or a rollback goes on.
PRESERVED = frozenset({"CREATE_FAILED", "UPDATE_FAILED"})


def is_moving(status: str) -> bool:
    """Whether an operation is in progress."""
    return status.endswith("_IN_PROGRESS") and status != REVIEW_IN_PROGRESS
