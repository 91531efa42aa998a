"""The roles of a self-managed stack set: one administers, and one in each account does what the set says."""

from cfn_local import partitions
from cfn_local.engine.stack_sets.stack_set import StackSet
from cfn_local.iam.evaluation import AccessRequest, Principal, Verdict, decide
from cfn_local.services.authorization import refused_trust
from cfn_local.services.role_policies import trust_policy

ADMINISTRATION, EXECUTION = "AWSCloudFormationStackSetAdministrationRole", "AWSCloudFormationStackSetExecutionRole"


def administration_role(stack_set: StackSet) -> str:
    """Return the ARN of the role that administers the set."""
    own = partitions.partition_of(stack_set.region).arn(
        "iam", f"role/{ADMINISTRATION}", account_id=stack_set.account_id
    )
    return str(stack_set.settings.get("AdministrationRoleARN") or own)


def execution_role(stack_set: StackSet) -> str:
    """Return the name of the role in each account."""
    return str(stack_set.settings.get("ExecutionRoleName") or EXECUTION)


def missing_trust(stack_set: StackSet, account_id: str) -> str | None:
    """Return why the set may not work in an account; None if its roles exist and trust each other."""
    partition, administration = partitions.partition_of(stack_set.region), administration_role(stack_set)
    if refused_trust(administration, "cloudformation.amazonaws.com", stack_set.arn):
        return f"Role {administration} cannot be assumed by CloudFormation"
    role_arn = partition.arn("iam", f"role/{execution_role(stack_set)}", account_id=account_id)
    principal = Principal(administration, stack_set.account_id, administration)
    trust = trust_policy(role_arn, partition.id)
    request = AccessRequest("sts:AssumeRole", role_arn, principal=principal)
    if trust is not None and decide([trust], request).verdict is Verdict.ALLOWED:
        return None
    return (
        f"Account {account_id} should have '{execution_role(stack_set)}' role with trust relationship to Role "
        f"'{administration.rpartition('/')[2]}'."
    )
