# Written by scripts/generate from vendored/handlers/__init__.py: edit that.
"""What the handlers of several extensions need alike: the meaning of errors, clients, concurrent calls and tags."""
