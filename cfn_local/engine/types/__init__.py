"""How one resource of a stack is created, updated and deleted, whoever provides its type."""
