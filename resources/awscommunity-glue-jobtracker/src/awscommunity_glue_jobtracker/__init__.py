"""AwsCommunity::Glue::JobTracker: alerts on Glue job runs, and a regular report of what they cost."""

TYPE_NAME = "AwsCommunity::Glue::JobTracker"
