"""What events show instead of the data of a custom resource that answered with NoEcho."""

from cfn_local.engine.types.custom import CustomResource, masked, secrets_of


def test_the_texts_of_a_resource_with_no_echo_are_secret() -> None:
    data = {"Password": "correct horse", "Port": 5432, "Empty": ""}
    assert secrets_of(CustomResource("one", data=data, no_echo=True)) == ["correct horse"]
    assert secrets_of(CustomResource("one", data=data)) == []


def test_a_secret_is_masked_at_any_depth_and_in_a_longer_text() -> None:
    shown = masked({"Url": "db://me:correct horse@host", "All": [{"Key": "correct horse"}, 5]}, {"correct horse"})
    assert shown == {"Url": "db://me:****@host", "All": [{"Key": "****"}, 5]}


def test_a_short_secret_is_masked_only_where_it_stands_alone() -> None:
    assert masked({"One": "1", "Name": "web-1", "1": "x"}, {"1"}) == {"One": "****", "Name": "web-1", "1": "x"}
