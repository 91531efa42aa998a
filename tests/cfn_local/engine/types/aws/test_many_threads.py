"""The engine creates resources from several threads, some of a service that nobody has used before."""

import json
import subprocess
import sys

PROGRAM = """
import json
from concurrent.futures import ThreadPoolExecutor
from cfn_local.engine.types.aws import AwsTypeRequest, find

def create(number):
    type_name, properties = TYPES[number % len(TYPES)]
    request = AwsTypeRequest("123456789012", "us-east-1", "story", f"Thing{number}", properties)
    return find(type_name, "us-east-1").create(request).physical_id

TYPES = [
    ("AWS::SQS::Queue", {}),
    ("AWS::SNS::Topic", {}),
    ("AWS::S3::Bucket", {}),
    ("AWS::Logs::LogGroup", {}),
    ("AWS::SSM::Parameter", {"Type": "String", "Value": "1"}),
    ("AWS::EC2::VPC", {"CidrBlock": "10.0.0.0/16"}),
]
with ThreadPoolExecutor(12) as threads:
    print(json.dumps(list(threads.map(create, range(60)))))
"""


def test_threads_create_resources_of_services_that_are_not_imported_yet() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False)

    assert done.stderr == ""
    assert len(set(json.loads(done.stdout))) == 60
