"""The skeleton of a declaration, derived from the schema of an AWS resource type and its service's model."""

import difflib
import json
import re
import subprocess
import sys
from dataclasses import dataclass
from typing import Any

from botocore.session import Session
from workspace import BIN, ROOT

from cfn_local.engine.types.aws.matching import Names
from cfn_local.engine.types.aws.type_files import file_of
from cfn_local.registry import provider_schemas
from cfn_local.schemas import paths

REGION = "us-east-1"
FOLDER = ROOT / "cfn_local" / "engine" / "types" / "aws"
# Services whose name in types differs from botocore's.
SERVICES = {
    "CertificateManager": "acm",
    "DocDB": "docdb",
    "ElasticLoadBalancing": "elb",
    "ElasticLoadBalancingV2": "elbv2",
    "KinesisFirehose": "firehose",
    "OpenSearchService": "opensearch",
    "StepFunctions": "stepfunctions",
}
VERBS = {
    "create": ("Create", "Put", "Register", "Run", "Allocate", "Request", "Start", "Add"),
    "read": ("Describe", "Get"),
    "update": ("Update", "Modify", "Put", "Set"),
    "delete": ("Delete", "Deregister", "Terminate", "Release", "Remove"),
    "list": ("List", "Describe"),
}


def main(type_name: str) -> int:
    """Write the file and print the next steps. Return 2 if there is nothing to write."""
    schema = provider_schemas.schema(type_name, REGION)
    if schema is None:
        near = difflib.get_close_matches(type_name, provider_schemas.type_names(REGION), 3)
        hint = f" Did you mean {' or '.join(near)}?" if near else ""
        print(f"new: AWS has no resource type {type_name}.{hint}", file=sys.stderr)
        return 2
    file = FOLDER / f"{file_of(type_name)}.py"
    if file.exists():
        print(f"new: {type_name} is there: {file.relative_to(ROOT)}", file=sys.stderr)
        return 2
    file.write_text(skeleton(schema), "utf-8")
    for tidy in (["check", "--fix", "--select=F401,I"], ["format"]):
        subprocess.run([BIN / "ruff", *tidy, "--quiet", file], cwd=ROOT, check=True)
    print(
        f"new: wrote {file.relative_to(ROOT)}\n"
        "  1. Hold each call against the API; cfn_local/engine/types/aws/declaration.py\n"
        "     tells what matches by itself and what is stated.\n"
        "  2. State in proofs what moto really keeps; take the rest away.\n"
        f"  3. .venv/bin/pytest -q tests/cfn_local/engine/types/aws -k {type_name.removeprefix('AWS::')}"
    )
    return 0


def skeleton(schema: dict[str, Any]) -> str:
    """Return the text of the file."""
    name = schema["typeName"]
    api = _Api(_service_of(name), name.rpartition("::")[2])
    read_only = {path[0] for path in paths.of(schema, "readOnlyProperties")}
    settable = [each for each in schema["properties"] if each not in read_only and each != "Tags"]
    needed = [each for each in settable if each in schema.get("required", ())]
    identifier = paths.of(schema, "primaryIdentifier")[0][0]
    create = api.action("create")
    beyond = [each for each in settable if not api.takes(create, each)]
    lines = [
        f'"""{name}: Ref is its {identifier}."""',
        "",
        "from __future__ import annotations",
        "",
        "from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging",
        "from cfn_local.engine.types.aws.ec2_tags import EC2_TAGS",
        "",
        *([f"# {create} does not take {', '.join(beyond)}."] if beyond else []),
        "TYPE = Declaration(",
        f"    {name!r},",
        f"    {api.service!r},",
        *([f"    named=Name({identifier!r})," for _ in [0] if identifier in settable and identifier not in needed]),
        f"    create={api.call(create)},",
        f"    read=({api.call(api.action('read'))},),",
        *([f"    update=(Call({update!r}),)," for update in [api.action("update")] if update != "?"]),
        *([f"    tags={tagging}," for tagging in [api.tagging()] if "Tags" in schema["properties"] and tagging]),
        f"    delete=Call({api.action('delete')!r}),",
        f"    list={api.call(api.action('list'))},",
        *([f"    given={_object({each: _value(schema, each) for each in needed})}," for _ in [0] if needed]),
        "    proofs=(",
        *(f"        Proof({_object({each: _value(schema, each)})})," for each in settable),
        *(["        Proof({'Tags': TAGS}),"] if "Tags" in schema["properties"] else []),
        "    ),",
        ")",
    ]
    return "\n".join(lines) + "\n"


