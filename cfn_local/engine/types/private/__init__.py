"""Resource types of the private registry: their handlers answer for them."""
