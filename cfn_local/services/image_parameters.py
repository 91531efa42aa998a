"""Public parameters that name images of other publishers: moto has those of Amazon Linux and of ECS only.

Their names follow a pattern, and the ID of the image is made of the name and the Region.
"""

import re
from hashlib import sha256
from typing import Any

from cfn_local.services.seam import replace_method

_VERSION = r"\d+\.\d+"
_NAMES = re.compile(
    "/aws/service/(?:"
    + "|".join(
        (
            r"ami-windows-latest/(?:EC2LaunchV2-)?(?:TPM-)?Windows_Server-\d{4}-[A-Za-z]+-(?:Full|Core)-[\w.-]+",
            r"canonical/ubuntu/(?:server|server-minimal|pro-server|eks)/[\w.]+/stable/current/(?:amd64|arm64)/hvm/"
            r"ebs-gp[23]/ami-id",
            rf"eks/optimized-ami/{_VERSION}/amazon-linux-2(?:-gpu|-arm64)?/recommended/image_id",
            rf"eks/optimized-ami/{_VERSION}/amazon-linux-2023/(?:x86_64|arm64)/(?:standard|nvidia|neuron)/recommended/"
            "image_id",
            r"cloud9/amis/(?:amazonlinux-2|amazonlinux-2023|amazonlinux-1|ubuntu-\d+\.\d+)-x86_64",
            rf"bottlerocket/aws-(?:k8s-{_VERSION}|ecs-\d)(?:-nvidia|-fips)?/(?:x86_64|arm64)/[\w.-]+/image_id",
            r"debian/release/\d+/latest/(?:amd64|arm64)",
            r"deeplearning/ami/(?:x86_64|arm64)/[\w.-]+/latest/ami-id",
            r"suse/sles/[\w-]+/(?:x86_64|arm64)/latest",
        )
    )
    + ")"
)


def install() -> None:
    """Make a parameter of this kind when somebody first asks for it."""
    from moto.core.utils import utcnow
    from moto.ssm.models import Parameter, ParameterDict

    load = ParameterDict._check_loading_status

    def check_loading_status(parameters: Any, key: str) -> None:
        load(parameters, key)
        name = str(key or "")
        if not _NAMES.fullmatch(name) or dict.get(parameters, name):
            return
        digits = sha256(f"{parameters.region_name} {name}".encode()).hexdigest()[:17]
        make: Any = Parameter
        image = make(
            account_id=parameters.account_id,
            name=name,
            value=f"ami-{digits}",
            parameter_type="String",
            description=None,
            allowed_pattern=None,
            keyid=None,
            last_modified_date=utcnow(),
            version=1,
            data_type="aws:ec2:image",
        )
        dict.__setitem__(parameters, name, [image])

    replace_method(ParameterDict, "_check_loading_status", check_loading_status)
