"""What was recorded of AWS and is otherwise here: the fact, when it was recorded, and why it differs."""

KNOWN_DIFFERENCES = (
    (
        "DescribeType of a private resource type has an ExecutionRoleArn though RegisterType gave none",
        "2023-03-02",
        "its value is not in the recording, and none is made up",
    ),
    (
        "DescribeTypeRegistration of a module is IN_PROGRESS at the first look",
        "2023-03-02",
        "a module has nothing to wait for here",
    ),
    (
        "an IAM policy without roles, users and groups fails in its handler, and so does its rollback",
        "told without its values",
        "the schema refuses it before",
    ),
    (
        "an SSM parameter without Type is refused in a form that names the pointer of the property",
        "told without its values",
        "the words are not known",
    ),
    (
        "an Auto Scaling group over a launch template with InstanceRequirements and no Overrides fails",
        "measured, open at AWS",
        "it is created here",
    ),
    (
        "stack policies, stack sets",
        "2022 and 2023",
        "refused by name",
    ),
    (
        "a DynamoDB table shows AttributeDefinitions by name",
        "2026",
        "the schema says that their order counts, so that a template in another order would have drifted",
    ),
    (
        "an EC2 instance shows CpuOptions, CreditSpecification and the devices and metadata options of its image",
        "2026",
        "the service here has no images that say so",
    ),
    (
        "a VPC endpoint shows its time of creation as Mon 6 29 11:28:29 UTC 2026",
        "2026",
        "it is told as EC2 tells it",
    ),
    (
        "a rule of Amazon EventBridge shows its name as Id",
        "2026",
        "the schema here, which is newer, calls it RuleName",
    ),
    (
        "an interface endpoint of CloudWatch Logs has a second private name, and no tags of CloudFormation",
        "2024-04-30",
        "which services have a second name is not known; records of 2026 show the tags",
    ),
    (
        "an API has the models Empty and Error, and a MOCK integration no connection type",
        "2024-06-20",
        "moto makes no default models",
    ),
    (
        "a stage of an API whose template gives no StageName has one",
        "2024 and 2025",
        "its form is not in the recordings",
    ),
    (
        "a change set for a stack that is being deleted is refused with DELETE_IN_PROGRESS",
        "2025-10-10",
        "a deletion here is often over by then: DELETE_COMPLETE",
    ),
    (
        "a schedule shows ActionAfterCompletion NONE",
        "2023-09-21",
        "moto shows only what was stated",
    ),
    (
        "a composite alarm tells which alarms its state comes from",
        "2024-07-16",
        "alarms are not evaluated here",
    ),
    (
        "an invocation of an alias tells the version that was executed",
        "2025-05-07",
        "moto does not tell it",
    ),
)
