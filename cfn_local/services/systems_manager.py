"""Systems Manager: moto lacks associations, and what changes maintenance windows and patch baselines."""

from typing import Any
from uuid import uuid4

from cfn_local.services import image_parameters, kept_resources, stored_parameters
from cfn_local.services.kept_resources import Kept
from cfn_local.services.seam import add_actions, replace_method

_WINDOW = (
    ("Name", "name"),
    ("Description", "description"),
    ("Duration", "duration"),
    ("Cutoff", "cutoff"),
    ("Schedule", "schedule"),
    ("ScheduleTimezone", "schedule_timezone"),
    ("ScheduleOffset", "schedule_offset"),
    ("StartDate", "start_date"),
    ("EndDate", "end_date"),
    ("AllowUnassociatedTargets", "allows_unassociated_targets"),
)
_TARGET = (
    ("Targets", "targets"),
    ("OwnerInformation", "owner_information"),
    ("Name", "name"),
    ("Description", "description"),
)
_TASK = (
    ("Targets", "targets"),
    ("TaskArn", "task_arn"),
    ("ServiceRoleArn", "service_role_arn"),
    ("TaskParameters", "task_parameters"),
    ("TaskInvocationParameters", "task_invocation_parameters"),
    ("Priority", "priority"),
    ("MaxConcurrency", "max_concurrency"),
    ("MaxErrors", "max_errors"),
    ("LoggingInfo", "logging_info"),
    ("Name", "name"),
    ("Description", "description"),
    ("CutoffBehavior", "cutoff_behavior"),
)
_BASELINE = (
    ("Name", "name"),
    ("GlobalFilters", "global_filters"),
    ("ApprovalRules", "approval_rules"),
    ("ApprovedPatches", "approved_patches"),
    ("ApprovedPatchesComplianceLevel", "approved_patches_compliance_level"),
    ("ApprovedPatchesEnableNonSecurity", "approved_patches_enable_non_security"),
    ("RejectedPatches", "rejected_patches"),
    ("RejectedPatchesAction", "rejected_patches_action"),
    ("Description", "description"),
    ("Sources", "sources"),
)

ASSOCIATIONS = Kept(
    "associations",
    ("AssociationId",),
    create="CreateAssociation",
    read="DescribeAssociation",
    update="UpdateAssociation",
    delete="DeleteAssociation",
    list="ListAssociations",
    made=lambda _request, _backend: {"AssociationId": str(uuid4()), "AssociationVersion": "1"},
)


