"""What a stand-in makes up: identifiers, names and attributes in the forms that AWS gives them."""

import re
from random import Random
from typing import Any

import pytest

from cfn_local.engine.types.stand_in.forms import forms_of
from cfn_local.engine.types.stand_in.making import Making
from cfn_local.engine.types.stand_in.matching_text import matching
from cfn_local.engine.types.stand_in.origin import Origin
from cfn_local.registry import provider_schemas
from cfn_local.schemas import paths

ACCOUNT = "123456789012"


def made(type_name: str, region: str = "us-east-1", /, **properties: Any) -> Making:
    schema = provider_schemas.schema(type_name, region)
    assert schema is not None
    return Making(schema, properties, Origin(ACCOUNT, region, "shop", "Thing", seed="one"))


class TestRef:
    @pytest.mark.parametrize(
        ("type_name", "properties", "ref"),
        [
            # recorded in 2026
            ("AWS::EFS::FileSystem", {}, "fs-[0-9a-f]{17}"),
            ("AWS::Cognito::UserPool", {}, "us-east-1_[A-Za-z0-9]{9}"),
            ("AWS::CloudFront::CachePolicy", {}, "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}"),
            ("AWS::Kinesis::Stream", {}, "shop-Thing-[A-Za-z0-9]{12}"),
            ("AWS::Kinesis::Stream", {"Name": "orders"}, "orders"),
            ("AWS::RDS::DBCluster", {}, "shop-thing-[a-z0-9]{12}"),
            ("AWS::RDS::DBCluster", {"DBClusterIdentifier": "Orders"}, "orders"),
            (
                "AWS::StepFunctions::StateMachine",
                {},
                f"arn:aws:states:us-east-1:{ACCOUNT}:stateMachine:Thing-[A-Za-z0-9]{{12}}",
            ),
            ("AWS::CodeBuild::Project", {"Name": "build"}, "build"),
            # several parts, joined
            ("AWS::ApiGateway::Method", {"RestApiId": "a", "ResourceId": "b", "HttpMethod": "GET"}, r"a\|b\|GET"),
            # several parts, of which Ref is one
            ("AWS::ApiGateway::Stage", {"RestApiId": "a", "StageName": "prod"}, "prod"),
            ("AWS::Cognito::UserPoolClient", {"UserPoolId": "us-east-1_a"}, "[a-z0-9]{25}"),
            ("AWS::Events::Rule", {"Name": "hourly"}, "hourly"),
        ],
    )
    def test_has_the_form_of_aws(self, type_name: str, properties: dict[str, Any], ref: str) -> None:
        assert re.fullmatch(ref, made(type_name, **properties).reference)


