"""Example::Ssm::Shelf."""
