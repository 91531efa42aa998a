"""The words in which functions are told."""

from collections.abc import Callable

from cfn_local.runtime.function import Function

# Takes the source of the module `handlers`, and what is not as usual: see the fixture `function`.
Made = Callable[..., Function]
