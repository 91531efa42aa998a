"""Guard rules of the one who checks a template, beside the hooks of the account and without being registered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from cfn_local.engine.hooks.managed.guard_documents import guard_document
from cfn_local.engine.hooks.managed.guard_hook import answer_of
from cfn_local.engine.hooks.selection import HookRegistry, HookVersion
from cfn_local.registry.type_versions import Registry
from cfn_local.runtime import cfn_guard
from cfn_local.runtime.function import InvocationResult

# Stands where reports name a hook; no hook can have this name.
NAME = "cfn-guard"
_SECONDS = 60
_SETTINGS = {"HookInvocationStatus": "ENABLED", "FailureMode": "FAIL", "TargetOperations": ["RESOURCE"]}


def with_rules(registry: Registry, rules: Mapping[str, str]) -> HookRegistry:
    """Return the registry with one more hook, which evaluates the rules in FAIL mode; itself if there are none."""
    return _WithRules(registry, _RulesAsHook(rules, registry.account_id, registry.region)) if rules else registry


@dataclass(frozen=True)
class _WithRules:
    registry: HookRegistry
    hook: "_RulesAsHook"

    def default_versions(self, kind: str, /) -> Iterable[HookVersion]:
        return [*self.registry.default_versions(kind), *([self.hook] if kind == "HOOK" else [])]

    def configuration(self, kind: str, type_name: str, /) -> Mapping[str, Any] | None:
        if type_name != NAME:
            return self.registry.configuration(kind, type_name)
        return {"CloudFormationConfiguration": {"HookConfiguration": _SETTINGS}}


@dataclass(frozen=True)
class _RulesAsHook:
    rules: Mapping[str, str]
    account_id: str
    region: str
    type_name: str = NAME
    version_id: str = "00000001"
    type_arn: str = ""
    original_type_name: str | None = None

    @property
    def schema(self) -> Mapping[str, Any]:
        return {"handlers": {"preCreate": {"targetNames": ["*"]}}}

    def credentials(self, _account_id: str, _region: str, /) -> Mapping[str, str]:
        return {}

    def invoke(self, event: Any, /) -> InvocationResult:
        document = guard_document(event, self.account_id, self.region)
        evaluation = cfn_guard.evaluate_texts(self.rules, document, _SECONDS)
        answer = answer_of(evaluation)
        if not evaluation.failed_rules:
            passed, skipped = len(evaluation.passed_rules), len(evaluation.skipped_rules)
            answer["message"] = f"rules that pass: {passed}, that do not apply: {skipped}"
        return InvocationResult(answer, "")
