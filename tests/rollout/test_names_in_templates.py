"""A template taken into another: its names get a prefix wherever they stand, and nothing else changes."""

from shipping.names_in_templates import prefixed

TEMPLATE = {
    "Parameters": {"Boundary": {"Type": "String"}},
    "Conditions": {"IsBounded": {"Fn::Not": [{"Fn::Equals": [{"Ref": "Boundary"}, ""]}]}},
    "Resources": {
        "Role": {
            "Type": "AWS::IAM::Role",
            "Condition": "IsBounded",
            "DependsOn": "Boundary",
            "Properties": {
                "PermissionsBoundary": {"Fn::If": ["IsBounded", {"Ref": "Boundary"}, {"Ref": "AWS::NoValue"}]},
                "Description": {"Fn::Sub": "${Boundary} of ${AWS::Region}, ${Role.Arn}, ${!Role}"},
                "Path": {"Fn::Sub": ["/${Boundary}/${Role}/", {"Role": {"Fn::GetAtt": ["Role", "Arn"]}}]},
                "Tags": [{"Key": "Role", "Value": {"Fn::GetAtt": "Role.Arn"}}],
                "AssumeRolePolicyDocument": {"Statement": [{"Condition": {"StringLike": {"a": "Role"}}}]},
            },
        }
    },
}


def test_every_use_of_a_name_follows_it_and_no_other_text_does():
    assert prefixed(TEMPLATE, "My") == {
        "Parameters": {"MyBoundary": {"Type": "String"}},
        "Conditions": {"MyIsBounded": {"Fn::Not": [{"Fn::Equals": [{"Ref": "MyBoundary"}, ""]}]}},
        "Resources": {
            "MyRole": {
                "Type": "AWS::IAM::Role",
                "Condition": "MyIsBounded",
                "DependsOn": ["MyBoundary"],
                "Properties": {
                    "PermissionsBoundary": {"Fn::If": ["MyIsBounded", {"Ref": "MyBoundary"}, {"Ref": "AWS::NoValue"}]},
                    "Description": {"Fn::Sub": "${MyBoundary} of ${AWS::Region}, ${MyRole.Arn}, ${!Role}"},
                    "Path": {"Fn::Sub": ["/${MyBoundary}/${Role}/", {"Role": {"Fn::GetAtt": ["MyRole", "Arn"]}}]},
                    "Tags": [{"Key": "Role", "Value": {"Fn::GetAtt": "MyRole.Arn"}}],
                    "AssumeRolePolicyDocument": {"Statement": [{"Condition": {"StringLike": {"a": "Role"}}}]},
                },
            }
        },
    }
