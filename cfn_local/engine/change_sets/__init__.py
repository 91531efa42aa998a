"""Change sets: previews of what an update would do."""
