"""AWS::CodeStarConnections::Connection: Ref is its ARN. Nobody completes its handshake here."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import TAGS, Call, Declaration, Proof, Tagging

TYPE = Declaration(
    "AWS::CodeStarConnections::Connection",
    "codestar-connections",
    create=Call("CreateConnection"),
    read=(Call("GetConnection", "Connection"),),
    tags=Tagging(Call("TagResource"), Call("UntagResource"), Call("ListTagsForResource", "Tags")),
    delete=Call("DeleteConnection"),
    list=Call("ListConnections", "Connections"),
    given={"ConnectionName": "any", "ProviderType": "GitHub"},
    client=("get_connection", {"ConnectionArn": "{Ref}"}, "Connection"),
    proofs=(
        Proof({"ConnectionName": "sources"}),
        Proof({"ProviderType": "Bitbucket"}),
        Proof(
            {
                "HostArn": "arn:{partition}:codestar-connections:{region}:{account}:host/ours-1a2b3c4d",
                "ProviderType": "GitHubEnterpriseServer",
            },
            "{HostArn: HostArn, ProviderType: ProviderType}",
        ),
        Proof({"Tags": TAGS}, "Tags", read=("list_tags_for_resource", {"ResourceArn": "{Ref}"})),
    ),
)
