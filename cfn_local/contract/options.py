"""Options of `cfn-local test`."""

from dataclasses import dataclass

from cfn_local.project.options import Options


@dataclass(frozen=True)
class TestOptions(Options):
    """`suite_arguments` go to the suite's pytest as they are."""

    __test__ = False  # pytest would collect the class by its name

    suite_arguments: tuple[str, ...] = ()
