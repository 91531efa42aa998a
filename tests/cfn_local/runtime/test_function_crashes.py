"""A worker that is made to die at its work, and clients that do not wait before they repeat a call."""

import threading

from function_stories import Made

SLOW = """
import time

def handler(event, context):
    print("at work", flush=True)
    time.sleep(event)
    return "done"
"""


class TestACrash:
    def test_ends_the_invocation_without_an_answer_and_the_next_one_starts_anew(self, function: Made) -> None:
        slow = function(SLOW)
        assert slow.invoke(0).payload == "done"
        outcomes = []
        invoked = threading.Thread(target=lambda: outcomes.append(slow.invoke(60)))
        invoked.start()

        slow.crash()
        invoked.join(timeout=30)

        assert [outcome.payload["errorType"] for outcome in outcomes] == ["Runtime.ExitError"]
        assert slow.invoke(0).payload == "done"

    def test_of_a_function_that_was_never_invoked_is_none(self, function: Made) -> None:
        idle = function(SLOW)

        idle.crash()

        assert idle.invoke(0).payload == "done"
