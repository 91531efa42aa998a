"""A resource type run by hand: its shipped handlers in a local AWS, for examples, experiments and tests in Python.

with local_extension(Path("resources/awscommunity-odcr-group")) as extension:
    answer = extension.operations.create({...})
    extension.aws.client("ec2").describe_capacity_reservations()
"""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cfn_local.contract import project
from cfn_local.gateway.local_aws import LocalAws
from cfn_local.protocol.operations import ResourceOperations
from cfn_local.runtime import artifact
from cfn_local.runtime.interpreter import interpreter_for

_FUNCTION = "TypeFunction"


@dataclass(frozen=True)
class LocalExtension:
    """The local AWS that an extension runs in, and the operations on its resources."""

    aws: LocalAws
    operations: ResourceOperations


@contextmanager
def local_extension(folder: Path) -> Iterator[LocalExtension]:
    """Package the project in `folder` as it lies there, and run it until the `with` block ends."""
    found = project.load(folder)
    interpreter = interpreter_for(found.runtime)
    with LocalAws() as aws, tempfile.TemporaryDirectory(prefix="cfn-local-") as working:
        requirements = artifact.install_requirements(folder, interpreter)
        built = artifact.build(folder, found.package, requirements, Path(working) / "artifact")
        aws.put_function(
            _FUNCTION,
            entry_point=found.entry_point,
            search_path=[str(built.root), str(artifact.runtime_packages())],
            interpreter=interpreter.executable,
        )
        yield LocalExtension(aws, ResourceOperations(found.type_name, partial(aws.invoke, _FUNCTION)))
