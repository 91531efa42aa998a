"""How CloudFormation talks to handlers: events, the exchange, and its outcomes."""
