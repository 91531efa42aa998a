"""AWS::Logs::QueryDefinition: Ref is its ID."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof

TYPE = Declaration(
    "AWS::Logs::QueryDefinition",
    "logs",
    names={"QueryDefinitionId": "queryDefinitionId"},
    create=Call("PutQueryDefinition"),
    read=(
        lambda handle: next(
            (
                {f"{name[0].upper()}{name[1:]}": value for name, value in one.items() if name != "lastModified"}
                for one in handle("DescribeQueryDefinitions")["queryDefinitions"]
                if one["queryDefinitionId"] == handle["QueryDefinitionId"]
            ),
            None,
        ),
    ),
    update=(Call("PutQueryDefinition", replaces=True),),
    shown={"LogGroupNames": [], "Parameters": [], "QueryLanguage": "CWLI"},
    delete=Call("DeleteQueryDefinition"),
    list=Call("DescribeQueryDefinitions", "queryDefinitions"),
    given={"Name": "query", "QueryString": "fields @message"},
    client=("describe_query_definitions", {}, "queryDefinitions[0]"),
    proofs=(
        Proof(
            {
                "LogGroupNames": ["{AWS::Logs::LogGroup}"],
                "Name": "ours/errors",
                "QueryString": "fields @timestamp | limit 20",
            },
            "[logGroupNames, name, queryString]",
            [["{AWS::Logs::LogGroup}"], "ours/errors", "fields @timestamp | limit 20"],
        ),
    ),
)
