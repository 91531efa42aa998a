"""The content of Company::Service::Name::MODULE."""

from workspace import ROOT

from cfn_local.registry.module_fragments import read_fragment

RESOURCES = read_fragment(ROOT / "modules/company-service-name" / "fragments")["Resources"]


def test_its_queue_is_encrypted_at_rest() -> None:
    assert RESOURCES["Queue"]["Properties"]["SqsManagedSseEnabled"] is True
