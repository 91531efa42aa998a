"""The endpoint for unmodified AWS clients, in a process of its own."""
