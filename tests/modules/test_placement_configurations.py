"""Configurations of the placement score tracker: how they are written, and how they are always asked for alike."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spot_placement_score_tracker.function.configurations import (
    Configuration,
    canonical,
    configuration_of,
    listed_configurations,
    printable,
    stored_configuration,
    without_namesakes,
)

WEB = {"InstanceTypes": ["m6i.large", "c6i.large", "r6i.large"], "TargetCapacity": 10, "RegionNames": ["eu-west-1"]}
CANONICAL_WEB = {
    "InstanceTypes": ["c6i.large", "m6i.large", "r6i.large"],
    "RegionNames": ["eu-west-1"],
    "TargetCapacity": 10,
}
VALUES = st.recursive(
    st.integers() | st.text() | st.booleans(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def shuffled(value: Any, random: Any) -> Any:
    """The same request, written down in another order."""
    if isinstance(value, dict):
        return {name: shuffled(value[name], random) for name in random.sample(list(value), len(value))}
    if isinstance(value, list):
        return [shuffled(one, random) for one in random.sample(value, len(value))]
    return value


class TestTheCanonicalForm:
    @given(VALUES, st.randoms(use_true_random=False))
    def test_is_the_same_text_however_a_request_is_written_down(self, value: Any, random: Any) -> None:
        assert json.dumps(canonical(shuffled(value, random))) == json.dumps(canonical(value))

    @given(VALUES)
    def test_is_that_of_itself(self, value: Any) -> None:
        assert canonical(canonical(value)) == canonical(value)

    def test_names_each_type_once(self) -> None:
        assert canonical({"InstanceTypes": ["b", "a", "b"]}) == {"InstanceTypes": ["a", "b"]}


class TestAListOfConfigurations:
    def test_has_each_under_its_name(self) -> None:
        assert listed_configurations(json.dumps({"web": WEB, "empty": {}})) == [
            Configuration("web", CANONICAL_WEB),
            Configuration("empty", {}),
        ]

    def test_that_cannot_be_read_fails_as_a_whole(self) -> None:
        (failed,) = listed_configurations('{"web": ')
        assert (failed.name, failed.complaint[:18]) == ("Configurations", "they are not JSON:")

    def test_that_is_no_object_fails_as_a_whole(self) -> None:
        assert listed_configurations("[]") == [
            Configuration("Configurations", {}, "they are not a JSON object from name to request")
        ]

    def test_loses_none_for_another_that_cannot_be(self) -> None:
        found = listed_configurations(json.dumps({"bad": 7, "web": WEB, "worse": {"Types": []}}))
        assert [(one.name, bool(one.complaint)) for one in found] == [("bad", True), ("web", False), ("worse", True)]


class TestAStoredConfiguration:
    def test_is_one_request(self) -> None:
        assert stored_configuration("web", json.dumps(WEB)) == Configuration("web", CANONICAL_WEB)

    def test_that_is_not_json_fails_alone(self) -> None:
        assert stored_configuration("web", "AQIDAHh").complaint.startswith("it is not JSON: ")


class TestAConfiguration:
    @pytest.mark.parametrize("written", [None, 7, "text", [WEB]])
    def test_is_an_object(self, written: Any) -> None:
        assert configuration_of("web", written).complaint == "it is not a JSON object, the request"

    @pytest.mark.parametrize("member", ["MaxResults", "NextToken", "DryRun", "instanceTypes"])
    def test_has_nothing_but_what_is_asked(self, member: str) -> None:
        complaint = configuration_of("web", {**WEB, member: 1}).complaint
        assert complaint.startswith(f"{member} cannot be in it; InstanceTypes, InstanceRequirementsWithMetadata,")

    @pytest.mark.parametrize("name", ["", " ", "größe", "a\nb", "x" * 256])
    def test_has_a_name_that_a_metric_can_have(self, name: str) -> None:
        assert configuration_of(name, WEB).complaint == "its name is not of 1 to 255 printable ASCII characters"

    @given(st.text())
    def test_fails_under_a_name_that_a_metric_can_have(self, name: str) -> None:
        shown = printable(name)
        assert shown.isascii()
        assert shown.isprintable()
        assert 1 <= len(shown) <= 255
        assert shown.strip()

    @pytest.mark.parametrize(
        ("request_", "few"),
        [
            ({"InstanceTypes": ["a", "b"]}, True),
            ({"InstanceTypes": ["a", "b", "a"]}, True),
            ({"InstanceTypes": ["a", "b", "c"]}, False),
            ({"InstanceRequirementsWithMetadata": {}}, False),
        ],
    )
    def test_tells_whether_its_scores_will_always_be_low(self, request_: dict[str, Any], few: bool) -> None:
        assert configuration_of("web", request_).has_few_types is few


class TestNamesakes:
    def test_fail_together_since_their_metrics_would_be_one(self) -> None:
        web, other, cache = (
            Configuration("web", {}),
            Configuration("web", {"TargetCapacity": 1}),
            Configuration("c", {}),
        )
        assert without_namesakes([web, cache, other]) == [
            Configuration("web", {}, "there are several of this name"),
            cache,
        ]
