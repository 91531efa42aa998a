"""CloudFormation's side of a handler: events, exchanges, outcomes, and the policies that bound them.

Shapes and rules after the CloudFormation CLI user guide ("Resource type handler contract", "Handler error codes") and
the Hooks user guide, in the forms that cfn's own test client sends.
"""
