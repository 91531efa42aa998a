"""SageMaker: moto ignores the isolation of a model, and tags neither lifecycle configurations nor a key twice."""

from __future__ import annotations

from typing import Any

from cfn_local.services.seam import replace_method

_CONFIGURATION = "notebook-instance-lifecycle-config"


def install() -> None:
    """Keep what is isolated, and the tags of all resources, one for each key."""
    from moto.sagemaker.models import SageMakerModelBackend
    from moto.sagemaker.responses import SageMakerResponse

    find = SageMakerModelBackend._get_resource_from_arn
    create_model: Any = SageMakerResponse.create_model
    configure: Any = SageMakerResponse.create_notebook_instance_lifecycle_config
    describe = SageMakerModelBackend.describe_notebook_instance_lifecycle_config

    def isolated(response: Any) -> Any:
        answer = create_model(response)
        model = response.sagemaker_backend._models[response._get_param("ModelName")]
        model.enable_network_isolation = response._get_param("EnableNetworkIsolation", False)
        return answer

    def resource_of(backend: Any, arn: str) -> Any:
        kind, _, name = arn.rpartition(":")[2].partition("/")
        if kind != _CONFIGURATION:
            return find(backend, arn)
        configuration = backend.notebook_instance_lifecycle_configurations[name]
        vars(configuration).setdefault("tags", [])
        return configuration

    def configured(response: Any) -> Any:
        answer = configure(response)
        name = response._get_param("NotebookInstanceLifecycleConfigName")
        configuration = response.sagemaker_backend.notebook_instance_lifecycle_configurations[name]
        configuration.tags = list(response._get_param("Tags") or [])
        return answer

    def described(backend: Any, *stated: Any, **named: Any) -> Any:
        return {name: value for name, value in describe(backend, *stated, **named).items() if name != "Tags"}

    def add_tags(backend: Any, arn: str, tags: list[dict[str, str]]) -> list[dict[str, str]]:
        resource = resource_of(backend, arn)
        keys = {tag["Key"] for tag in tags}
        resource.tags = [tag for tag in resource.tags if tag["Key"] not in keys] + tags
        return list(resource.tags)

    replace_method(SageMakerResponse, "create_model", isolated)
    replace_method(SageMakerResponse, "create_notebook_instance_lifecycle_config", configured)
    replace_method(SageMakerModelBackend, "describe_notebook_instance_lifecycle_config", described)
    replace_method(SageMakerModelBackend, "_get_resource_from_arn", resource_of)
    replace_method(SageMakerModelBackend, "add_tags", add_tags)
