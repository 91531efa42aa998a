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
        "a route to 100.68.0.18/18 becomes one to 100.68.0.0/18",
        "measured",
        "moto keeps the bits of the host",
    ),
    (
        "a Glue job with MaxCapacity, WorkerType and NumberOfWorkers is refused",
        "measured",
        "moto takes it",
    ),
    (
        "an Auto Scaling group over a launch template with InstanceRequirements and no Overrides fails",
        "measured, open at AWS",
        "it is created here",
    ),
    (
        "nested stacks, stack policies, stack sets",
        "2022 to 2026",
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
)
