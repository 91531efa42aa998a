"""What the handlers of several extensions need alike: the meaning of errors, clients, concurrent calls and tags."""
