"""A local AWS CloudFormation: develop and test registry extensions with no AWS account and no Docker."""