class TestAttributes:
    @pytest.mark.parametrize(
        ("region", "arn"),
        [
            ("us-east-1", "arn:aws:kafka:us-east-1:123456789012:configuration/"),
            ("eu-central-1", "arn:aws:kafka:eu-central-1:123456789012:configuration/"),
            ("us-gov-west-1", "arn:aws-us-gov:kafka:us-gov-west-1:123456789012:configuration/"),
            ("cn-north-1", "arn:aws-cn:kafka:cn-north-1:123456789012:configuration/"),
        ],
    )
    def test_name_the_region_and_its_partition(self, region: str, arn: str) -> None:
        model = made("AWS::MSK::Configuration", region, Name="tuned", ServerProperties="").model
        assert model["Arn"].startswith(f"{arn}tuned/")

    def test_refer_to_each_other(self) -> None:
        model = made("AWS::AppSync::GraphQLApi", Name="api", AuthenticationType="API_KEY").model
        assert model["Arn"] == f"arn:aws:appsync:us-east-1:{ACCOUNT}:apis/{model['ApiId']}"
        assert model["GraphQLUrl"] == f"https://{model['GraphQLDns']}/graphql"

    def test_take_the_parent_from_its_arn(self) -> None:
        workspace = f"arn:aws:aps:us-east-1:{ACCOUNT}:workspace/ws-1"
        model = made("AWS::APS::RuleGroupsNamespace", Name="rules", Workspace=workspace, Data="").model
        assert model["Arn"] == f"arn:aws:aps:us-east-1:{ACCOUNT}:rulegroupsnamespace/ws-1/rules"

    def test_of_a_type_without_a_recording_follow_the_arns_of_iam(self) -> None:
        assert "AWS::AppFlow::ConnectorProfile" not in ALL_FORMS
        assert made("AWS::AppFlow::ConnectorProfile", ConnectorProfileName="crm").model["ConnectorProfileArn"] == (
            f"arn:aws:appflow:us-east-1:{ACCOUNT}:connectorprofile/crm"
        )

    def test_inside_objects_are_made_too(self) -> None:
        model = made("AWS::MemoryDB::Cluster", ClusterName="cache").model
        assert re.fullmatch(
            r"clustercfg\.cache\.[a-z0-9]{6}\.memorydb\.us-east-1\.amazonaws\.com", model["ClusterEndpoint"]["Address"]
        )

    def test_have_the_type_that_the_schema_declares(self) -> None:
        model = made("AWS::EC2::IPAMPool", IpamScopeId="s", AddressFamily="ipv4").model
        assert isinstance(model["PoolDepth"], int)
        assert re.fullmatch("ipam-pool-[0-9a-f]{17}", model["IpamPoolId"])

    def test_are_the_same_for_the_same_resource_and_differ_for_another(self) -> None:
        schema = provider_schemas.schema("AWS::EFS::FileSystem", "us-east-1")
        assert schema is not None
        one = Origin(ACCOUNT, "us-east-1", "shop", "Thing")
        other = Origin(ACCOUNT, "us-east-1", "shop", "Thing")
        assert Making(schema, {}, one).model == Making(schema, {}, one).model
        assert Making(schema, {}, one).reference != Making(schema, {}, other).reference

    def test_that_only_the_service_is_told_are_not_shown(self) -> None:
        model = made("AWS::RDS::DBCluster", Engine="aurora-mysql", MasterUserPassword="secret").model
        assert "MasterUserPassword" not in model
        assert model["Engine"] == "aurora-mysql"


class TestTextForAPattern:
    @pytest.mark.parametrize(
        "pattern",
        [
            "^[a-z]{3}-[0-9]+$",
            r"^(a|b)\w*x?$",
            "^[^a-z ]{4,}$",
            "^(?!aws:)[a-z]+$",
            r"^([a-z])\1$",
            "^arn:aws[-a-z]*:s3:::[a-z0-9.-]{3,63}$",
        ],
    )
    def test_matches_it(self, pattern: str) -> None:
        text = matching(pattern, Random(1))
        assert text is not None
        assert re.search(pattern, text)

    def test_is_as_long_as_asked(self) -> None:
        text = matching("^[a-z]+$", Random(1), shortest=20, longest=40)
        assert text is not None
        assert 20 <= len(text) <= 40

    def test_has_the_one_length_that_is_allowed(self) -> None:
        assert len(matching("^[a-z][a-z-]*$", Random(1), shortest=37, longest=37) or "") == 37

    @pytest.mark.parametrize("pattern", ["[", r"\p{Alnum}+", "^(?!.)x$"])
    def test_is_none_where_none_can_be_found(self, pattern: str) -> None:
        assert matching(pattern, Random(1)) is None


ALL_FORMS = {name: forms_of(name) for name in provider_schemas.type_names("us-east-1") if forms_of(name)}


class TestTheTableOfForms:
    def test_names_properties_of_its_types_only(self) -> None:
        unknown = []
        for type_name, forms in ALL_FORMS.items():
            schema = provider_schemas.schema(type_name, "us-east-1")
            assert schema is not None
            known = {
                ".".join(path)
                for path in [(name,) for name in schema["properties"]] + paths.of(schema, "readOnlyProperties")
            }
            unknown += [f"{type_name} {name}" for name in forms if name not in known and name != "Ref"]
        assert unknown == []

    def test_knows_no_account_but_its_own(self) -> None:
        assert [form for forms in ALL_FORMS.values() for form in forms.values() if re.search(r"\d{12}", form)] == []
