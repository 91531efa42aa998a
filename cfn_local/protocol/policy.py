"""The limits of one operation: what CloudFormation retries, how long it waits, and when it gives up."""

from dataclasses import dataclass

# "Type: Retriable" in "Handler error codes". ResourceConflict is listed as retriable too, but is left to the handler
# here.
RETRIABLE_CODES = frozenset({"Throttling", "ServiceInternalError", "NetworkFailure"})

MOST_CALLBACKS = 500


@dataclass(frozen=True)
class Policy:
    """The limits of an exchange, the same in a stack, in `perturb` and in tests unless overridden.

    * `retry_delays_seconds`: the waits before a retriable failure is retried. That it is retried is documented; how
      often and at what pace is inferred.
    * `most_repeats`: how often an operation is sent again, with the same token and the same request, because an
      invocation returned no response: its process died, or it timed out. Inferred. AWS documents only that a handler
      responds within a minute. That the request is repeated after that minute is reported by users of
      aws-quickstart/quickstart-helm-resource-provider (issue 42, 2021), and three invocations in all are what AWS's
      maintainers wrote in aws-cloudformation/cloudformation-cli-java-plugin (issue 15, 2018). An exception that the
      handler raises is a response: InternalFailure, documented as terminal.
    * `seconds_before_repeat`: the wait before that. No wait is the hardest case for a handler. Inferred.
    * `least_pause_seconds`: the minimum wait between two invocations.
    * `most_callbacks`: the maximum number of IN_PROGRESS responses, None for any number.
    * `timeout_minutes`: the maximum duration of the whole operation (documented: `timeoutInMinutes` of the schema).
    """

    retry_delays_seconds: tuple[float, ...] = (2, 4, 8)
    most_repeats: int = 2
    seconds_before_repeat: float = 0
    least_pause_seconds: float = 0
    most_callbacks: int | None = MOST_CALLBACKS
    timeout_minutes: float | None = None
