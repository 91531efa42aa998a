"""What happens to a stack: create, update, roll back, delete."""
