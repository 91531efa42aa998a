"""Handlers of Example::Testing::Thing, which does what its properties say. Runs in a worker process, with no library.

`Thing.Fail` names the actions that fail, with the code and the message to fail with; `Thing.Steps` is how often CREATE
and UPDATE answer IN_PROGRESS first, a minute apart. Every event is logged as one line of JSON.
"""

import itertools
import json
import os
import sys

things = {}
numbers = itertools.count(1)


def resource(event, context):
    if event["action"] == "BEHIND ITS BACK":
        return (
            things.pop(event["Id"], None)
            if event["Model"] is None
            else things.setdefault(event["Id"], {}).update(event["Model"])
        )
    if event["action"] == "EVERYTHING":
        return things
    print(json.dumps(event))  # noqa: T201 - the log is what the tests read
    action, request = event["action"], event["requestData"]
    model = dict(request["resourceProperties"] or {})
    kept = things.get(model.get("Id")) or model
    told = (kept if action in ("DELETE", "READ") else model).get("Fail") or {}
    if action in told and not _is_over(told[action], kept, event["callbackContext"]):
        return _failed(told[action], kept)
    return globals()[f"_{action.lower()}"](event, model)


def _is_over(how, kept, context):
    return (how.startswith("Once") and "failed" in kept) or (how.startswith("Late") and not context)


def _create(event, model):
    context = event["callbackContext"] or {}
    model = {**model, "Id": context.get("Id") or f"thing-{next(numbers)}-{model['Name']}"}
    things[model["Id"]] = model
    return _stepped(context, model) or _succeeded(model)


def _update(event, model):
    if model["Id"] not in things:
        return {"status": "FAILED", "errorCode": "NotFound", "message": "There is no such thing."}
    things[model["Id"]] = model
    return _stepped(event["callbackContext"] or {}, model) or _succeeded(model)


def _delete(event, model):
    if things.pop(model["Id"], None) is None:
        return {"status": "FAILED", "errorCode": "NotFound", "message": "There is no such thing."}
    return {"status": "SUCCESS"}


def _read(event, model):
    if model["Id"] not in things:
        return {"status": "FAILED", "errorCode": "NotFound", "message": "There is no such thing."}
    return _succeeded(things[model["Id"]])


def _stepped(context, model):
    done = context.get("Steps", 0)
    if done >= int(model.get("Steps", 0)):
        return None
    return {
        "status": "IN_PROGRESS",
        "callbackContext": {"Steps": done + 1, "Id": model["Id"]},
        "callbackDelaySeconds": 60,
        "resourceModel": {**model},
    }


def _succeeded(model):
    shown = {name: value for name, value in model.items() if name not in ("Secret", "failed")}
    return {"status": "SUCCESS", "resourceModel": {**shown, "Size": int(model.get("Size", 1)), "Color": "red"}}


def _failed(how, kept):
    """`Code: message`; with `Once ` before it only once, with `Late ` only when called back. The other words break the
    protocol in their ways."""
    kept["failed"] = True
    if how == "crash":
        os._exit(7)
    if how == "garbage":
        return "garbage"
    if how == "unknown status":
        return {"status": "PERHAPS"}
    if how == "wrong model":
        return {"status": "SUCCESS", "resourceModel": {"Id": "thing-wrong", "Weight": 3}}
    if how == "no model":
        return {"status": "SUCCESS"}
    if how == "for ever":
        return {"status": "IN_PROGRESS", "callbackDelaySeconds": 0, "callbackContext": {}, "resourceModel": None}
    if how == "exception":
        raise KeyError("lost")
    if how == "print":
        sys.stdout.write('{"status": "SUCCESS"}\n')
        os.write(1, b"no answer\n")
        return {"status": "FAILED", "errorCode": "InternalFailure", "message": "printed"}
    code, _, message = how.removeprefix("Once ").removeprefix("Late ").partition(": ")
    return {"status": "FAILED", "errorCode": code, "message": message}
