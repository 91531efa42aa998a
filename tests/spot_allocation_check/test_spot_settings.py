"""The configuration: whatever is stored, the hook runs, and says what it could not use."""

import json
from pathlib import Path

import pytest
from awscommunity_spot_allocationcheck.settings import NAMES, OnUndetermined, OnUpdate, Scope, Settings

PROJECT = Path(__file__).resolve().parents[2] / "hooks" / "spot-allocation-check"
SCHEMA = json.loads((PROJECT / "awscommunity-spot-allocationcheck.json").read_text("utf-8"))["typeConfiguration"]
# The configuration schema as it was last released.
RELEASED = json.loads((Path(__file__).parent / "released_configuration.json").read_text("utf-8"))


class TestWithoutAConfiguration:
    @pytest.mark.parametrize("configuration", [None, {}])
    def test_the_defaults_hold(self, configuration):
        assert Settings.of(configuration) == Settings(
            scope=Scope.ALL,
            on_undetermined=OnUndetermined.ALLOW,
            min_instance_types=2,
            allowed_strategies=("price-capacity-optimized",),
            allow_attribute_based=True,
            allow_reservation_backed=True,
            min_zones=0,
            min_pools=0,
            require_capacity_rebalance=False,
            forbid_spot_max_price=False,
            exempt_tag_key="",
            exempt_tag_value="",
            on_update=OnUpdate.ENFORCE,
            resolve_launch_templates=True,
            reject_what_aws_refuses=False,
            ignored=(),
        )

    def test_the_schema_tells_the_same_defaults(self):
        told = {name: setting["default"] for name, setting in SCHEMA["properties"].items() if "default" in setting}
        assert Settings.of(told) == Settings()
        assert len(told) == len(NAMES) - 2  # the tag to exempt by has none


class TestASetting:
    @pytest.mark.parametrize(
        ("configuration", "attribute", "expected"),
        [
            ({"Scope": "SPOT_ONLY"}, "scope", Scope.SPOT_ONLY),
            ({"Scope": "spot_only "}, "scope", Scope.SPOT_ONLY),
            ({"MinInstanceTypes": "3"}, "min_instance_types", 3),
            ({"MinInstanceTypes": 3.0}, "min_instance_types", 3),
            ({"AllowedStrategies": "Capacity-Optimized, lowest-price"}, "allowed_strategies",
             ("capacity-optimized", "lowest-price")),
            ({"AllowAttributeBased": "False"}, "allow_attribute_based", False),
            ({"ResolveLaunchTemplates": False}, "resolve_launch_templates", False),
            ({"ExemptTagValue": True}, "exempt_tag_value", "true"),
        ],
    )  # fmt: skip
    def test_may_be_written_as_text(self, configuration, attribute, expected):
        settings = Settings.of(configuration)
        assert getattr(settings, attribute) == expected
        assert settings.ignored == ()

    @pytest.mark.parametrize(
        ("configuration", "told"),
        [
            ({"Typo": 1}, "There is no setting 'Typo'; it is ignored."),
            ({"Scope": "SOME"}, "Scope cannot be 'SOME'; ALL is used."),
            ({"MinInstanceTypes": "abc"}, "MinInstanceTypes cannot be 'abc'; 2 is used."),
            ({"MinInstanceTypes": 0}, "MinInstanceTypes cannot be 0; 2 is used."),
            ({"MinInstanceTypes": 2.5}, "MinInstanceTypes cannot be 2.5; 2 is used."),
            ({"MinInstanceTypes": True}, "MinInstanceTypes cannot be True; 2 is used."),
            ({"MinInstanceTypes": "inf"}, "MinInstanceTypes cannot be 'inf'; 2 is used."),
            ({"MinZones": -1}, "MinZones cannot be -1; 0 is used."),
            ({"AllowedStrategies": []}, "AllowedStrategies cannot be []; price-capacity-optimized is used."),
            (
                {"AllowedStrategies": {"a": 1}},
                "AllowedStrategies cannot be {'a': 1}; price-capacity-optimized is used.",
            ),
            ({"AllowAttributeBased": "yes"}, "AllowAttributeBased cannot be 'yes'; true is used."),
            ({"ExemptTagKey": ["a"]}, "ExemptTagKey cannot be ['a']; none is used."),
            ("nonsense", "The configuration is no object; it is ignored."),
        ],
    )
    def test_that_cannot_be_used_is_told_and_leaves_the_default(self, configuration, told):
        settings = Settings.of(configuration)
        assert settings.ignored == (told,)
        assert settings == Settings(ignored=(told,))

    def test_that_is_null_is_as_good_as_absent(self):
        assert Settings.of({"Scope": None, "MinZones": None}) == Settings()


class TestTheConfigurationSchema:
    def test_has_the_settings_that_are_read(self):
        assert tuple(SCHEMA["properties"]) == NAMES

    def test_has_every_setting_of_the_last_release(self):
        assert set(RELEASED["properties"]) <= set(SCHEMA["properties"])

    def test_keeps_the_type_of_each(self):
        types = {name: setting["type"] for name, setting in RELEASED["properties"].items()}
        assert types == {name: SCHEMA["properties"][name]["type"] for name in types}

    def test_keeps_every_value_that_was_allowed(self):
        for name, setting in RELEASED["properties"].items():
            assert set(setting.get("enum", [])) <= set(SCHEMA["properties"][name].get("enum", []))

    def test_requires_nothing(self):
        assert SCHEMA.get("required", []) == []
