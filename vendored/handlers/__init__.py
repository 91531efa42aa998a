"""Code shared by the handlers of several extensions: error mapping, clients, concurrent calls and tags."""
