"""AWS::Config::ConfigurationAggregator: Ref is its name. Nothing is aggregated."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Name, Proof, Tagging

_PUT = Call("PutConfigurationAggregator", "ConfigurationAggregator")
_READ = Call("DescribeConfigurationAggregators", "ConfigurationAggregators")
_ACCOUNTS = [{"AccountIds": ["{account}"], "AllAwsRegions": True}]
_SOME = [{"AccountIds": ["{account}", "210987654321"], "AwsRegions": ["{region}"]}]

TYPE = Declaration(
    "AWS::Config::ConfigurationAggregator",
    "config",
    named=Name("ConfigurationAggregatorName", 256),
    create=_PUT,
    read=(_READ,),
    update=(Call("PutConfigurationAggregator", replaces=True),),
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "Tags")),
    delete=Call("DeleteConfigurationAggregator"),
    list=_READ,
    given={"AccountAggregationSources": _ACCOUNTS},
    client=(
        "describe_configuration_aggregators",
        {"ConfigurationAggregatorNames": ["{Ref}"]},
        "ConfigurationAggregators[0]",
    ),
    proofs=(
        Proof({"ConfigurationAggregatorName": "ours"}),
        Proof({"AccountAggregationSources": _ACCOUNTS}, "AccountAggregationSources[0].AllAwsRegions", True),
        Proof({"AccountAggregationSources": _SOME}, "AccountAggregationSources[0].AwsRegions", ["{region}"], left=None),
        Proof(
            {"Tags": TAGS},
            "Tags",
            read=("list_tags_for_resource", {"ResourceArn": "{ConfigurationAggregatorArn}"}),
        ),
    ),
)
