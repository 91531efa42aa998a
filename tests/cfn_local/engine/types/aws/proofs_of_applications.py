"""What of DynamoDB, Lambda, Events, CloudWatch, Glue, Secrets Manager and policies of messages a template may state."""

import json

import jmespath
from type_stories import SAME, Proof

TAGS = [{"Key": "team", "Value": "core"}]
POLICY = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}
OTHER_POLICY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*"}],
}
POLICY_TEXT = (
    '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}'
)

QUEUE_POLICIES = [
    Proof(
        "AWS::SQS::QueuePolicy",
        {"PolicyDocument": POLICY, "Queues": ["{queue}"]},
        ("sqs", "get_queue_attributes", {"QueueUrl": "{queue}", "AttributeNames": ["All"]}),
        "Attributes.Policy",
        POLICY_TEXT,
        {"PolicyDocument": OTHER_POLICY, "Queues": ["{otherqueue}"]},
    )
]
TOPIC_POLICIES = [
    Proof(
        "AWS::SNS::TopicPolicy",
        {"PolicyDocument": POLICY, "Topics": ["{topic}"]},
        ("sns", "get_topic_attributes", {"TopicArn": "{topic}"}),
        "Attributes.Policy",
        POLICY_TEXT.replace(" ", ""),
        {"PolicyDocument": OTHER_POLICY, "Topics": ["{othertopic}"]},
    )
]


def _of_subscription(stated, found, expected=SAME, **given):
    read = ("sns", "get_subscription_attributes", {"SubscriptionArn": "{Ref}"})
    needed = {"TopicArn": "{topic}", "Protocol": "sqs", "Endpoint": "{queuearn}", **given}
    return Proof("AWS::SNS::Subscription", stated, read, f"Attributes.{found}", expected, needed)


SUBSCRIPTIONS = [
    _of_subscription(
        {"TopicArn": "{topic}", "Protocol": "sqs", "Endpoint": "{queuearn}"},
        "[TopicArn, Protocol, Endpoint]",
        ["{topic}", "sqs", "{queuearn}"],
    ),
    _of_subscription({"FilterPolicy": {"kind": ["new"]}}, "FilterPolicy || `null`", '{"kind": ["new"]}'),
    _of_subscription({"FilterPolicyScope": "MessageBody"}, "FilterPolicyScope", FilterPolicy={"kind": ["new"]}),
    _of_subscription({"RawMessageDelivery": True}, "RawMessageDelivery", "true"),
    _of_subscription(
        {"RedrivePolicy": {"deadLetterTargetArn": "{queuearn}"}},
        "RedrivePolicy || `null`",
        '{"deadLetterTargetArn": "{queuearn}"}',
    ),
]


_HASH = [{"AttributeName": "id", "KeyType": "HASH"}]
_ID = {"AttributeName": "id", "AttributeType": "S"}
_TABLE = {"KeySchema": _HASH, "AttributeDefinitions": [_ID], "BillingMode": "PAY_PER_REQUEST"}
_THROUGHPUT = {"ReadCapacityUnits": "5", "WriteCapacityUnits": 6}
_PROVISIONED = {
    "KeySchema": _HASH,
    "AttributeDefinitions": [_ID],
    "ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1},
}


def _of_table(stated, found, expected=SAME, given=_TABLE):
    read = ("dynamodb", "describe_table", {"TableName": "{Ref}"})
    return Proof("AWS::DynamoDB::Table", stated, read, f"Table.{found}", expected, given)


