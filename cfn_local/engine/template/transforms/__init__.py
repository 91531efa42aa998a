"""Transforms: AWS's own and the account's macros, which turn a template into the one that is deployed.

A transform is a function in a file of its own, and `TRANSFORMS` in processing.py lists AWS's. It gets the parameters
that the template passes to it, and the part of the template to change; what only an account has, it asks `Account`.
"""

from cfn_local.engine.template.transforms.application import Account, Inputs
from cfn_local.engine.template.transforms.processing import processed, require_known
from cfn_local.engine.template.transforms.rotation_functions import published_template
from cfn_local.engine.template.transforms.uses import SECTION, names_in_document

__all__ = ["SECTION", "Account", "Inputs", "names_in_document", "processed", "published_template", "require_known"]
