"""The names allowed for private types."""

import re

from cfn_local.registry.errors import RegistryError

_PART = "[A-Za-z0-9]{2,64}"
_NAME = re.compile(f"{_PART}::{_PART}::{_PART}")
_MODULE_NAME = re.compile(f"{_PART}::{_PART}::{_PART}::MODULE")
# After the API reference of RegisterType.
_RESERVED = frozenset({"alexa", "amzn", "amazon", "aws", "custom", "dev"})


def check_type_name(kind: str, type_name: str) -> None:
    """Raise CFNRegistryException for a name that a private type of this kind cannot have."""
    if not (_MODULE_NAME if kind == "MODULE" else _NAME).fullmatch(type_name):
        form = "Organization::Service::Name" + ("::MODULE" if kind == "MODULE" else "")
        raise RegistryError(f"TypeName is invalid: '{type_name}' does not have the form {form} of a {kind}.")
    organization = type_name.partition("::")[0]
    if organization.lower() in _RESERVED:
        raise RegistryError(f"TypeName is invalid: the namespace {organization} is reserved.")