@dataclass(frozen=True)
class _Api:
    """The actions of a service on one kind of resource."""

    service: str
    resource: str

    def action(self, verb: str) -> str:
        """Return the action with this prefix that ends with the resource, or a name that contains it; else `?`."""
        plurals = [f"{self.resource}s", f"{self.resource}es", f"{self.resource.removesuffix('y')}ies"]
        names = [f"{start}{noun}" for start in VERBS[verb] for noun in (self.resource, *plurals)]
        if verb == "list":
            names.sort(key=lambda name: not name.endswith("s"))
        lower = {name.lower(): name for name in self._model.operation_names}
        return next((lower[name.lower()] for name in names if name.lower() in lower), "?")

    def call(self, action: str) -> str:
        """Return the Call, with the location of the resource in the response."""
        shape = self._model.operation_model(action).output_shape if action != "?" else None
        stem = self.resource.lower().removesuffix("y")
        about = [name for name in shape.members if stem in name.lower()] if shape else []
        kinds = {name: shape.members[name].type_name for name in about} if shape else {}
        place = next((name for name in about if kinds[name] in ("structure", "list")), "")
        return f"Call({action!r}, {place!r})" if place else f"Call({action!r})"

    def takes(self, action: str, name: str) -> bool:
        shape = self._model.operation_model(action).input_shape if action != "?" else None
        return shape is not None and Names({}, self.resource).find(name, shape.members) is not None

    def tagging(self) -> str:
        actions = {"TagResource", "UntagResource", "ListTagsForResource"}
        if self.service == "ec2":
            return "EC2_TAGS"
        if not actions <= set(self._model.operation_names):
            return ""
        members = self._model.operation_model("ListTagsForResource").output_shape.members
        read = f'Call("ListTagsForResource", {next(iter(members))!r})'
        return f'Tagging(Call("TagResource"), Call("UntagResource"), {read})'

    @property
    def _model(self) -> Any:
        return Session().get_service_model(self.service)


def _service_of(type_name: str) -> str:
    name = type_name.split("::")[1]
    session = Session()
    known = {service.replace("-", ""): service for service in session.get_available_services()}
    return SERVICES.get(name) or known.get(name.lower(), "?")


def _value(schema: dict[str, Any], name: str) -> Any:
    """Return a placeholder value that is valid for the schema of a property."""
    return _example(schema, schema["properties"][name], frozenset())


def _example(schema: dict[str, Any], node: dict[str, Any], seen: frozenset[str]) -> Any:
    pointer = node.get("$ref", "")
    if pointer in seen:
        return {}
    if pointer:
        return _example(schema, schema["definitions"][pointer.rpartition("/")[2]], seen | {pointer})
    for alternatives in (node.get("oneOf"), node.get("anyOf")):
        if alternatives and "type" not in node:
            return _example(schema, alternatives[0], seen)
    if "enum" in node:
        return node["enum"][0]
    kind = node.get("type", "object")
    kind = kind if isinstance(kind, str) else kind[0]
    if kind == "object":
        return {each: _example(schema, inner, seen) for each, inner in node.get("properties", {}).items()}
    if kind == "array":
        return [_example(schema, node.get("items", {}), seen)]
    return {"boolean": True, "integer": node.get("minimum", 1), "number": node.get("minimum", 1)}.get(kind, "?")


def _object(value: dict[str, Any]) -> str:
    text = json.dumps(value)
    return re.sub(r"\btrue\b", "True", re.sub(r"\bfalse\b", "False", text))
