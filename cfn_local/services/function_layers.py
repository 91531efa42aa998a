"""Layers of functions: moto keeps a layer whose last version is deleted. On AWS only its numbers go on."""

from typing import Any

from cfn_local.services.seam import replace_method


def let_layers_end() -> None:
    """Forget a layer without versions, and go on with its numbers if it is published again."""
    from moto.awslambda.models import LayerStorage

    put, delete = LayerStorage.put_layer_version, LayerStorage.delete_layer_version

    def numbers_of(storage: Any) -> dict[str, int]:
        """The last numbers of the layers that are gone."""
        numbers: dict[str, int] = storage.__dict__.setdefault("last_numbers", {})
        return numbers

    def published(storage: Any, version: Any) -> None:
        put(storage, version)
        last = numbers_of(storage).pop(version.name, 0)
        if last:
            layer = storage._layers[version.name]
            layer.layer_versions.clear()
            layer._latest_version = last
            layer.attach_version(version)

    def deleted(storage: Any, name: str, number: str) -> None:
        delete(storage, name, number)
        layer = storage._find_layer_by_name_or_arn(name)
        if not layer.layer_versions:
            numbers_of(storage)[layer.name] = layer._latest_version
            del storage._layers[layer.name]

    replace_method(LayerStorage, "put_layer_version", published)
    replace_method(LayerStorage, "delete_layer_version", deleted)
