"""Every property that the local CloudFormation honours of AWS's own types."""

import proofs_of_storage_and_messages

PROOFS = [*proofs_of_storage_and_messages.PROOFS]
