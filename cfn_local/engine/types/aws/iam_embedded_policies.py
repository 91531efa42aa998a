"""The inline policies in a template's role or user, and the managed policies attached to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cfn_local.engine.types.aws.absence import absent
from cfn_local.engine.types.aws.handle import Handle


@dataclass(frozen=True)
class EmbeddedPolicies:
    """Both kinds of policies of a Role or User (`kind`). Policies that others attached are left alone."""

    kind: str

    def read(self, handle: Handle) -> dict[str, Any]:
        attached = handle(f"ListAttached{self.kind}Policies", **self._of(handle))["AttachedPolicies"]
        names = handle(f"List{self.kind}Policies", **self._of(handle))["PolicyNames"]
        documents = {
            name: handle(f"Get{self.kind}Policy", PolicyName=name, **self._of(handle))["PolicyDocument"]
            for name in sorted(names)
        }
        return {
            "ManagedPolicyArns": [policy["PolicyArn"] for policy in attached],
            "Policies": [{"PolicyName": name, "PolicyDocument": found} for name, found in documents.items()],
        }

    def settings(self) -> dict[str, Callable[[Handle, Any], None]]:
        return {"ManagedPolicyArns": self._attach, "Policies": self._embed}

    def delete(self, handle: Handle) -> None:
        """Delete the role or user, and those of its policies that its template sets."""
        self._detach(handle, handle.had.get("ManagedPolicyArns", ()))
        self._delete_inline(handle, handle.had.get("Policies", ()))
        handle(f"Delete{self.kind}", **self._of(handle))

    def _attach(self, handle: Handle, arns: Any) -> None:
        wanted, had = arns or [], handle.had.get("ManagedPolicyArns", ())
        self._detach(handle, [arn for arn in had if arn not in wanted])
        for arn in wanted:
            handle(f"Attach{self.kind}Policy", PolicyArn=arn, **self._of(handle))

    def _detach(self, handle: Handle, arns: Any) -> None:
        for arn in arns:
            with absent():
                handle(f"Detach{self.kind}Policy", PolicyArn=arn, **self._of(handle))

    def _embed(self, handle: Handle, policies: Any) -> None:
        wanted = policies or []
        names = {policy["PolicyName"] for policy in wanted}
        self._delete_inline(handle, [one for one in handle.had.get("Policies", ()) if one["PolicyName"] not in names])
        for policy in wanted:
            handle(f"Put{self.kind}Policy", **policy, **self._of(handle))

    def _delete_inline(self, handle: Handle, policies: Any) -> None:
        for policy in policies:
            with absent():
                handle(f"Delete{self.kind}Policy", PolicyName=policy["PolicyName"], **self._of(handle))

    def _of(self, handle: Handle) -> Mapping[str, str]:
        return {f"{self.kind}Name": handle[f"{self.kind}Name"]}
