"""An extension run by hand: its shipped handlers in a local AWS, for examples, experiments and tests in Python.

with local_extension(Path("resources/awscommunity-odcr-group")) as extension:
    outcome = extension.operations.create({...})
    extension.aws.client("ec2").describe_capacity_reservations()
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from cfn_local.gateway.local_aws import LocalAws
from cfn_local.project.checkout import Checkout
from cfn_local.project.options import Options
from cfn_local.project.starting import start
from cfn_local.protocol.operations import ResourceOperations


@dataclass(frozen=True)
class LocalExtension:
    """The local AWS that an extension runs in, and the operations on its resources."""

    aws: LocalAws
    operations: ResourceOperations


@contextmanager
def local_extension(folder: Path) -> Iterator[LocalExtension]:
    """Package the project in `folder` as is, and run it until the `with` block ends."""
    with ExitStack() as running:
        checkout = Checkout(folder, running)
        started = start(checkout, running.enter_context(LocalAws()), Options())
        operations = ResourceOperations(checkout.schema, started.invoke, wait=started.aws.advance_clock)
        yield LocalExtension(started.aws, operations)
