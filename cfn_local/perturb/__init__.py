"""`cfn-local perturb`: injects failures into a resource's handlers; reports leaks, false responses and lost state."""
