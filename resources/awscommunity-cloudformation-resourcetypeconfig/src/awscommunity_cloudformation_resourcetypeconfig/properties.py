"""The model of the schema, and the values that decisions are based on."""

from cloudformation_cli_python_lib import exceptions

from . import TYPE_NAME, references
from .models import ResourceModel
from .observation import ConfiguredType, Document, Held, Place
from .typed_values import as_declared

ALIAS = "default"


def place_of(model: ResourceModel | None) -> Place:
    """Return where the configuration is, by its ARN or by its type; NotFound if the request names neither."""
    if model is None or not (model.ConfigurationArn or model.TypeName or model.TypeArn):
        raise exceptions.NotFound(TYPE_NAME, "without ConfigurationArn")
    if model.ConfigurationArn:
        return Place(arn=model.ConfigurationArn)
    return Place(type_name=model.TypeName, type_arn=model.TypeArn, alias=model.ConfigurationAlias or ALIAS)


def wanted_of(model: ResourceModel, its_type: ConfiguredType) -> Document:
    """Return the document to set, with what it refers to as references. InvalidRequest says all that is wrong."""
    given, refers_to = dict(model.Configuration or {}), dict(model.DynamicReferences or {})
    found = references.complaints(given, refers_to)
    if its_type.schema is None:
        found.append(f"{its_type.type_name} takes no configuration: its schema has no typeConfiguration.")
    if not given and not refers_to:
        found.append("Configuration is empty, which is no configuration: delete the resource instead.")
    if found:
        raise exceptions.InvalidRequest(" ".join(found))
    schema = its_type.schema or {}
    return references.written(as_declared(given, schema, schema), refers_to)


def model_of(held: Held) -> ResourceModel:
    document, refers_to = references.told_apart(held.document)
    return ResourceModel(
        ConfigurationArn=held.arn,
        TypeName=held.type_name,
        TypeArn=held.type_arn,
        ConfigurationAlias=held.alias,
        Configuration=document,
        DynamicReferences=refers_to or None,
    )
