"""AWS CDK constructs for the AwsCommunity resource types and modules: one module for each, such as `odcr_group`."""
