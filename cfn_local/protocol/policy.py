"""How far CloudFormation goes with one operation: what it tries again, how long it waits, when it gives up."""

from dataclasses import dataclass

# "Type: Retriable" in "Handler error codes". ResourceConflict is listed so too, and is left to the handler here.
RETRIABLE_CODES = frozenset({"Throttling", "ServiceInternalError", "NetworkFailure"})

MOST_CALLBACKS = 500


@dataclass(frozen=True)
class Policy:
    """The bounds of an exchange, the same in a stack, in `perturb` and in tests unless they say otherwise.

    * `retry_delays_seconds`: the waits before a retriable failure is tried again. That it is, is documented; how often
      and at what pace is inferred.
    * `most_repeats`: how often an operation is sent again, with the same token and the same request, because an
      invocation came to no answer: its process died, or it ran out of time. Inferred. AWS documents only that a handler
      answers within a minute. That the request comes again after that minute is reported by users of
      aws-quickstart/quickstart-helm-resource-provider (issue 42, 2021), and three invocations in all are what AWS's
      maintainers wrote down in aws-cloudformation/cloudformation-cli-java-plugin (issue 15, 2018). An exception that
      the handler raises is an answer: InternalFailure, documented as terminal.
    * `seconds_before_repeat`: the wait before that. At once is the hardest for a handler. Inferred.
    * `least_pause_seconds`: the least wait between two invocations.
    * `most_callbacks`: how many answers of IN_PROGRESS are accepted, None for any number.
    * `timeout_minutes`: how long the whole operation may take (documented: `timeoutInMinutes` of the schema).
    """

    retry_delays_seconds: tuple[float, ...] = (2, 4, 8)
    most_repeats: int = 2
    seconds_before_repeat: float = 0
    least_pause_seconds: float = 0
    most_callbacks: int | None = MOST_CALLBACKS
    timeout_minutes: float | None = None
