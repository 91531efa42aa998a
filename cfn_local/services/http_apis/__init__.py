"""HTTP and WebSocket APIs of API Gateway: moto forgets members, lacks deployments and updates, and imports in part."""

from cfn_local.services.http_apis import responses, things


def install() -> None:
    """Correct moto's second version of API Gateway."""
    things.install()
    responses.install()
