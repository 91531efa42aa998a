"""Change sets: what an update would do, before it is done."""
