"""The commands that make a local AWS available in the user's own shell: up, exec, logs, check."""
