"""The ways in which an operation on a stack may end when it fails."""

from enum import Enum


class OnFailure(Enum):
    """What happens after a failure.

    Clients choose ROLLBACK, DELETE and DO_NOTHING by OnFailure or OnStackFailure of a creation, and DISABLE_ROLLBACK by
    DisableRollback of any operation. A nested stack is left to its parent.
    """

    ROLLBACK = "ROLLBACK"
    DELETE = "DELETE"
    DO_NOTHING = "DO_NOTHING"
    DISABLE_ROLLBACK = "DISABLE_ROLLBACK"
    LEAVE_TO_PARENT = "LEAVE_TO_PARENT"

    @property
    def preserves(self) -> bool:
        """Whether resources that have succeeded stay, and independent ones are still begun."""
        return self in (OnFailure.DO_NOTHING, OnFailure.DISABLE_ROLLBACK)
