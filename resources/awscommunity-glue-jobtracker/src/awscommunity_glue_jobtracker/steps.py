"""Taking a step: which call of AWS each of them is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from cloudformation_cli_python_lib import exceptions

from . import function_code, tagging
from .aws import alarm, function, log_group, queue, role, rule, table, topic
from .aws.clients import Clients, as_mapping
from .deployment import PERMISSION_ID, TARGET_ID, Deployment
from .names import Names
from .plan import Change, Make, Remove, Step, Subscribe, Tag, Unsubscribe, Untag
from .tags import TOKEN_TAG

Call = Callable[[], Any]


@dataclass(frozen=True)
class Steps:
    """The steps towards what is wanted. `token` is the mark of this request on what it makes."""

    clients: Clients
    names: Names
    wanted: Deployment
    token: str

    @property
    def url(self) -> str:
        """The URL of the queue."""
        return queue.url_of(self.clients.sqs, self.names.account, self.names.common)

    def take(self, step: Step) -> None:
        """Take the step. Every step can be taken twice; what it finds made by another request is AlreadyExists."""
        match step:
            case Make(aspect):
                self._make(aspect)
            case Change("permission"):
                function.remove_permission(self.clients.function, self.names.common, PERMISSION_ID)
                self._make("permission")
            case Change("function"):
                function.update_configuration(self.clients.function, self.names.common, self.wanted.function or {})
            case Change("code"):
                function.update_code(self.clients.function, self.names.common, function_code.zipped())
            case Change("role"):
                role.put_trust(self.clients.iam, self.names.role, self.wanted.role or {})
            case Change("topic"):
                topic.set_key(self.clients.sns, self.names.topic_arn, self.wanted.topic or "")
            case Change("queue"):
                queue.set_queue(self.clients.sqs, self.url, self.wanted.queue or {})
            case Change("protected"):
                table.protect_table(self.clients.dynamodb, self.names.common, self.wanted.protected)
            case Change("runs_rule" | "report_rule" | "alarm"):
                self._put(step.aspect, {})
            case Change(aspect):
                self._make(aspect)
            case Remove(aspect):
                self._remove(aspect)
            case Subscribe(_, address):
                topic.subscribe(self.clients.sns, self.names.topic_arn, address)
            case Unsubscribe(_, _, subscription) if subscription != topic.PENDING:
                topic.unsubscribe(self.clients.sns, subscription)
            case Tag(part, tags):
                tagging.of(part, self.clients, self.names).tag(tags)
            case Untag(part, keys):
                tagging.of(part, self.clients, self.names).untag(keys)

    def _make(self, aspect: str) -> None:
        names, wanted, iam = self.names, self.wanted, self.clients.iam
        match aspect:
            case "table":
                self._make_table()
            case "role":
                self._make_role()
            case "function":
                self._make_function()
            case "log_group":
                self._make_log_group()
            case "topic":
                topic.create_topic(self.clients.sns, names.common, wanted.topic or "", wanted.part_tags)
            case "queue":
                queue.create_queue(self.clients.sqs, names.common, wanted.queue or {}, wanted.part_tags)
            case "ttl":
                _unless_done(partial(table.expire_rows, self.clients.dynamodb, names.common))
            case "boundary":
                role.put_boundary(iam, names.role, wanted.boundary or "")
            case "policy":
                role.put_policy(iam, names.role, wanted.policy or {})
            case "retention":
                log_group.put_retention(self.clients.logs, names.log_group, wanted.retention or 0)
            case "ready":
                function.await_function(self.clients.function, names.common)
            case "permission":
                _unless_done(
                    partial(function.add_permission, self.clients.function, names.common, wanted.permission or {})
                )
            case "protected":
                table.protect_table(self.clients.dynamodb, names.common, True)
            case _:
                self._put(aspect, wanted.part_tags)

    def _put(self, aspect: str, tags: Mapping[str, str]) -> None:
        """What AWS makes or changes by the same call; only what is new takes tags."""
        names, wanted, events = self.names, self.wanted, self.clients.events
        match aspect:
            case "alarm":
                alarm.put_alarm(self.clients.cloudwatch, names.common, wanted.alarm or {}, tags)
            case "runs_rule":
                rule.put_rule(events, names.runs_rule, wanted.runs_rule or {}, tags)
            case "report_rule":
                rule.put_rule(events, names.report_rule, wanted.report_rule or {}, tags)
            case "runs_target":
                rule.put_target(events, names.runs_rule, wanted.runs_target or {})
            case "report_target":
                rule.put_target(events, names.report_rule, wanted.report_target or {})
            case _:
                raise exceptions.InternalFailure(f"{aspect} cannot be made.")

    def _make_table(self) -> None:
        self._make_ours(
            partial(table.create_table, self.clients.dynamodb, self.names.common, self.wanted.table),
            self.wanted.tags,
            lambda: table.tags_of_table(self.clients.dynamodb, self.names.table_arn),
        )

    def _make_role(self) -> None:
        trust, boundary = self.wanted.role or {}, self.wanted.boundary
        self._make_ours(
            partial(role.create_role, self.clients.iam, self.names.role, trust, boundary),
            self.wanted.part_tags,
            lambda: as_mapping(role.get_role(self.clients.iam, self.names.role).get("Tags", [])),
        )

    def _make_log_group(self) -> None:
        self._make_ours(
            partial(log_group.create_log_group, self.clients.logs, self.names.log_group, self.wanted.table),
            self.wanted.part_tags,
            lambda: log_group.tags_of_log_group(self.clients.logs, self.names.log_group_arn),
        )

    def _make_function(self) -> None:
        client, name = self.clients.function, self.names.common
        configuration, code = self.wanted.function or {}, function_code.zipped()
        self._make_ours(
            partial(function.create_function, client, name, configuration, code),
            self.wanted.part_tags,
            lambda: function.get_function(client, name).get("Tags", {}),
        )

    def _make_ours(self, make: Callable[..., None], tags: Mapping[str, str], tags_found: Call) -> None:
        """Make it with these tags and our token. One that has the token is what an earlier attempt has made."""
        try:
            make({**tags, TOKEN_TAG: self.token})
        except exceptions.AlreadyExists:
            if tags_found().get(TOKEN_TAG) != self.token:
                raise

    def _remove(self, aspect: str) -> None:
        names, iam, events = self.names, self.clients.iam, self.clients.events
        removals: dict[str, Call] = {
            "report_target": partial(rule.remove_target, events, names.report_rule, TARGET_ID),
            "report_rule": partial(rule.delete_rule, events, names.report_rule),
            "policy": partial(role.delete_policy, iam, names.role),
            "boundary": partial(role.delete_boundary, iam, names.role),
            "role": partial(role.delete_role, iam, names.role),
            "topic": partial(topic.delete_topic, self.clients.sns, names.topic_arn),
        }
        removals[aspect]()


def _unless_done(call: Call) -> None:
    """Make a call that AWS refuses when it was made before."""
    try:
        call()
    except exceptions.AlreadyExists:
        return
