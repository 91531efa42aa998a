"""A note, kept as a parameter of AWS Systems Manager."""
