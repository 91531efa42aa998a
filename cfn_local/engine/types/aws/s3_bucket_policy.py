"""AWS::S3::BucketPolicy: Ref is the bucket's name."""

from __future__ import annotations

from cfn_local.engine.types.aws.declaration import Call, Declaration, Proof

TYPE = Declaration(
    "AWS::S3::BucketPolicy",
    "s3",
    names={"PolicyDocument": "Policy"},
    create=Call("PutBucketPolicy"),
    read=(Call("GetBucketPolicy"),),
    update=(Call("PutBucketPolicy"),),
    delete=Call("DeleteBucketPolicy"),
    list=lambda handle: [
        {"Bucket": name} for name, bucket in handle.api.backend("s3").buckets.items() if bucket.policy
    ],
    given={"Bucket": "{bucket}", "PolicyDocument": {"Version": "2008-10-17", "Statement": []}},
    client=("get_bucket_policy", {"Bucket": "{bucket}"}, ""),
    proofs=(
        Proof(
            {"Bucket": "{bucket}", "PolicyDocument": {"Version": "2012-10-17", "Statement": []}},
            "Policy",
            '{"Version": "2012-10-17", "Statement": []}',
        ),
        Proof(
            {"PolicyDocument": {"Version": "2012-10-17", "Statement": []}},
            "Policy",
        ),
    ),
)
