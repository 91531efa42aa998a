"""Network ACLs: moto looks up the ICMP type and code of entries under the wrong name, fails on an entry that does not
exist, and keeps the default network ACL of a VPC that is deleted. A new network ACL has no entries in moto; on
AWS it has those that deny whatever no other entry matches.
"""

from typing import Any

from cfn_local.services.seam import add_actions, replace_method

LAST_RULE = 32767


def install() -> None:
    """Keep ICMP types and codes and the last entries, return AWS's errors, and delete a default ACL with its VPC."""
    from moto.core.responses import ActionResult
    from moto.ec2.exceptions import EC2ClientError
    from moto.ec2.models.network_acls import NetworkAclBackend
    from moto.ec2.models.vpcs import VPCBackend
    from moto.ec2.responses.network_acls import NetworkACLs

    create, replace = NetworkACLs.create_network_acl_entry, NetworkACLs.replace_network_acl_entry
    delete = NetworkAclBackend.delete_network_acl_entry
    delete_vpc = VPCBackend.delete_vpc
    create_acl = NetworkAclBackend.create_network_acl

    def keep_icmp(request: Any) -> None:
        number, egress = request._get_param("RuleNumber"), request._get_param("Egress")
        for entry in request.ec2_backend.get_network_acl(request._get_param("NetworkAclId")).network_acl_entries:
            if (entry.rule_number, entry.egress) == (number, egress):
                entry.icmp_code = request._get_param("IcmpTypeCode.Code")
                entry.icmp_type = request._get_param("IcmpTypeCode.Type")

    class Actions:
        def create_network_acl_entry(self: Any) -> ActionResult:
            answered: Any = create(self)
            keep_icmp(self)
            return answered  # type: ignore[no-any-return]

        def replace_network_acl_entry(self: Any) -> ActionResult:
            answered: Any = replace(self)
            keep_icmp(self)
            return answered  # type: ignore[no-any-return]

    def create_network_acl(
        backend: Any, vpc_id: str, tags: list[dict[str, str]] | None = None, default: bool = False
    ) -> Any:
        made = create_acl(backend, vpc_id, tags, default)
        for egress in () if default else (True, False):
            backend.create_network_acl_entry(
                made.id, LAST_RULE, "-1", "deny", egress, "0.0.0.0/0", None, None, None, None, None
            )
        return made

    def delete_network_acl_entry(backend: Any, acl: str, rule_number: int, egress: bool) -> Any:
        try:
            return delete(backend, acl, rule_number, egress)
        except StopIteration:
            raise EC2ClientError(
                "InvalidNetworkAclEntry.NotFound",
                f"The specified network acl entry with egress {str(egress).lower()}, rule number {rule_number} "
                f"and network acl {acl} does not exist.",
            ) from None

    def delete_vpc_with_its_acl(backend: Any, vpc_id: str) -> Any:
        deleted = delete_vpc(backend, vpc_id)
        for acl in [acl for acl in backend.network_acls.values() if acl.vpc_id == vpc_id and acl.default]:
            del backend.network_acls[acl.id]
        return deleted

    add_actions(NetworkACLs, Actions)
    replace_method(VPCBackend, "delete_vpc", delete_vpc_with_its_acl)
    replace_method(NetworkAclBackend, "create_network_acl", create_network_acl)
    replace_method(NetworkAclBackend, "delete_network_acl_entry", delete_network_acl_entry)
