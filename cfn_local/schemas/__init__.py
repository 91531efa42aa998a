"""Resolved properties against a registry schema: validation, casting, comparison, identifiers, attributes and drift."""
