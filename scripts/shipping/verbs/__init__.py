"""The implementations of the scripts, one module each."""
