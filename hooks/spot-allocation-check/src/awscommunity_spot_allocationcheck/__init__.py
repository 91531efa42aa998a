"""AwsCommunity::Spot::AllocationCheck: refuses Auto Scaling groups that are not ready for Spot interruptions."""

TYPE_NAME = "AwsCommunity::Spot::AllocationCheck"