def install() -> None:
    """Add associations, and the actions that update windows, their targets and tasks, and patch baselines."""
    from moto.core.responses import ActionResult
    from moto.ssm.exceptions import DoesNotExistException
    from moto.ssm.models import (
        FakeMaintenanceWindow,
        FakeMaintenanceWindowTarget,
        FakeMaintenanceWindowTask,
        FakePatchGroup,
        SimpleSystemManagerBackend,
        ssm_backends,
    )
    from moto.ssm.responses import SimpleSystemManagerResponse

    load_baselines = FakePatchGroup._load_latest_baselines

    def load_latest_baselines(group: Any) -> None:
        """Those of AWS in the group's Region; moto knows none of the other partitions'."""
        try:
            load_baselines(group)
        except KeyError:
            group.default_associations = {}

    replace_method(FakePatchGroup, "_load_latest_baselines", load_latest_baselines)

    stored_parameters.install()
    image_parameters.install()
    _correct_patch_groups()
    create_window, window_json = SimpleSystemManagerResponse.create_maintenance_window, FakeMaintenanceWindow.to_json
    described_target = FakeMaintenanceWindowTarget.to_json
    described_task = FakeMaintenanceWindowTask.to_json
    tagged_id = SimpleSystemManagerBackend._validate_resource_type_and_id
    deregister_target = SimpleSystemManagerResponse.deregister_target_from_maintenance_window
    deregister_task = SimpleSystemManagerResponse.deregister_task_from_maintenance_window
    delete_baseline = SimpleSystemManagerResponse.delete_patch_baseline

    def found(among: dict[str, Any], identifier: str) -> Any:
        if identifier not in among:
            raise DoesNotExistException(identifier)
        return among[identifier]

    def window_of(response: Any) -> Any:
        return response.ssm_backend.get_maintenance_window(response._get_param("WindowId"))

    def take_over(response: Any, target: Any, names: tuple[tuple[str, str], ...]) -> ActionResult:
        replaces = response._get_param("Replace")
        for name, attribute in names:
            stated = response._get_param(name)
            if stated is not None or replaces:
                nothing: Any = [] if isinstance(getattr(target, attribute, None), list) else None
                setattr(target, attribute, nothing if stated is None else stated)
        return ActionResult(target.to_json())

    def resource_id(backend: Any, resource_type: str, identifier: str) -> str:
        """Take also the IDs of patch baselines and associations for those of resources with tags."""
        if resource_type == "PatchBaseline":
            return str(found(backend.baselines, identifier).id)
        if resource_type == "Association" and (identifier,) in kept_resources.records_of(backend, ASSOCIATIONS.name):
            return identifier
        return str(tagged_id(backend, resource_type, identifier))

    def target_json(target: Any) -> Any:
        return {**described_target(target), "OwnerInformation": target.owner_information}

    def task_json(task: Any) -> Any:
        return {**described_task(task), "CutoffBehavior": task.cutoff_behavior}

    def to_json(window: Any) -> Any:
        return {
            **window_json(window),
            "AllowUnassociatedTargets": getattr(window, "allows_unassociated_targets", False),
        }

    class Actions:
        def create_maintenance_window(self: Any) -> Any:
            answered = create_window(self)
            result: Any = answered.result
            window = self.ssm_backend.windows[result["WindowId"]]
            window.allows_unassociated_targets = self._get_param("AllowUnassociatedTargets")
            return answered

        def update_maintenance_window(self: Any) -> ActionResult:
            return take_over(self, window_of(self), _WINDOW)

        def update_maintenance_window_target(self: Any) -> ActionResult:
            return take_over(self, window_of(self).targets[self._get_param("WindowTargetId")], _TARGET)

        def update_maintenance_window_task(self: Any) -> ActionResult:
            return take_over(self, window_of(self).tasks[self._get_param("WindowTaskId")], _TASK)

        def deregister_target_from_maintenance_window(self: Any) -> Any:
            found(window_of(self).targets, self._get_param("WindowTargetId"))
            return deregister_target(self)

        def deregister_task_from_maintenance_window(self: Any) -> Any:
            found(window_of(self).tasks, self._get_param("WindowTaskId"))
            return deregister_task(self)

        def get_maintenance_window_task(self: Any) -> ActionResult:
            return ActionResult(found(window_of(self).tasks, self._get_param("WindowTaskId")).to_json())

        def deregister_patch_baseline_for_patch_group(self: Any) -> ActionResult:
            baseline, name = self._get_param("BaselineId"), self._get_param("PatchGroup")
            group = self.ssm_backend.patch_groups.get(name)
            systems = [] if group is None else [key for key, of in group.associations.items() if of == baseline]
            for system in systems:
                del group.associations[system]
            if group is not None and not any(of in self.ssm_backend.baselines for of in group.associations.values()):
                del self.ssm_backend.patch_groups[name]
            return ActionResult({"BaselineId": baseline, "PatchGroup": name})

        def list_document_versions(self: Any) -> ActionResult:
            documents = self.ssm_backend._get_documents(self._get_param("Name"))
            return ActionResult(
                {
                    "DocumentVersions": [
                        {"Name": one.name, "DocumentVersion": number, "DocumentFormat": one.document_format}
                        for number, one in documents.versions.items()
                    ]
                }
            )

        def get_patch_baseline(self: Any) -> ActionResult:
            baseline, groups = found(self.ssm_backend.baselines, self._get_param("BaselineId")), []
            for name, group in self.ssm_backend.patch_groups.items():
                groups += [name] if baseline.id in group.associations.values() else []
            named = {"Name": baseline.name, "Description": baseline.description, "PatchGroups": groups}
            return ActionResult({**baseline.to_json(), **named})

        def delete_patch_baseline(self: Any) -> ActionResult:
            found(self.ssm_backend.baselines, self._get_param("BaselineId"))
            return delete_baseline(self)

        def update_patch_baseline(self: Any) -> ActionResult:
            return take_over(self, self.ssm_backend.baselines[self._get_param("BaselineId")], _BASELINE)

    add_actions(SimpleSystemManagerResponse, Actions)
    replace_method(FakeMaintenanceWindow, "to_json", to_json)
    replace_method(FakeMaintenanceWindowTarget, "to_json", target_json)
    replace_method(FakeMaintenanceWindowTask, "to_json", task_json)
    replace_method(SimpleSystemManagerBackend, "_validate_resource_type_and_id", resource_id)
    kept_resources.install("ssm", SimpleSystemManagerResponse, ssm_backends, ASSOCIATIONS)


def _correct_patch_groups() -> None:
    """Let a group have a baseline for each operating system, and the default one again where its own is gone.

    moto refuses a second operating system, and never takes a baseline away.
    """
    from moto.ssm.models import FakePatchGroup, SimpleSystemManagerBackend

    register = SimpleSystemManagerBackend.register_patch_baseline_for_patch_group

    def default(backend: Any, system: str) -> Any:
        return FakePatchGroup("any", backend.region_name).default_associations[system]

    def registered(backend: Any, baseline_id: str, patch_group: str) -> Any:
        group, baseline = backend.patch_groups.get(patch_group), backend.baselines.get(baseline_id)
        if group and baseline:
            system = baseline.operating_system
            if group.associations[system] == default(backend, system):
                group.associations[system] = baseline_id
        return register(backend, baseline_id, patch_group)

    def deregistered(backend: Any, baseline_id: str, patch_group: str) -> tuple[str, str]:
        group, baseline = backend.patch_groups.get(patch_group), backend.baselines.get(baseline_id)
        if group and baseline:
            group.associations[baseline.operating_system] = default(backend, baseline.operating_system)
        return baseline_id, patch_group

    replace_method(SimpleSystemManagerBackend, "register_patch_baseline_for_patch_group", registered)
    replace_method(SimpleSystemManagerBackend, "deregister_patch_baseline_for_patch_group", deregistered)
