"""What can be said of a template that cannot be loaded: the types that are missing, whatever their conditions."""

from collections.abc import Iterator

from cfn_local.engine.deployment.obstacles import Obstacle, missing_type
from cfn_local.engine.deployment.resolved import types_of
from cfn_local.engine.template import TemplateError
from cfn_local.engine.template.document import read

# Those of modules and of the SAM transform are no types of resources.
_MODULE, _OF_SAM = "::MODULE", "AWS::Serverless::"


def missing_types(body: str, account_id: str, region: str) -> Iterator[Obstacle]:
    """An obstacle for each type that is missing here, if the text is a document at all."""
    by_type: dict[str, list[str]] = {}
    for logical_id, type_name in _declared(body):
        if not type_name.endswith(_MODULE) and not type_name.startswith(_OF_SAM):
            by_type.setdefault(type_name, []).append(logical_id)
    _, missing = types_of(by_type, account_id, region)
    for name, error in missing.items():
        yield missing_type(name, tuple(by_type[name]), is_of_aws=error.is_of_aws)


def _declared(body: str) -> Iterator[tuple[str, str]]:
    try:
        resources = read(body).get("Resources")
    except TemplateError:
        return
    for logical_id, member in resources.items() if isinstance(resources, dict) else ():
        if isinstance(member, dict) and isinstance(member.get("Type"), str):
            yield str(logical_id), member["Type"]
