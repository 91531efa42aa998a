"""Example::Ec2::Seat."""
