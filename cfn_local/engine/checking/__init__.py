"""What stands in the way of a template, before anything is created."""
