"""AwsCommunity::EC2::SpotPlacementScoreTracker::MODULE."""
