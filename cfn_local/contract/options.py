"""What the user of `cfn-local test` can ask for."""

from dataclasses import dataclass

from cfn_local.project.options import Options


@dataclass(frozen=True)
class TestOptions(Options):
    """`suite_arguments` go to the suite's pytest as they are."""

    __test__ = False  # pytest would take the name for a class of tests

    suite_arguments: tuple[str, ...] = ()
