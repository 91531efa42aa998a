"""Resource types of the private registry, whose handlers do the work."""
