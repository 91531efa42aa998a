"""The model of the schema, and the values that the decisions are made of."""

from .models import ResourceModel


def name_of(model: ResourceModel) -> str:
    """The identifier, which CloudFormation gives with every request but CREATE and LIST."""
    return str(model.ParameterName)


def desired_of(model: ResourceModel) -> str:
    return str(model.Text)


def model_of(name: str, text: str) -> ResourceModel:
    return ResourceModel(Text=text, ParameterName=name)
