"""Stack sets: stacks of one template in accounts and Regions, kept alike by operations."""
