"""`cfn-local test`: the unmodified contract suite of the cfn CLI against a fresh local AWS."""
