"""The Python types of a construct's properties and attributes."""

from construct_schema import Schema

_SCALARS = {"string": "str", "integer": "jsii.Number", "number": "jsii.Number", "boolean": "bool | cdk.IResolvable"}
_HINTS = {"array": "STRING_LIST", "integer": "NUMBER", "number": "NUMBER"}


def annotation(schema: Schema, member: Schema) -> str:
    """Return the annotation of a property. Tokens are allowed: as a string, number or list, or as IResolvable."""
    if "$ref" in member:
        name, target = _target(schema, member)
        return f"{name} | cdk.IResolvable" if _is_object(target) else annotation(schema, target)
    if "enum" in member and member.get("type") == "string":
        return f"Literal[{', '.join(map(repr, member['enum']))}] | cdk.IResolvable"
    if member.get("type") == "array":
        return f"Sequence[{annotation(schema, member.get('items', {}))}]"
    if _is_object(member):
        raise ValueError(f"{schema['typeName']}: put objects with properties of their own into definitions.")
    if member.get("type") == "object":
        return "Mapping[str, Any]"
    return _SCALARS.get(str(member.get("type")), "Any")


def classes_of(schema: Schema) -> list[str]:
    """Return the definitions that become classes, each after those it depends on. The CDK has one for tags."""
    found: list[str] = []
    tag_property = schema.get("tagging", {}).get("tagProperty", "").rpartition("/")[2]
    for name, member in schema["properties"].items():
        if name != tag_property:
            _collect(schema, member, found)
    return found


def attribute_type(name: str, attribute: Schema) -> tuple[str, str]:
    """Return the type of a token's value, and the expression that creates the token."""
    kind = str(attribute.get("type"))
    if kind == "array" and attribute.get("items", {}).get("type") != "string":
        kind = "array of objects"
    hint = f", cdk.ResolutionTypeHint.{_HINTS[kind]}" if kind in _HINTS else ""
    reference = f'self.get_att("{name}"{hint})'
    return {
        "string": ("str", f"cdk.Token.as_string({reference})"),
        "integer": ("jsii.Number", f"cdk.Token.as_number({reference})"),
        "number": ("jsii.Number", f"cdk.Token.as_number({reference})"),
        "array": ("list[str]", f"cdk.Token.as_list({reference})"),
    }.get(kind, ("cdk.IResolvable", reference))


def _collect(schema: Schema, member: Schema, found: list[str]) -> None:
    if member.get("type") == "array":
        _collect(schema, member.get("items", {}), found)
    if "$ref" not in member:
        return
    name, target = _target(schema, member)
    for inner in target.get("properties", {}).values():
        _collect(schema, inner, found)
    if _is_object(target) and name not in found:
        found.append(name)


def _target(schema: Schema, member: Schema) -> tuple[str, Schema]:
    name = member["$ref"].rpartition("/")[2]
    return name, schema["definitions"][name]


def _is_object(member: Schema) -> bool:
    return "properties" in member
