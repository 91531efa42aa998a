"""AWS::AppSync::DataSource: Ref is its ARN. Nothing is asked of it."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof
from cfn_local.engine.types.aws.graph_apis import API, named_in_arn

_THIS = named_in_arn(apiId=1, name=3)
_TABLE = {"AwsRegion": "{region}", "TableName": "ours", "UseCallerCredentials": False}

TYPE = Declaration(
    "AWS::AppSync::DataSource",
    "appsync",
    create=Call("CreateDataSource", "dataSource", finds={"DataSourceArn": "dataSourceArn"}),
    read=(
        Call("GetDataSource", "dataSource", _THIS),
        lambda handle: {"ApiId": str(handle["DataSourceArn"]).split("/")[1]},
    ),
    update=(Call("UpdateDataSource", params=_THIS, replaces=True),),
    delete=Call("DeleteDataSource", params=_THIS),
    given={"ApiId": API, "Name": "source", "Type": "NONE"},
    client=("get_data_source", {"apiId": API, "name": "{Name}"}, "dataSource"),
    proofs=(
        Proof({"ApiId": API, "Name": "ours"}, "name", "ours"),
        Proof({"Description": "of ours"}, "description"),
        Proof(
            {"DynamoDBConfig": _TABLE, "ServiceRoleArn": "{rolearn}", "Type": "AMAZON_DYNAMODB"},
            "[dynamodbConfig.tableName, serviceRoleArn, type]",
            ["ours", "{rolearn}", "AMAZON_DYNAMODB"],
        ),
        Proof(
            {"LambdaConfig": {"LambdaFunctionArn": "{otherfunctionarn}"}, "Type": "AWS_LAMBDA"},
            "[lambdaConfig.lambdaFunctionArn, type]",
            ["{otherfunctionarn}", "AWS_LAMBDA"],
        ),
        Proof(
            {"HttpConfig": {"Endpoint": "https://example.com"}, "Type": "HTTP"},
            "httpConfig.endpoint",
            "https://example.com",
        ),
        Proof(
            {"EventBridgeConfig": {"EventBusArn": "arn:{partition}:events:{region}:{account}:event-bus/ours"}},
            "eventBridgeConfig.eventBusArn",
            "arn:{partition}:events:{region}:{account}:event-bus/ours",
        ),
    ),
)
