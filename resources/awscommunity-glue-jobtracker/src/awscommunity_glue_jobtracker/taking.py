"""Execution of a step: selects the call of its part."""

from cloudformation_cli_python_lib import exceptions

from .aws import PARTS, topic
from .part import Act, Site
from .steps import Change, Make, Remove, Step, Subscribe, Tag, Unsubscribe, Untag

ASPECTS = {aspect.name: aspect for part in PARTS for aspect in part.aspects}
BY_NAME = {part.name: part for part in PARTS}


def take(step: Step, site: Site) -> list[str]:
    """Take the step; return the subscribers of a topic that it deleted, if any.

    Every step is idempotent; AlreadyExists for what another request created.
    """
    match step:
        case Make(name):
            ASPECTS[name].make(site)
        case Change(name):
            _act(ASPECTS[name].change, step)(site)
        case Remove(name):
            return _act(ASPECTS[name].remove, step)(site) or []
        case Subscribe(_, address):
            topic.subscribe(site.clients.sns, site.names.topic_arn, address)
        case Unsubscribe(_, _, subscription) if subscription != topic.PENDING:
            topic.unsubscribe(site.clients.sns, subscription)
        case Tag(part, tags):
            BY_NAME[part].tag(site, tags)
        case Untag(part, keys):
            BY_NAME[part].untag(site, keys)
    return []


def _act(act: Act | None, step: Step) -> Act:
    if act is None:
        raise exceptions.InternalFailure(f"There is no call for {step}.")
    return act
