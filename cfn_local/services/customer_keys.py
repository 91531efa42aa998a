"""Keys of KMS: moto forgets how often a key is rotated."""

from __future__ import annotations

import json
from typing import Any

from cfn_local.services.seam import replace_method

_DEFAULT_DAYS = 365


def install() -> None:
    """Keep the days between rotations, and show them while a key is rotated."""
    from moto.kms.responses import KmsResponse

    enable_key_rotation, get_key_rotation_status = (
        KmsResponse.enable_key_rotation,
        KmsResponse.get_key_rotation_status,
    )

    def enabled(response: Any) -> Any:
        answer = enable_key_rotation(response)
        _key(response).rotation_days = response._get_param("RotationPeriodInDays") or _DEFAULT_DAYS
        return answer

    def status(response: Any) -> Any:
        answer = json.loads(get_key_rotation_status(response))
        if answer["KeyRotationEnabled"]:
            answer["RotationPeriodInDays"] = getattr(_key(response), "rotation_days", _DEFAULT_DAYS)
        return json.dumps(answer)

    replace_method(KmsResponse, "enable_key_rotation", enabled)
    replace_method(KmsResponse, "get_key_rotation_status", status)


def _key(response: Any) -> Any:
    backend = response.kms_backend
    return backend.keys[backend.get_key_id(response._get_param("KeyId"))]
