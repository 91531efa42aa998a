"""Launch templates: moto launches nothing from a later version with UserData, which it keeps as plain text."""

from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Keep the UserData of every version as moto keeps that of the first."""
    from moto.ec2.models.launch_templates import LaunchTemplate
    from moto.ec2.utils import parse_user_data

    create_version = LaunchTemplate.create_version

    def created(template: Any, data: dict[str, Any], description: str) -> Any:
        user_data = data.get("UserData")
        parsed = {"UserData": parse_user_data(user_data)} if type(user_data) is str else {}
        return create_version(template, {**data, **parsed}, description)

    replace_method(LaunchTemplate, "create_version", created)
