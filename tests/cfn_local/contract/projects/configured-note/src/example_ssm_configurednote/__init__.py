"""A note below the path that the type configuration names."""
