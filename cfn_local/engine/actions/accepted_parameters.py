"""How each parameter of CloudFormation's actions is treated: none is silently ignored.

A test compares the table with botocore's model of the API. A refused parameter is refused by name, before the action
begins; one without effect here has the reason beside it.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from cfn_local.engine.actions.errors import NotSupportedHere
from cfn_local.engine.actions.request import Request, parameter
from cfn_local.engine.actions.rollback_triggers import refuse_bad_triggers
from cfn_local.services.accepted_parameters import Accepted

_POLICY = ("StackPolicyBody", "StackPolicyURL")
_NO_TRIGGERS = ("RollbackConfiguration",)
_NOTHING_PUBLISHED = "shown by DescribeStacks; nothing is published to the topics"
_CALLER = "it says for whom to look at a stack set"


_TEMPLATE = ("TemplateBody", "TemplateURL")
_SETTINGS = (*_TEMPLATE, "Parameters", "Capabilities", "ResourceTypes", "RoleARN", "Tags")
_PAGE = ("StackName", "NextToken")
_NOTIFICATIONS = {"NotificationARNs": _NOTHING_PUBLISHED}
_SET_OF_CALLER = ("StackSetName", "CallAs")
_PAGE_OF_SETS = ("CallAs", "NextToken", "MaxResults")
_SET = (
    *(*_SET_OF_CALLER, "Description", "Parameters", "Capabilities", "Tags", "AdministrationRoleARN"),
    *("ExecutionRoleName", "PermissionModel", "AutoDeployment", "ManagedExecution"),
)
_OF_INSTANCES = ("Accounts", "DeploymentTargets", "Regions", "OperationPreferences", "OperationId")
_TYPE = ("Arn", "Type", "TypeName", "VersionId")

TABLE: Mapping[str, Accepted] = {
    "CreateStack": Accepted(
        (
            *("StackName", *_SETTINGS, "DisableRollback", "OnFailure", "TimeoutInMinutes", "ClientRequestToken"),
            *("EnableTerminationProtection", "RetainExceptOnCreate", "DisableValidation"),
            *(*_POLICY, "DeploymentConfig"),
        ),
        _NO_TRIGGERS,
        _NOTIFICATIONS,
    ),
    "UpdateStack": Accepted(
        (
            *("StackName", *_SETTINGS, "UsePreviousTemplate", "ClientRequestToken"),
            *("DisableRollback", "RetainExceptOnCreate", "DisableValidation", "DeploymentConfig"),
            *(*_POLICY, "StackPolicyDuringUpdateBody", "StackPolicyDuringUpdateURL"),
        ),
        _NO_TRIGGERS,
        _NOTIFICATIONS,
    ),
    "DeleteStack": Accepted(
        ("StackName", "RetainResources", "RoleARN", "ClientRequestToken", "DeletionMode", "DeploymentConfig")
    ),
    "RollbackStack": Accepted(
        ("StackName", "RoleARN", "ClientRequestToken", "RetainExceptOnCreate", "DeploymentConfig")
    ),
    "CancelUpdateStack": Accepted(("StackName", "ClientRequestToken")),
    "ContinueUpdateRollback": Accepted(
        ("StackName", "RoleARN", "ResourcesToSkip", "ClientRequestToken", "ForceRollback")
    ),
    "SetStackPolicy": Accepted(("StackName", *_POLICY)),
    "GetStackPolicy": Accepted(("StackName",)),
    "SignalResource": Accepted(("StackName", "LogicalResourceId", "UniqueId", "Status")),
    "UpdateTerminationProtection": Accepted(("StackName", "EnableTerminationProtection")),
    "DescribeStacks": Accepted(_PAGE),
    "ListStacks": Accepted(("NextToken", "StackStatusFilter")),
    "DescribeStackEvents": Accepted(_PAGE),
    "DescribeEvents": Accepted(("StackName", "ChangeSetName", "OperationId", "Filters", "NextToken")),
    "DescribeStackResource": Accepted(("StackName", "LogicalResourceId")),
    "DescribeStackResources": Accepted(("StackName", "LogicalResourceId", "PhysicalResourceId")),
    "ListStackResources": Accepted(_PAGE),
    "ListExports": Accepted(("NextToken",)),
    "ListImports": Accepted(("ExportName", "NextToken")),
    "GetTemplate": Accepted(("StackName", "ChangeSetName", "TemplateStage")),
    "GetTemplateSummary": Accepted(
        (*_TEMPLATE, "StackName", "TemplateSummaryConfig"), ("StackSetName",), {"CallAs": _CALLER}
    ),
    "ValidateTemplate": Accepted(_TEMPLATE),
    "CreateChangeSet": Accepted(
        (
            *("StackName", *_SETTINGS, "UsePreviousTemplate", "ChangeSetName", "ClientToken", "Description"),
            *("ChangeSetType", "OnStackFailure", "ResourcesToImport", "ImportExistingResources", "DisableValidation"),
            *("DeploymentConfig", "DeploymentMode", "IncludeNestedStacks"),
        ),
        _NO_TRIGGERS,
        _NOTIFICATIONS,
    ),
    "DescribeChangeSet": Accepted(("ChangeSetName", *_PAGE, "IncludePropertyValues")),
    "DescribeChangeSetHooks": Accepted(("ChangeSetName", *_PAGE, "LogicalResourceId")),
    "ListChangeSets": Accepted(_PAGE),
    "DeleteChangeSet": Accepted(("ChangeSetName", "StackName")),
    "ExecuteChangeSet": Accepted(
        ("ChangeSetName", "StackName", "ClientRequestToken", "DisableRollback", "RetainExceptOnCreate")
    ),
    "DetectStackDrift": Accepted(("StackName",), ("LogicalResourceIds",)),
    "DescribeStackDriftDetectionStatus": Accepted(("StackDriftDetectionId",)),
    "DetectStackResourceDrift": Accepted(("StackName", "LogicalResourceId")),
    "DescribeStackResourceDrifts": Accepted((*_PAGE, "StackResourceDriftStatusFilters", "MaxResults")),
    "CreateStackSet": Accepted((*_SET, *_TEMPLATE), ("StackId",), {"ClientRequestToken": "the name tells sets apart"}),
    "UpdateStackSet": Accepted((*_SET, *_TEMPLATE, *_OF_INSTANCES, "UsePreviousTemplate")),
    "DeleteStackSet": Accepted(_SET_OF_CALLER),
    "DescribeStackSet": Accepted(_SET_OF_CALLER),
    "ListStackSets": Accepted((*_PAGE_OF_SETS, "Status")),
    "CreateStackInstances": Accepted(("StackSetName", *_OF_INSTANCES, "ParameterOverrides", "CallAs")),
    "UpdateStackInstances": Accepted(("StackSetName", *_OF_INSTANCES, "ParameterOverrides", "CallAs")),
    "DeleteStackInstances": Accepted(("StackSetName", *_OF_INSTANCES, "RetainStacks", "CallAs")),
    "DetectStackSetDrift": Accepted((*_SET_OF_CALLER, "OperationPreferences", "OperationId")),
    "DescribeStackInstance": Accepted((*_SET_OF_CALLER, "StackInstanceAccount", "StackInstanceRegion")),
    "ListStackInstances": Accepted(
        ("StackSetName", *_PAGE_OF_SETS, "StackInstanceAccount", "StackInstanceRegion", "Filters")
    ),
    "DescribeStackSetOperation": Accepted((*_SET_OF_CALLER, "OperationId")),
    "ListStackSetOperations": Accepted(("StackSetName", *_PAGE_OF_SETS)),
    "ListStackSetOperationResults": Accepted(("StackSetName", *_PAGE_OF_SETS, "OperationId", "Filters")),
    "ActivateOrganizationsAccess": Accepted(()),
    "DeactivateOrganizationsAccess": Accepted(()),
    "DescribeOrganizationsAccess": Accepted(("CallAs",)),
    "CreateStackRefactor": Accepted(("StackDefinitions", "ResourceMappings", "EnableStackCreation", "Description")),
    "DescribeStackRefactor": Accepted(("StackRefactorId",)),
    "ExecuteStackRefactor": Accepted(("StackRefactorId",)),
    "ListStackRefactorActions": Accepted(("StackRefactorId", "NextToken", "MaxResults")),
    "ListStackRefactors": Accepted(("ExecutionStatusFilter", "NextToken", "MaxResults")),
    "ListHookResults": Accepted(("TargetType", "TargetId", "TypeArn", "Status", "NextToken")),
    "GetHookResult": Accepted(("HookResultId",)),
    # The registry's actions refuse what they lack themselves.
    "ActivateType": Accepted(
        (
            *("Type", "PublicTypeArn", "PublisherId", "TypeName", "TypeNameAlias", "AutoUpdate", "LoggingConfig"),
            *("ExecutionRoleArn", "MajorVersion"),
        ),
        without_effect={"VersionBump": "a public type has one version here"},
    ),
    "RegisterPublisher": Accepted(
        ("AcceptTermsAndConditions",), without_effect={"ConnectionArn": "nobody's identity is verified here"}
    ),
    "DescribePublisher": Accepted(("PublisherId",)),
    "PublishType": Accepted(("Type", "Arn", "TypeName", "PublicVersionNumber")),
    "DeactivateType": Accepted(("TypeName", "Type", "Arn")),
    "RegisterType": Accepted(
        ("Type", "TypeName", "SchemaHandlerPackage", "LoggingConfig", "ExecutionRoleArn", "ClientRequestToken")
    ),
    "DescribeTypeRegistration": Accepted(("RegistrationToken",)),
    "ListTypeRegistrations": Accepted(
        ("Type", "TypeName", "TypeArn", "RegistrationStatusFilter", "MaxResults", "NextToken")
    ),
    "DescribeType": Accepted((*_TYPE, "PublisherId", "PublicVersionNumber")),
    "ListTypes": Accepted(
        ("Visibility", "ProvisioningType", "DeprecatedStatus", "Type", "Filters", "MaxResults", "NextToken")
    ),
    "ListTypeVersions": Accepted(
        ("Type", "TypeName", "Arn", "MaxResults", "NextToken", "DeprecatedStatus", "PublisherId")
    ),
    "SetTypeDefaultVersion": Accepted(_TYPE),
    "DeregisterType": Accepted(_TYPE),
    "SetTypeConfiguration": Accepted(("TypeArn", "Configuration", "ConfigurationAlias", "TypeName", "Type")),
    "BatchDescribeTypeConfigurations": Accepted(("TypeConfigurationIdentifiers",)),
}

# Actions that the local CloudFormation lacks, by what they are about: a client gets HTTP 501 with the action's name.
NOT_HERE: Mapping[str, tuple[str, ...]] = {
    "stack sets": (
        "ListStackInstanceResourceDrifts",
        "StopStackSetOperation",
        "ListStackSetAutoDeploymentTargets",
        "ImportStacksToStackSet",
    ),
    "generated templates and resource scans": (
        "CreateGeneratedTemplate",
        "UpdateGeneratedTemplate",
        "DeleteGeneratedTemplate",
        "DescribeGeneratedTemplate",
        "GetGeneratedTemplate",
        "ListGeneratedTemplates",
        "StartResourceScan",
        "DescribeResourceScan",
        "ListResourceScans",
        "ListResourceScanResources",
        "ListResourceScanRelatedResources",
    ),
    "public extensions": ("TestType",),
    "aliases of extensions": ("SetAlias", "RemoveAlias"),
    "others": (
        "DescribeAccountLimits",
        "EstimateTemplateCost",
        "RecordHandlerProgress",
    ),
}


def refusing(action: Callable[[Any], Any], name: str) -> Callable[[Any], Any]:
    """Wrap the action: refuse parameters that the local CloudFormation lacks before the action begins."""
    refused = TABLE[name].refused

    @wraps(action)
    def refused_or_done(request: Request) -> Any:
        for each in refused:
            value = parameter(request, each)
            if value and each in _NO_TRIGGERS:
                refuse_bad_triggers(value)
            if value:
                raise NotSupportedHere(f"The local CloudFormation does not support {each}.")
        return action(request)

    return refused_or_done
