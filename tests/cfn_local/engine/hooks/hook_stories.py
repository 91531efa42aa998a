"""The words in which hooks are told: a registry of hooks whose handlers are real workers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cfn_local import environment
from cfn_local.engine.hooks import ResourceTarget, StackContext
from cfn_local.runtime.function import Function, InvocationResult

ACCOUNT_ID, REGION = environment.ACCOUNT_ID, environment.REGION
STACK_ID = f"arn:aws:cloudformation:{REGION}:{ACCOUNT_ID}:stack/web/00000000-0000-0000-0000-000000000000"
STACK = StackContext(STACK_ID, "web", ACCOUNT_ID, REGION)
BUCKET = ResourceTarget(
    operation="CREATE",
    stack=STACK,
    type_name="AWS::S3::Bucket",
    logical_id="Bucket",
    properties={"BucketName": "mine"},
)


@dataclass(frozen=True)
class Hook:
    """A default version of a hook."""

    type_name: str
    schema: Mapping[str, Any]
    answer: Callable[[Any], InvocationResult]
    version_id: str = "00000001"
    original_type_name: str | None = None

    @property
    def type_arn(self) -> str:
        return f"arn:aws:cloudformation:{REGION}:{ACCOUNT_ID}:type/hook/{self.type_name.replace('::', '-')}"

    def credentials(self, _account_id: str, _region: str) -> Mapping[str, str]:
        return environment.CALLER_CREDENTIALS

    def invoke(self, event: Any) -> InvocationResult:
        return self.answer(event)


@dataclass
class Hooks:
    """The hooks of an account, and their configurations."""

    hooks: list[Hook] = field(default_factory=list)
    configurations: dict[str, dict[str, Any]] = field(default_factory=dict)

    def default_versions(self, kind: str) -> list[Hook]:
        return self.hooks if kind == "HOOK" else []

    def configuration(self, kind: str, type_name: str) -> dict[str, Any] | None:
        return self.configurations.get(type_name) if kind == "HOOK" else None

    def add(self, type_name: str, answer: Callable[[Any], InvocationResult] | Function, **configured: Any) -> Hook:
        """A hook on buckets, before every operation, enabled and in FAIL mode unless `configured` says otherwise."""
        called = answer.invoke if isinstance(answer, Function) else answer
        handlers = configured.pop("handlers", on("AWS::S3::Bucket"))
        hook = Hook(type_name, {"typeName": type_name, "handlers": handlers}, called)
        self.hooks.append(hook)
        self.configurations[type_name] = document(**configured)
        return hook


def on(*target_names: str, handlers: tuple[str, ...] = ("preCreate", "preUpdate", "preDelete")) -> dict[str, Any]:
    return {handler: {"targetNames": list(target_names), "permissions": []} for handler in handlers}


def document(**members: Any) -> dict[str, Any]:
    """The document of a hook that is enabled and in FAIL mode, unless `members` say otherwise."""
    configuration = {"HookInvocationStatus": "ENABLED", "FailureMode": "FAIL", **members}
    return {"CloudFormationConfiguration": {"HookConfiguration": configuration}}


def succeeds(_event: Any) -> InvocationResult:
    return InvocationResult({"hookStatus": "SUCCESS", "message": "fine"}, "")


def fails(_event: Any) -> InvocationResult:
    return InvocationResult({"hookStatus": "FAILED", "errorCode": "NonCompliant", "message": "bad"}, "")
