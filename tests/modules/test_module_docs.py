"""The reference that scripts/generate writes of a module."""

import json
from pathlib import Path

from module_docs import write_docs

FRAGMENT = """
Description: >-
  A queue,
  encrypted.
Parameters:
  Size:
    Type: Number
    Description: How large.
    Default: 3
    MinValue: 1
  Colour:
    Type: String
    Description: Which colour.
    AllowedValues: [red, green]
    Default: ""
  Subnets:
    Type: List<AWS::EC2::Subnet::Id>
    Description: Where.
Resources:
  Queue:
    Type: AWS::SQS::Queue
  Topic:
    Type: AWS::SNS::Topic
    Condition: IsRed
Outputs:
  Url:
    Description: Where it is.
    Value: !Ref Queue
"""
PAGE = """# Example::Sqs::Queue::MODULE

A queue, encrypted.

## Syntax

```yaml
Resources:
  Mine:
    Type: Example::Sqs::Queue::MODULE
    Properties:
      Size: Number
      Colour: String
      Subnets: [AWS::EC2::Subnet::Id, ...]
```

## Parameters

### Size

How large.

_Required_: No

_Type_: Number

_Default_: `3`

_Minimum_: `1`

### Colour

Which colour.

_Required_: No

_Type_: String

_Default_: empty

_Allowed values_: `red`, `green`

### Subnets

Where.

_Required_: Yes

_Type_: List<AWS::EC2::Subnet::Id>

## Resources

A template refers to what the module `Mine` contains by either spelling, in Ref, GetAtt, Sub and DependsOn.

| Resource | Type | Made | Refer to it as |
|---|---|---|---|
| Queue | AWS::SQS::Queue | always | `Mine.Queue`, `MineQueue` |
| Topic | AWS::SNS::Topic | if IsRed | `Mine.Topic`, `MineTopic` |

## Outputs

The stack has them as outputs of its own.

| Output | In the stack | What |
|---|---|---|
| Url | `MineUrl` | Where it is. |
"""


def test_the_reference_has_parameters_resources_and_outputs_and_how_to_refer_to_them(tmp_path: Path) -> None:
    (tmp_path / "fragments").mkdir()
    (tmp_path / "fragments/queue.yaml").write_text(FRAGMENT)
    settings = {"artifact_type": "MODULE", "typeName": "Example::Sqs::Queue::MODULE"}
    (tmp_path / ".rpdk-config").write_text(json.dumps(settings))
    write_docs(tmp_path)
    assert (tmp_path / "docs/README.md").read_text() == PAGE
