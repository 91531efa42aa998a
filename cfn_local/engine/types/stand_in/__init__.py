"""Stand-ins for resource types of AWS that are not implemented here: only the schema, and nothing of AWS behind it."""
