"""AWS::Glue::Crawler: Ref is its name. It crawls nothing."""

from __future__ import annotations

from typing import Any

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof, Tagging

_ARN: dict[str, Any] = {"ResourceArn": lambda handle: handle.arn(f"crawler/{handle['Name']}")}
_TARGETS = {
    "CatalogTargets": [{"DatabaseName": "lake", "Tables": ["orders"]}],
    "DynamoDBTargets": [{"Path": "orders"}],
    "JdbcTargets": [{"ConnectionName": "shop", "Path": "shop/%", "Exclusions": ["tmp"]}],
    "S3Targets": [{"Path": "s3://ours/orders/", "Exclusions": ["tmp/**"]}],
}
_KINDS = ("Catalog", "Delta", "DynamoDB", "Hudi", "Iceberg", "Jdbc", "MongoDB", "S3")

TYPE = Declaration(
    "AWS::Glue::Crawler",
    "glue",
    named=Name("Name"),
    create=Call(
        "CreateCrawler",
        params={"Schedule": lambda handle: (handle.wanted.get("Schedule") or {}).get("ScheduleExpression")},
    ),
    read=(
        Call(
            "GetCrawler",
            "Crawler",
            finds={"Schedule": "Schedule.ScheduleExpression && {ScheduleExpression: Schedule.ScheduleExpression}"},
        ),
    ),
    update=(
        Call(
            "UpdateCrawler",
            params={"Schedule": lambda handle: (handle.wanted.get("Schedule") or {}).get("ScheduleExpression", "")},
            replaces=True,
        ),
    ),
    tags=Tagging(
        Call("TagResource", params=_ARN), Call("UntagResource", params=_ARN), Call("GetTags", "Tags", params=_ARN)
    ),
    shown={
        "Classifiers": [],
        "LakeFormationConfiguration": {"AccountId": "", "UseLakeFormationCredentials": False},
        "Targets": {f"{kind}Targets": [] for kind in _KINDS},
    },
    hidden_if_empty=("Configuration", "Description", "TablePrefix"),
    delete=Call("DeleteCrawler"),
    list=Call("ListCrawlers", "CrawlerNames"),
    given={"Role": "crawler", "Targets": {"S3Targets": [{"Path": "s3://theirs/"}]}},
    client=("get_crawler", {"Name": "{Ref}"}, "Crawler"),
    proofs=(
        Proof({"Name": "ours"}),
        Proof(
            {
                "Classifiers": ["grok"],
                "Configuration": '{"Version":1.0}',
                "CrawlerSecurityConfiguration": "sealed",
                "DatabaseName": "lake",
                "Description": "of ours",
                "RecrawlPolicy": {"RecrawlBehavior": "CRAWL_NEW_FOLDERS_ONLY"},
                "Role": "{rolearn}",
                "Schedule": {"ScheduleExpression": "cron(0 3 * * ? *)"},
                "SchemaChangePolicy": {"DeleteBehavior": "LOG", "UpdateBehavior": "LOG"},
                "TablePrefix": "raw_",
                "Targets": _TARGETS,
            },
            "[Classifiers, CrawlerSecurityConfiguration, DatabaseName, Description, RecrawlPolicy.RecrawlBehavior, "
            "Role, Schedule.ScheduleExpression, SchemaChangePolicy.DeleteBehavior, TablePrefix, "
            "Targets.S3Targets[].Path]",
            [
                ["grok"],
                "sealed",
                "lake",
                "of ours",
                "CRAWL_NEW_FOLDERS_ONLY",
                "{rolearn}",
                "cron(0 3 * * ? *)",
                "LOG",
                "raw_",
                ["s3://ours/orders/"],
            ],
        ),
        Proof(
            {"Tags": {"team": "core"}},
            "Tags",
            read=("get_tags", {"ResourceArn": "arn:{partition}:glue:{region}:{account}:crawler/{Ref}"}),
        ),
    ),
)
