"""The endpoint that unmodified AWS clients reach, in a process of its own."""
