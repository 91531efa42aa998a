"""Stack refactoring: resources go to other stacks or logical IDs, and nothing else changes."""