_BY_AGE = {
    "IndexName": "by-age",
    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "age", "KeyType": "RANGE"}],
    "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["name"]},
}
_WITH_AGE = [_ID, {"AttributeName": "age", "AttributeType": "N"}]
_KEYS_WITH_AGE = {"AttributeDefinitions": _WITH_AGE, "KeySchema": _BY_AGE["KeySchema"]}
TABLES = [
    _of_table({"TableName": "people"}, "TableName"),
    _of_table(
        {"AttributeDefinitions": [_ID], "KeySchema": _HASH, "BillingMode": "PAY_PER_REQUEST"},
        "[AttributeDefinitions, KeySchema, BillingModeSummary.BillingMode]",
        [[_ID], _HASH, "PAY_PER_REQUEST"],
        {},
    ),
    _of_table({"DeletionProtectionEnabled": True}, "DeletionProtectionEnabled"),
    _of_table(
        {"GlobalSecondaryIndexes": [{**_BY_AGE, "ProvisionedThroughput": _THROUGHPUT}]},
        "GlobalSecondaryIndexes[].[IndexName, KeySchema, Projection, ProvisionedThroughput.ReadCapacityUnits, "
        "ProvisionedThroughput.WriteCapacityUnits]",
        [["by-age", _BY_AGE["KeySchema"], _BY_AGE["Projection"], 5, 6]],
        {**_PROVISIONED, **_KEYS_WITH_AGE},
    ),
    _of_table(
        {"LocalSecondaryIndexes": [_BY_AGE]},
        "LocalSecondaryIndexes[].[IndexName, KeySchema, Projection]",
        [["by-age", _BY_AGE["KeySchema"], _BY_AGE["Projection"]]],
        {**_TABLE, **_KEYS_WITH_AGE},
    ),
    Proof(
        "AWS::DynamoDB::Table",
        {"PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": True}},
        ("dynamodb", "describe_continuous_backups", {"TableName": "{Ref}"}),
        "ContinuousBackupsDescription.PointInTimeRecoveryDescription.PointInTimeRecoveryStatus",
        "ENABLED",
        _TABLE,
    ),
    _of_table(
        {"ProvisionedThroughput": _THROUGHPUT},
        "ProvisionedThroughput.[ReadCapacityUnits, WriteCapacityUnits]",
        [5, 6],
        _PROVISIONED,
    ),
    _of_table(
        {"SSESpecification": {"SSEEnabled": True, "SSEType": "KMS", "KMSMasterKeyId": "{keyarn}"}},
        "SSEDescription.[Status, SSEType, KMSMasterKeyArn]",
        ["ENABLED", "KMS", "{keyarn}"],
    ),
    _of_table(
        {"StreamSpecification": {"StreamViewType": "KEYS_ONLY"}}, "StreamSpecification.StreamViewType", "KEYS_ONLY"
    ),
    Proof(
        "AWS::DynamoDB::Table",
        {"TimeToLiveSpecification": {"AttributeName": "expires", "Enabled": True}},
        ("dynamodb", "describe_time_to_live", {"TableName": "{Ref}"}),
        "TimeToLiveDescription.[TimeToLiveStatus, AttributeName]",
        ["ENABLED", "expires"],
        _TABLE,
        ["DISABLED", "expires"],
    ),
    Proof(
        "AWS::DynamoDB::Table",
        {"Tags": TAGS},
        ("dynamodb", "list_tags_of_resource", {"ResourceArn": "{Arn}"}),
        "Tags",
        given=_TABLE,
    ),
]


def _of_rule(stated, found, expected=SAME, **given):
    needed = {"ScheduleExpression": "rate(1 day)", **given}
    return Proof("AWS::Events::Rule", stated, ("events", "describe_rule", {"Name": "{Ref}"}), found, expected, needed)


_TARGET = {
    "Id": "jobs",
    "Arn": "{queuearn}",
    "InputTransformer": {"InputPathsMap": {"at": "$.time"}, "InputTemplate": '"at <at>"'},
    "RetryPolicy": {"MaximumRetryAttempts": 2},
    "DeadLetterConfig": {"Arn": "{queuearn}"},
}
RULES = [
    _of_rule({"Name": "daily"}, "Name"),
    _of_rule({"Description": "each day"}, "Description"),
    _of_rule({"EventPattern": {"source": ["aws.ec2"]}}, "EventPattern", '{"source": ["aws.ec2"]}'),
    _of_rule({"RoleArn": "{rolearn}"}, "RoleArn"),
    _of_rule({"ScheduleExpression": "rate(2 hours)"}, "ScheduleExpression"),
    _of_rule({"State": "DISABLED"}, "State"),
    Proof(
        "AWS::Events::Rule",
        {"Targets": [_TARGET]},
        ("events", "list_targets_by_rule", {"Rule": "{Ref}"}),
        "Targets",
        given={"ScheduleExpression": "rate(1 day)"},
    ),
    Proof(
        "AWS::Events::Rule",
        {"Tags": TAGS},
        ("events", "list_tags_for_resource", {"ResourceARN": "{Arn}"}),
        "Tags",
        given={"ScheduleExpression": "rate(1 day)"},
    ),
]


_FUNCTION = {
    "Code": {"ZipFile": "def handler(event, context): return 1"},
    "Handler": "index.handler",
    "Role": "{rolearn}",
    "Runtime": "python3.12",
}


def _of_function(stated, found, expected=SAME):
    read = ("lambda", "get_function", {"FunctionName": "{Ref}"})
    return Proof("AWS::Lambda::Function", stated, read, found, expected, _FUNCTION)


