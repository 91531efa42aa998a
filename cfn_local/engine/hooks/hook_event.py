"""The events of an invocation of a hook."""

from dataclasses import dataclass

from cfn_local.engine.hooks.target import INVOCATION_POINT


@dataclass(frozen=True)
class HookEvent:
    """The hook's part of a stack event."""

    type_name: str
    status: str
    reason: str
    failure_mode: str
    invocation_id: str

    def as_answer(self) -> dict[str, str]:
        """The members of CloudFormation's StackEvent that only a hook's event has."""
        return {
            "HookType": self.type_name,
            "HookStatus": self.status,
            "HookStatusReason": self.reason,
            "HookInvocationPoint": INVOCATION_POINT,
            "HookInvocationId": self.invocation_id,
            "HookFailureMode": self.failure_mode,
        }
