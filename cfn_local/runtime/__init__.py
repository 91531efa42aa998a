"""Runs the artifact that would ship: one worker process per function, invoked as Lambda does."""