FUNCTIONS = [
    *(
        _of_function(stated, f"Configuration.{next(iter(stated))}")
        for stated in (
            {"FunctionName": "judge"},
            {"Architectures": ["arm64"]},
            {"Description": "judges"},
            {"Environment": {"Variables": {"LEVEL": "high"}}},
            {"EphemeralStorage": {"Size": 1024}},
            {"Handler": "index.other"},
            {"MemorySize": 256},
            {"Role": "{otherrolearn}"},
            {"Runtime": "python3.13"},
            {"Timeout": 30},
        )
    ),
    _of_function({"KmsKeyArn": "{keyarn}"}, "Configuration.KMSKeyArn"),
    _of_function({"TracingConfig": {"Mode": "Active"}}, "Configuration.TracingConfig.Mode", "Active"),
    _of_function({"ReservedConcurrentExecutions": 3}, "Concurrency.ReservedConcurrentExecutions"),
    _of_function({"Tags": TAGS}, "Tags", {"team": "core"}),
]


_PERMISSION = {"FunctionName": "{function}", "Action": "lambda:InvokeFunction", "Principal": "events.amazonaws.com"}


def _of_permission(stated, found, expected=SAME):
    def statement(answer):
        return jmespath.search(found, json.loads(answer["Policy"])["Statement"][0])

    read = ("lambda", "get_policy", {"FunctionName": "{function}"})
    return Proof("AWS::Lambda::Permission", stated, read, statement, expected, _PERMISSION)


PERMISSIONS = [
    _of_permission(
        {"FunctionName": "{function}", "Action": "lambda:GetFunction", "Principal": "sns.amazonaws.com"},
        "[Action, Principal.Service]",
        ["lambda:GetFunction", "sns.amazonaws.com"],
    ),
    _of_permission({"SourceAccount": "123456789012"}, 'Condition.StringEquals."AWS:SourceAccount"'),
    _of_permission({"SourceArn": "{queuearn}"}, 'Condition.ArnLike."AWS:SourceArn"'),
    _of_permission({"PrincipalOrgID": "o-abcdefghij"}, 'Condition.StringEquals."aws:PrincipalOrgID"'),
]


ALARM = {
    "ComparisonOperator": "GreaterThanThreshold",
    "EvaluationPeriods": 1,
    "MetricName": "Depth",
    "Namespace": "Ours",
    "Period": 60,
    "Statistic": "Sum",
    "Threshold": 1.5,
}


def _of_alarm(stated, expected=SAME, given=ALARM):
    read = ("cloudwatch", "describe_alarms", {})
    return Proof("AWS::CloudWatch::Alarm", stated, read, f"MetricAlarms[0].{next(iter(stated))}", expected, given)


ALARMS = [
    _of_alarm({"AlarmName": "deep"}),
    _of_alarm({"ActionsEnabled": False}),
    _of_alarm({"AlarmActions": ["{topic}"]}),
    _of_alarm({"AlarmDescription": "too deep"}),
    _of_alarm({"ComparisonOperator": "LessThanThreshold"}),
    _of_alarm({"DatapointsToAlarm": "1"}, 1),
    _of_alarm({"Dimensions": [{"Name": "Queue", "Value": "jobs"}]}),
    _of_alarm({"EvaluateLowSampleCountPercentile": "ignore"}),
    _of_alarm({"EvaluationPeriods": 3}),
    _of_alarm({"ExtendedStatistic": "p99"}, given={name: ALARM[name] for name in ALARM if name != "Statistic"}),
    _of_alarm({"InsufficientDataActions": ["{topic}"]}),
    _of_alarm({"MetricName": "Age"}),
    _of_alarm({"Namespace": "Theirs"}),
    _of_alarm({"OKActions": ["{topic}"]}),
    _of_alarm({"Period": 300}),
    _of_alarm({"Statistic": "Average"}),
    _of_alarm({"Threshold": "2.5"}, 2.5),
    _of_alarm({"TreatMissingData": "breaching"}),
    _of_alarm({"Unit": "Count"}),
    Proof(
        "AWS::CloudWatch::Alarm",
        {"Tags": TAGS},
        ("cloudwatch", "list_tags_for_resource", {"ResourceARN": "{Arn}"}),
        "Tags",
        given=ALARM,
    ),
]
DASHBOARDS = [
    Proof(
        "AWS::CloudWatch::Dashboard",
        {"DashboardName": "ours", "DashboardBody": '{"widgets": []}'},
        ("cloudwatch", "get_dashboard", {"DashboardName": "ours"}),
        "DashboardBody",
        '{"widgets": []}',
    ),
    Proof(
        "AWS::CloudWatch::Dashboard",
        {"DashboardBody": '{"widgets": []}'},
        ("cloudwatch", "get_dashboard", {"DashboardName": "{Ref}"}),
        "DashboardBody",
        given={"DashboardBody": '{"widgets": [], "start": "-PT1H"}'},
    ),
]


