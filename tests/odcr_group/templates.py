"""Reads CloudFormation templates in YAML."""

from typing import Any

import yaml


class Reference:
    """Stands for the short form of a function, such as !Ref Capacity: a value that is not known here."""


class Template(yaml.SafeLoader):
    """A YAML loader to which every short form of a function is a Reference."""


def _reference(_loader: Template, _function: str, _node: yaml.Node) -> Reference:
    return Reference()


Template.add_multi_constructor("!", _reference)


def is_known(value: Any) -> bool:
    """Whether a value of a template contains no function."""
    if isinstance(value, dict):
        return all(map(is_known, value.values()))
    if isinstance(value, list):
        return all(map(is_known, value))
    return not isinstance(value, Reference)
