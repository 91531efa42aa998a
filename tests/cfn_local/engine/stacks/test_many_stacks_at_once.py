"""Many clients at once: each gets its stack, and whoever looks on meanwhile an answer."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

from tests.cfn_local.engine.stacks.stack_stories import Cloud, template, thing

STACKS = 20


def _body(number: int) -> dict[str, Any]:
    outputs = {"Out": {"Value": {"Ref": "First"}, "Export": {"Name": f"export-{number}"}}}
    return template(outputs, First=thing("first", Steps=1), Second=thing("second"), Third={"Type": "AWS::SQS::Queue"})


def _life(cloud: Cloud, number: int) -> tuple[str, str]:
    name = cloud.create(_body(number), f"at-once-{number}")
    created = cloud.status(name)
    cloud.delete(name)
    return created, cloud.status(cloud.stack_id(name))


def _look_on(cloud: Cloud, ended: Event) -> int:
    looks = 0
    while not ended.is_set():
        for stack in cloud.cloudformation.describe_stacks()["Stacks"]:
            cloud.cloudformation.list_stack_resources(StackName=stack["StackId"])
            cloud.cloudformation.describe_stack_events(StackName=stack["StackId"])
        cloud.cloudformation.list_stacks()
        cloud.cloudformation.list_exports()
        looks += 1
    return looks


class TestManyStacksAtOnce:
    def test_are_made_and_deleted_while_others_look_on(self, cloud: Cloud) -> None:
        before, ended = cloud.things(), Event()
        with ThreadPoolExecutor(STACKS + 1) as clients:
            looking = clients.submit(_look_on, cloud, ended)
            lives = list(clients.map(lambda number: _life(cloud, number), range(STACKS)))
            ended.set()
        assert lives == [("CREATE_COMPLETE", "DELETE_COMPLETE")] * STACKS
        assert looking.result() > 0
        assert cloud.things() == before
