# Written by scripts/generate from vendored/handlers/__init__.py: edit that.
"""Code shared by the handlers of several extensions: error mapping, clients, concurrent calls and tags."""
