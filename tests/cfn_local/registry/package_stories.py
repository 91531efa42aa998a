"""Packages as `cfn submit` makes them, small enough to register in a moment."""

import io
import json
import zipfile
from typing import Any

RESOURCE, HOOK, MODULE = "Example::Testing::Thing", "Example::Testing::Check", "Example::Testing::Pair::MODULE"
ECHO = """
print("imported")
def resource(event, context):
    print("saw", event["action"])
    return {"status": "SUCCESS", "resourceModel": event["requestData"]["resourceProperties"]}
def hook(event, context):
    return {"hookStatus": "SUCCESS"}
"""
RESOURCE_SCHEMA = {
    "typeName": RESOURCE,
    "description": "A thing.",
    "sourceUrl": "https://example.com/thing",
    "properties": {"Name": {"type": "string"}},
    "additionalProperties": False,
    "primaryIdentifier": ["/properties/Name"],
    "createOnlyProperties": ["/properties/Name"],
    "tagging": {"taggable": False},
    "handlers": {name: {"permissions": []} for name in ("create", "read", "update", "delete", "list")},
}
HOOK_SCHEMA = {
    "typeName": HOOK,
    "description": "A check.",
    "typeConfiguration": {
        "properties": {"Least": {"type": "integer", "description": "How many at least."}},
        "additionalProperties": False,
    },
    "additionalProperties": False,
    "handlers": {"preCreate": {"targetNames": ["AWS::S3::Bucket"], "permissions": []}},
}
MODULE_SCHEMA = {
    "typeName": MODULE,
    "description": "A pair.",
    "properties": {"Resources": {"type": "object", "properties": {"Queue": {"type": "object"}}}},
    "additionalProperties": True,
}
FRAGMENT = {"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}}
SCHEMAS = {"RESOURCE": RESOURCE_SCHEMA, "HOOK": HOOK_SCHEMA, "MODULE": MODULE_SCHEMA}
NAMES = {"RESOURCE": RESOURCE, "HOOK": HOOK, "MODULE": MODULE}

Files = dict[str, str | bytes]


def package(kind: str = "RESOURCE", code: str = ECHO, **changed: Any) -> bytes:
    """A package of `kind` whose handlers are `code`; see `files_of` for what can be `changed`."""
    return zipped(files_of(kind, code, **changed))


def files_of(
    kind: str = "RESOURCE",
    code: str = ECHO,
    schema: dict[str, Any] | None = None,
    settings: dict[str, Any] | None = None,
    fragments: Files | None = None,
    has_handlers: bool = True,
) -> Files:
    """What a package holds: `schema` and `settings` are laid over what such a package has in them."""
    own_settings: dict[str, Any] = {"artifact_type": kind, "typeName": NAMES[kind]}
    whole = {**SCHEMAS[kind], **(schema or {})}
    if not has_handlers:
        del whole["handlers"]
    files: Files = {"schema.json": json.dumps(whole)}
    if kind == "MODULE":
        files.update(fragments if fragments is not None else {"fragments/pair.json": json.dumps(FRAGMENT)})
    else:
        own_settings |= {"language": "python312", "runtime": "python3.12", "entrypoint": f"handlers.{kind.lower()}"}
        if has_handlers:
            files["ResourceProvider.zip"] = zipped({"handlers.py": code})
    files[".rpdk-config"] = json.dumps({**own_settings, **(settings or {})})
    return files


def zipped(files: Files) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return archive.getvalue()
