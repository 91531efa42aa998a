"""Runs the artifact that would ship: a worker process per function, invoked as Lambda invokes it."""
