"""AWS::EMR::SecurityConfiguration: Ref is its name. Nothing is encrypted by it."""

from cfn_local.engine.types.aws.declaration import Call, Declaration, Name, Proof

_SECRET = {"EncryptionConfiguration": {"EnableAtRestEncryption": False, "EnableInTransitEncryption": False}}
TYPE = Declaration(
    "AWS::EMR::SecurityConfiguration",
    "emr",
    named=Name("Name", 200),
    create=Call("CreateSecurityConfiguration"),
    read=(Call("DescribeSecurityConfiguration"),),
    delete=Call("DeleteSecurityConfiguration"),
    documents=("SecurityConfiguration",),
    given={"SecurityConfiguration": {}},
    client=("describe_security_configuration", {"Name": "{Ref}"}, ""),
    proofs=(Proof({"Name": "ours", "SecurityConfiguration": _SECRET}, "Name", "ours"),),
)