_JOB = {"Command": {"Name": "glueetl", "ScriptLocation": "s3://ours/job.py"}, "Role": "{rolearn}"}


def _of_job(stated, expected=SAME):
    read = ("glue", "get_job", {"JobName": "{Ref}"})
    return Proof("AWS::Glue::Job", stated, read, f"Job.{next(iter(stated))}", expected, _JOB)


JOBS = [
    _of_job({"Name": "nightly"}),
    _of_job({"AllocatedCapacity": "4"}, 4),
    _of_job({"Command": {"Name": "pythonshell", "PythonVersion": "3.9", "ScriptLocation": "s3://ours/other.py"}}),
    _of_job({"Connections": {"Connections": ["warehouse"]}}),
    _of_job({"DefaultArguments": {"--job-language": "python"}}),
    _of_job({"Description": "each night"}),
    _of_job({"ExecutionClass": "FLEX"}),
    _of_job({"ExecutionProperty": {"MaxConcurrentRuns": 2}}),
    _of_job({"GlueVersion": "4.0"}),
    _of_job({"LogUri": "s3://ours/logs"}),
    _of_job({"MaxCapacity": 2}, 2.0),
    _of_job({"MaxRetries": 1}),
    _of_job({"NonOverridableArguments": {"--fixed": "yes"}}),
    _of_job({"NotificationProperty": {"NotifyDelayAfter": 3}}),
    _of_job({"NumberOfWorkers": 2}),
    _of_job({"Role": "{otherrolearn}"}),
    _of_job({"SecurityConfiguration": "ours"}),
    _of_job({"Timeout": 10}),
    _of_job({"WorkerType": "G.1X"}),
    Proof(
        "AWS::Glue::Job",
        {"Tags": {"team": "core"}},
        ("glue", "get_tags", {"ResourceArn": "arn:aws:glue:us-east-1:123456789012:job/nightly"}),
        "Tags",
        given={**_JOB, "Name": "nightly"},
    ),
]


def _of_secret(stated, found, expected=SAME, **given):
    read = ("secretsmanager", "describe_secret", {"SecretId": "{Ref}"})
    return Proof("AWS::SecretsManager::Secret", stated, read, found, expected, given)


def _generated(stated, judge):
    read = ("secretsmanager", "get_secret_value", {"SecretId": "{Ref}"})
    return Proof(
        "AWS::SecretsManager::Secret",
        {"GenerateSecretString": stated},
        read,
        lambda answer: judge(answer["SecretString"]),
        True,
    )


SECRETS = [
    _of_secret({"Name": "entrance"}, "Name"),
    _of_secret({"Description": "of the door"}, "Description"),
    _of_secret({"KmsKeyId": "{keyarn}"}, "KmsKeyId"),
    _of_secret({"Tags": TAGS}, "Tags || `[]`"),
    Proof(
        "AWS::SecretsManager::Secret",
        {"SecretString": "sesame"},
        ("secretsmanager", "get_secret_value", {"SecretId": "{Ref}"}),
        "SecretString",
        given={"SecretString": "open"},
    ),
    _generated({"PasswordLength": 50}, lambda text: len(text) == 50),
    _generated({"ExcludeLowercase": True, "PasswordLength": 100}, lambda text: text == text.upper()),
    _generated({"ExcludeUppercase": True, "PasswordLength": 100}, lambda text: text == text.lower()),
    _generated({"ExcludeNumbers": True, "PasswordLength": 100}, lambda text: not any(map(str.isdigit, text))),
    _generated(
        {"ExcludePunctuation": True, "RequireEachIncludedType": True, "PasswordLength": 100},
        lambda text: text.isalnum(),
    ),
    _generated({"ExcludeCharacters": "abcdefgh", "PasswordLength": 100}, lambda text: not set(text) & set("abcdefgh")),
    _generated({"IncludeSpace": True, "PasswordLength": 2000}, lambda text: " " in text),
    _generated(
        {"SecretStringTemplate": '{"user": "ann"}', "GenerateStringKey": "password"},
        lambda text: [(key, len(value)) for key, value in json.loads(text).items()] == [("user", 3), ("password", 32)],
    ),
]

PROOFS = [
    *QUEUE_POLICIES,
    *TOPIC_POLICIES,
    *SUBSCRIPTIONS,
    *TABLES,
    *RULES,
    *FUNCTIONS,
    *PERMISSIONS,
    *ALARMS,
    *DASHBOARDS,
    *JOBS,
    *SECRETS,
]
