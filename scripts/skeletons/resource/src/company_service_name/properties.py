"""The model of the schema, and the values that decisions are based on."""

from cloudformation_cli_python_lib import exceptions

from . import TYPE_NAME
from .models import ResourceModel


def name_of(model: ResourceModel | None) -> str:
    """Return the identifier, which CloudFormation sends with every request but CREATE and LIST; NotFound without it."""
    if model is None or model.ParameterName is None:
        raise exceptions.NotFound(TYPE_NAME, "without ParameterName")
    return str(model.ParameterName)


def desired_of(model: ResourceModel | None) -> str:
    """Return the desired text; the schema requires it."""
    assert model is not None
    return str(model.Text)


def model_of(name: str, text: str) -> ResourceModel:
    return ResourceModel(Text=text, ParameterName=name)
