"""Secrets Manager: moto knows only one of the rules by which a secret is rotated, and no schedule."""

from __future__ import annotations

from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Keep the rules of a rotation as they were stated."""
    from moto.secretsmanager.models import FakeSecret, SecretsManagerBackend

    rotate, shown = SecretsManagerBackend.rotate_secret, FakeSecret.to_dict

    def rotated(backend: Any, secret_id: str, **stated: Any) -> Any:
        answer = rotate(backend, secret_id, **stated)
        secret = backend.secrets[secret_id]
        if rules := stated.get("rotation_rules"):
            secret.rotation_rules, secret.rotation_enabled = rules, True
        return answer

    def with_rules(secret: Any) -> dict[str, Any]:
        found: dict[str, Any] = shown(secret)
        rules = getattr(secret, "rotation_rules", None)
        return {**found, "RotationRules": rules} if rules and "RotationRules" in found else found

    replace_method(SecretsManagerBackend, "rotate_secret", rotated)
    replace_method(FakeSecret, "to_dict", with_rules)
