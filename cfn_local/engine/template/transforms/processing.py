"""The order of transforms: Fn::Transform from the inside out, then the Transform section from first to last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from cfn_local.engine.template.errors import TemplateError
from cfn_local.engine.template.strictness import judge
from cfn_local.engine.template.transforms import hosted_rotations, include, language_extensions, macro, serverless
from cfn_local.engine.template.transforms.application import Account, Application, Inputs
from cfn_local.engine.template.transforms.known_values import KnownValues
from cfn_local.engine.template.transforms.uses import FUNCTION, SECTION, Use, declared, uses_of
from cfn_local.engine.template.values import text_of

Transform = Callable[[Application], Any]

# AWS's own transforms; any other name is that of a macro of the account.
TRANSFORMS: Mapping[str, Transform] = {
    "AWS::Include": include.include,
    "AWS::LanguageExtensions": language_extensions.extend,
    "AWS::Serverless-2016-10-31": serverless.translate,
    **dict.fromkeys(hosted_rotations.NAMES, hosted_rotations.host),
}
_ONLY_AS_SECTION = frozenset(TRANSFORMS) - {"AWS::Include"}


def require_known(names: Iterable[str]) -> None:
    """Raise TemplateError if one of the names is that of a transform that only AWS has."""
    lacking = [name for name in names if name.startswith("AWS::") and name not in TRANSFORMS]
    if lacking:
        raise TemplateError(f"The local CloudFormation does not have the transform {', '.join(lacking)}.")


def processed(document: Mapping[str, Any], inputs: Inputs, account: Account) -> dict[str, Any]:
    """The document once all its transforms have run. Raises TemplateError if one fails."""
    process = _Process(inputs, account, KnownValues(document, inputs))
    template = process.within({name: section for name, section in document.items() if name != SECTION})
    for use in declared(document):
        template = process.apply(use, _template(template), is_embedded=False)
    return _template(template)


def _template(found: Any) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise TemplateError("Template format error: unsupported structure.")
    return found


@dataclass(frozen=True)
class _Process:
    inputs: Inputs
    account: Account
    known: KnownValues

    def within(self, value: Any) -> Any:
        """The value once every Fn::Transform in it has run."""
        if isinstance(value, list):
            return [self.within(element) for element in value]
        if not isinstance(value, dict):
            return value
        if isinstance(path := value.get("Fn::GetAtt"), str) and len(value) == 1:
            return {"Fn::GetAtt": path.split(".", 1)}  # in the one form that every transform understands
        found: Any = {name: self.within(member) for name, member in value.items() if name != FUNCTION}
        for use in uses_of(value[FUNCTION]) if FUNCTION in value else ():
            found = self.apply(use, found, is_embedded=True)
        return found

    def apply(self, use: Use, fragment: Any, *, is_embedded: bool) -> Any:
        """The fragment that the transform makes of this one."""
        parameters = {name: self._parameter(use, name, value) for name, value in use.parameters.items()}
        application = Application(replace(use, parameters=parameters), fragment, is_embedded, self.inputs, self.account)
        if is_embedded and use.name in _ONLY_AS_SECTION:
            raise application.failure("It can be declared only in the Transform section of the template.")
        found = TRANSFORMS.get(use.name, macro.invoke)(application)
        judge(found)
        return found

    def _parameter(self, use: Use, name: str, value: Any) -> Any:
        found = self.known.value(value)
        if any(text_of(element) is None for element in (found if isinstance(found, list) else [found])):
            raise TemplateError(
                f"The value of parameter {name} under transform {use.name} must resolve to a string, number, boolean "
                "or a list of any of these."
            )
        return found
