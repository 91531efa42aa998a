"""Stacks: what they are, what has happened to them, and where they are kept."""
