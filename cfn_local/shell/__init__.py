"""The verbs that put a local AWS at the user's own shell: up, exec, logs, check."""
