"""Resource types: creation, update and deletion of one resource, whoever provides its type."""
