"""What of IAM a template may state, and where a client finds it."""

from type_stories import ANYONE, ANYTHING, SAME, Proof

TAGS = [{"Key": "team", "Value": "core"}]
NOTHING = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "*", "Resource": "*"}]}
NOBODY = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "sts:AssumeRole"}]}


def _of_role(stated, found, expected=SAME, operation="get_role", **given):
    needed = {"AssumeRolePolicyDocument": ANYONE, **given}
    return Proof("AWS::IAM::Role", stated, ("iam", operation, {"RoleName": "{Ref}"}), found, expected, needed)


ROLES = [
    _of_role({"RoleName": "builder"}, "Role.RoleName"),
    _of_role({"AssumeRolePolicyDocument": NOBODY}, "Role.AssumeRolePolicyDocument"),
    _of_role({"Description": "builds"}, "Role.Description || ''"),
    _of_role({"MaxSessionDuration": "43200"}, "Role.MaxSessionDuration", 43200),
    _of_role({"Path": "/team/"}, "Role.Path"),
    _of_role({"PermissionsBoundary": "{policy}"}, "Role.PermissionsBoundary.PermissionsBoundaryArn", "{policy}"),
    _of_role(
        {"ManagedPolicyArns": ["{policy}"]},
        "AttachedPolicies[].PolicyArn",
        ["{policy}"],
        operation="list_attached_role_policies",
    ),
    Proof(
        "AWS::IAM::Role",
        {"Policies": [{"PolicyName": "read", "PolicyDocument": ANYTHING}]},
        ("iam", "get_role_policy", {"RoleName": "{Ref}", "PolicyName": "read"}),
        "PolicyDocument",
        ANYTHING,
        {"AssumeRolePolicyDocument": ANYONE},
    ),
    _of_role({"Tags": TAGS}, "Tags", operation="list_role_tags"),
]


POLICIES = [
    Proof(
        "AWS::IAM::Policy",
        {"PolicyName": "read", "PolicyDocument": ANYTHING, holders: [f"{{{holder}}}"]},
        ("iam", f"get_{kind}_policy", {f"{kind.capitalize()}Name": f"{{{holder}}}", "PolicyName": "read"}),
        "PolicyDocument",
        ANYTHING,
        given={
            "PolicyName": "earlier",
            "PolicyDocument": NOTHING,
            "Roles": ["{otherrole}"],
        },
    )
    for holders, kind, holder in (("Roles", "role", "role"), ("Users", "user", "user"), ("Groups", "group", "readers"))
]


def _of_managed(stated, found, expected=SAME, operation="get_policy", **given):
    needed = {"PolicyDocument": NOTHING, **given}
    read = ("iam", operation, {"PolicyArn": "{Ref}"})
    return Proof("AWS::IAM::ManagedPolicy", stated, read, found, expected, needed)


MANAGED_POLICIES = [
    _of_managed({"ManagedPolicyName": "reading"}, "Policy.PolicyName"),
    _of_managed({"Description": "reads"}, "Policy.Description"),
    _of_managed({"Path": "/team/"}, "Policy.Path"),
    _of_managed({"Roles": ["{role}"]}, "PolicyRoles[].RoleName", operation="list_entities_for_policy"),
    _of_managed({"Users": ["{user}"]}, "PolicyUsers[].UserName", operation="list_entities_for_policy"),
    _of_managed({"Groups": ["{readers}"]}, "PolicyGroups[].GroupName", operation="list_entities_for_policy"),
    Proof(
        "AWS::IAM::ManagedPolicy",
        {"PolicyDocument": ANYTHING},
        ("iam", "get_account_authorization_details", {"Filter": ["LocalManagedPolicy"]}),
        "Policies[0].PolicyVersionList[?IsDefaultVersion].Document | [0]",
        given={"PolicyDocument": NOTHING},
    ),
]

_OF_PROFILE = ("iam", "get_instance_profile", {"InstanceProfileName": "{Ref}"})
INSTANCE_PROFILES = [
    Proof(
        "AWS::IAM::InstanceProfile",
        {"InstanceProfileName": "hosts", "Path": "/team/"},
        _OF_PROFILE,
        "InstanceProfile.[InstanceProfileName, Path]",
        ["hosts", "/team/"],
        {"Roles": ["{role}"]},
    ),
    Proof(
        "AWS::IAM::InstanceProfile",
        {"Roles": ["{role}"]},
        _OF_PROFILE,
        "InstanceProfile.Roles[].RoleName",
        given={"Roles": ["{otherrole}"]},
    ),
]


def _of_user(stated, found, expected=SAME, operation="get_user"):
    return Proof("AWS::IAM::User", stated, ("iam", operation, {"UserName": "{Ref}"}), found, expected)


USERS = [
    _of_user({"UserName": "ann", "Path": "/team/"}, "User.[UserName, Path]", ["ann", "/team/"]),
    _of_user(
        {"ManagedPolicyArns": ["{policy}"]},
        "AttachedPolicies[].PolicyArn",
        operation="list_attached_user_policies",
    ),
    Proof(
        "AWS::IAM::User",
        {"Policies": [{"PolicyName": "read", "PolicyDocument": ANYTHING}]},
        ("iam", "get_user_policy", {"UserName": "{Ref}", "PolicyName": "read"}),
        "PolicyDocument",
        ANYTHING,
    ),
    _of_user({"Tags": TAGS}, "Tags", operation="list_user_tags"),
]

_KEYS_OF_USER = ("iam", "list_access_keys", {"UserName": "{user}"})
ACCESS_KEYS = [
    Proof(
        "AWS::IAM::AccessKey",
        {"UserName": "{user}"},
        _KEYS_OF_USER,
        "AccessKeyMetadata[].[UserName, AccessKeyId]",
        [["{user}", "{Ref}"]],
    ),
    Proof(
        "AWS::IAM::AccessKey",
        {"Status": "Inactive"},
        _KEYS_OF_USER,
        "AccessKeyMetadata[].Status",
        ["Inactive"],
        {"UserName": "{user}"},
    ),
]

PROOFS = [*ROLES, *POLICIES, *MANAGED_POLICIES, *INSTANCE_PROFILES, *USERS, *ACCESS_KEYS]
