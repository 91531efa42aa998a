"""Every property that the local CloudFormation honours of AWS's own types."""

import proofs_of_applications
import proofs_of_extensions
import proofs_of_identities
import proofs_of_networks_and_instances
import proofs_of_storage_and_messages

PROOFS = [
    *proofs_of_applications.PROOFS,
    *proofs_of_extensions.PROOFS,
    *proofs_of_identities.PROOFS,
    *proofs_of_networks_and_instances.PROOFS,
    *proofs_of_storage_and_messages.PROOFS,
]
