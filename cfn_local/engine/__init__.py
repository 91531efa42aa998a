"""The stack engine: templates become resources, and stay what their templates say."""
