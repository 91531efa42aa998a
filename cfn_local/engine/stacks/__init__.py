"""Stacks: their state, their history and their storage."""
