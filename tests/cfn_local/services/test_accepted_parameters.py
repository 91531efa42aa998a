"""Nothing is accepted and ignored by actions that the services add: each parameter is honoured, refused or listed."""

import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore import xform_name
from botocore.exceptions import ClientError
from moto.core.exceptions import ServiceException
from moto.core.responses import BaseResponse
from moto.core.utils import get_service_model

from cfn_local import services
from cfn_local.services.accepted_parameters import TABLE, refusing
from cfn_local.services.service_names import botocore_name
from cfn_local.services.whole_services import MODULES
from tests.cfn_local.services.service_stories import client

# They keep whatever they are given: a test of each is in the types of these APIs.
_KEEPING = (
    "cfn_local.services.distributions",
    "cfn_local.services.http_apis.responses",
    "cfn_local.services.kept_resources",
    "cfn_local.services.rest_apis.responses",
)


def _model(service: str) -> Any:
    return get_service_model(botocore_name(service))


def _passes_on(name: str, action: Any) -> bool:
    """Whether the action calls moto's own action of the same name."""
    found = inspect.getclosurevars(inspect.unwrap(action))
    known = (*found.nonlocals.values(), *found.globals.values())
    return any(
        getattr(one, "__name__", "") == name and str(getattr(one, "__module__", "")).startswith("moto.")
        for one in known
    )


def _owners(owner: type = BaseResponse) -> Iterator[type]:
    """The classes of moto's services, where it looks for the actions."""
    for found in owner.__subclasses__():
        if found.__module__.startswith("moto."):
            yield found
        yield from _owners(found)


def _added() -> set[tuple[str, str]]:
    """The actions that are written here and that moto does not carry out: moto's package, and the name of each."""
    services.install()
    found = set()
    for owner in _owners():
        service = owner.__module__.split(".")[1]
        model = _model(service) if botocore_name(service) else None
        names = {xform_name(name): name for name in model.operation_names} if model else {}
        for name, action in vars(owner).items():
            if name in names and inspect.isfunction(action) and _is_written_here(name, inspect.unwrap(action)):
                found.add((service, names[name]))
    return found


def _is_written_here(name: str, action: Any) -> bool:
    is_ours = action.__module__.startswith("cfn_local.services.")
    is_keeping = action.__module__ in _KEEPING and action.__qualname__.startswith(
        ("_updating", "_method", "_actions", "_keep_configurations")
    )
    return is_ours and not is_keeping and not _passes_on(name, action)


def _unnamed(service: str, name: str) -> list[str]:
    """The parameters of an action that the module in which it is written does not name."""
    actions = {
        inspect.unwrap(vars(owner)[xform_name(name)])
        for owner in _owners()
        if owner.__module__.split(".")[1] == service and xform_name(name) in vars(owner)
    }
    shape = _model(service).operation_model(name).input_shape
    ours = [one for one in actions if one.__module__.startswith("cfn_local.")]
    text = "".join(Path(one.__code__.co_filename).read_text("utf-8") for one in ours)
    return [each for each in (shape.members if shape else ()) if f'"{each}"' not in text]


# Actions whose modules do not name all their parameters, and that nobody has looked at yet.
DECLARED = {(service, name) for service, actions in TABLE.items() for name in actions}


class TestTheTableOfParameters:
    def test_has_actions_that_are_written_here(self) -> None:
        # Services that moto lacks altogether are made only when they are used.
        assert {
            (service, name) for service, name in DECLARED - _added() if botocore_name(service) not in MODULES
        } == set()

    def test_has_every_action_whose_module_does_not_name_all_parameters(self) -> None:
        unlisted = _added() - DECLARED
        assert {action for action in unlisted if _unnamed(*action)} == set()

    @pytest.mark.parametrize(("service", "name"), sorted(DECLARED))
    def test_has_each_parameter_of_the_model_once(self, service: str, name: str) -> None:
        accepted, shape = TABLE[service][name], _model(service).operation_model(name).input_shape
        listed = [*accepted.honoured, *accepted.refused, *accepted.without_effect]
        assert sorted(listed) == sorted(shape.members if shape else ())


class _Asked:
    def __init__(self, **parameters: Any) -> None:
        self._parameters = parameters

    def _get_param(self, name: str) -> Any:
        return self._parameters.get(name)


REFUSED = [(service, name, each) for service, name in sorted(DECLARED) for each in TABLE[service][name].refused]


class TestAParameterThatIsRefused:
    @pytest.mark.parametrize(("service", "name", "each"), REFUSED)
    def test_is_refused_by_name_before_anything_is_done(self, service: str, name: str, each: str) -> None:
        done: list[Any] = []
        with pytest.raises(ServiceException) as refused:
            refusing(service, xform_name(name), done.append)(_Asked(**{each: "x"}))
        assert refused.value.message == f"The local AWS does not emulate {each} of {name}"
        assert done == []

    @pytest.mark.parametrize(("service", "name", "each"), REFUSED)
    @pytest.mark.parametrize("value", [None, False, [], {}])
    def test_is_taken_where_it_asks_for_nothing(self, service: str, name: str, each: str, value: Any) -> None:
        done: list[Any] = []
        refusing(service, xform_name(name), done.append)(_Asked(**{each: value}))
        assert len(done) == 1

    @pytest.mark.parametrize(
        ("service", "action", "asked", "code"),
        [
            (
                "ec2",
                "modify_vpc_endpoint",
                {"VpcEndpointId": "vpce-1", "IpAddressType": "ipv6"},
                "UnsupportedOperation",
            ),
            ("autoscaling", "describe_scaling_activities", {"IncludeDeletedGroups": True}, "ValidationError"),
            ("resource-groups", "create_group", {"Name": "one", "Owner": "me"}, "BadRequestException"),
            ("apigatewayv2", "import_api", {"Body": "{}", "Basepath": "prepend"}, "UnsupportedOperation"),
        ],
    )
    def test_has_the_code_of_its_service(self, service: str, action: str, asked: dict[str, Any], code: str) -> None:
        with pytest.raises(ClientError) as refused:
            getattr(client(service), action)(**asked)
        assert refused.value.response["Error"]["Code"] == code
