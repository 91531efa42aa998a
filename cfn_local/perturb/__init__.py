"""`cfn-local perturb`: drives the handlers of a resource through failures; tells what they leave, hide or forget."""
