"""EFS: moto neither changes a file system nor takes its backup policy away, its policy and its protection.

Its access points have short IDs, which no function takes.
"""

from typing import Any

from cfn_local.services.seam import add_actions, replace_method


def install() -> None:
    """Add UpdateFileSystem, UpdateFileSystemProtection, PutBackupPolicy and DeleteFileSystemPolicy."""
    from moto.core.responses import ActionResult
    from moto.efs.models import AccessPoint
    from moto.efs.responses import EFSResponse
    from moto.moto_api._internal import mock_random

    begin = AccessPoint.__init__

    def begun(point: Any, *stated: Any, **named: Any) -> None:
        begin(point, *stated, **named)
        point.access_point_id = f"fsap-{mock_random.get_random_hex(17)}"
        point.access_point_arn = f"{point.access_point_arn.rpartition('/')[0]}/{point.access_point_id}"

    def found(response: Any) -> Any:
        response.parse_parameters(response.normalized_request)
        _, systems = response.efs_backend.describe_file_systems(file_system_id=response.params["FileSystemId"])
        return systems[0]

    class Actions:
        def update_file_system(self: Any) -> ActionResult:
            system = found(self)
            system.throughput_mode = self.params.get("ThroughputMode", system.throughput_mode)
            is_provisioned = system.throughput_mode == "provisioned"
            system.provisioned_throughput_in_mibps = (
                self.params.get("ProvisionedThroughputInMibps") if is_provisioned else None
            )
            return ActionResult(system.info_json())

        def update_file_system_protection(self: Any) -> ActionResult:
            system = found(self)
            protection = self.params["ReplicationOverwriteProtection"]
            system.file_system_protection = {"ReplicationOverwriteProtection": protection}
            return ActionResult(system.file_system_protection)

        def put_backup_policy(self: Any) -> ActionResult:
            system, policy = found(self), self.params["BackupPolicy"]
            system._backup = policy["Status"].startswith("ENABL")
            return ActionResult({"BackupPolicy": policy})

        def delete_file_system_policy(self: Any) -> ActionResult:
            found(self).file_system_policy = None
            return ActionResult({})

    replace_method(AccessPoint, "__init__", begun)
    add_actions(EFSResponse, Actions)
