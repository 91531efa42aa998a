"""AwsCommunity::ODCR::Group: one targeted Capacity Reservation per zone, sized to survive the loss of zones."""

TYPE_NAME = "AwsCommunity::ODCR::Group"
