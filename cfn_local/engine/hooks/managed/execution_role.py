"""The execution role of a managed hook, which is what it may do while the policies of IAM are enforced."""

from dataclasses import dataclass

from cfn_local import partitions
from cfn_local.registry.type_versions import TypeVersion
from cfn_local.services import enforcement, sessions


class AccessDeniedError(Exception):
    """The role does not allow what the hook needs. The message is in AWS's words."""


@dataclass(frozen=True)
class ExecutionRole:
    """The role of an activated hook in an account and Region."""

    version: TypeVersion
    account_id: str
    region: str

    def require(self, action: str, resource: str) -> None:
        """Raise AccessDeniedError unless the hook may assume the role, and its policies allow the action."""
        if not enforcement.is_on():
            return
        # Imported here because most local AWSs enforce nothing.
        from cfn_local.iam.calls import Access
        from cfn_local.services.authorization import refused_access
        from cfn_local.services.role_policies import session_of

        if problem := sessions.untrusted(self.version.execution_role_arn, "ACTIVATED_HOOK", self.version.arn):
            raise AccessDeniedError(problem)
        credentials = self.version.credentials(self.account_id, self.region)
        session = session_of(credentials["accessKeyId"], partitions.partition_of(self.region).id)
        assert session is not None, "credentials are a session of the role while policies are enforced"
        refused = refused_access(Access(action, resource, {"aws:RequestedRegion": self.region}), session)
        if refused is not None:
            raise AccessDeniedError(refused.message)

    def require_of_object(self, action: str, bucket: str, key: str) -> None:
        """The same for an object in S3."""
        partition = partitions.partition_of(self.region).id
        self.require(action, f"arn:{partition}:s3:::{bucket}/{key}")
