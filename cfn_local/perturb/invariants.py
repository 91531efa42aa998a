"""A project's own invariants: functions in its `perturb_invariants.py`, which must hold after every step.

Each public function there receives `client`, which creates boto3 clients of the local account by service name, and
`known`, a Known: what CloudFormation knows. It raises AssertionError, with a message, if the invariant is violated.
"""

import importlib.util
import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from cfn_local.perturb.inverses import Clients
from cfn_local.perturb.told import Breach, Step
from cfn_local.project.loading import ProjectError
from cfn_local.protocol.replies import Model

FILE = "perturb_invariants.py"


@dataclass(frozen=True)
class Known:
    """What CloudFormation knows. `identifier` is the primary identifier, None until it is returned.

    `model` has the properties of the last successful operation, None before a CREATE and after a DELETE, and
    `completed` is that operation: "CREATE", "UPDATE", "DELETE" or "". `failed` says that one has failed since.
    """

    identifier: Model | None = None
    model: Model | None = None
    completed: str = ""
    failed: bool = False

    def after(self, step: Step, identifier: Model | None, desired: Model | None) -> "Known":
        """Return what is known at the end of the step, which leads to `desired` if it succeeds."""
        if not step.outcome.succeeded:
            return Known(identifier, self.model, self.completed, failed=True)
        return Known(identifier, desired, step.operation.partition(" ")[0])


Invariant = Callable[[Clients, Known], object]


def load(folder: Path) -> list[Invariant]:
    """Load the invariants of the project in `folder`, if it has any. Raise ProjectError if they cannot be used."""
    path = folder / FILE
    if not path.is_file():
        return []
    spec = importlib.util.spec_from_file_location("perturb_invariants", path)
    assert spec is not None and spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (ImportError, SyntaxError, NameError, AttributeError) as error:
        raise ProjectError(f"{FILE} cannot be imported: {type(error).__name__}: {error}") from error
    found: list[Invariant] = [
        member
        for name, member in vars(module).items()
        if inspect.isfunction(member) and member.__module__ == module.__name__ and not name.startswith("_")
    ]
    for function in found:
        if list(inspect.signature(function).parameters) != ["client", "known"]:
            raise ProjectError(f"{FILE}: {function.__name__} must take (client, known); begin other names with _.")
    if not found:
        raise ProjectError(f"{FILE} has no function that takes (client, known).")
    return found


def breaches(invariants: Sequence[Invariant], client: Clients, known: Known, step: Step) -> Iterator[Breach]:
    """Return the invariants that do not hold after the step."""
    for invariant in invariants:
        try:
            invariant(client, known)
        except AssertionError as error:
            yield Breach(invariant.__name__, step.operation, str(error) or "It does not hold.")
        except (ClientError, LookupError, TypeError, ValueError, AttributeError) as error:
            yield Breach(invariant.__name__, step.operation, f"It raised {type(error).__name__}: {error}")
