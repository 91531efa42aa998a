"""Resolved properties against a registry schema: what is refused, cast, changed, identified, read back and drifted."""
