"""REST APIs of API Gateway: moto forgets part of what is created, knows few patch operations, and no Swagger 2."""

from cfn_local.services.rest_apis import documents, integrations, responses, things


def install() -> None:
    """Correct moto's API Gateway."""
    things.install()
    integrations.install()
    documents.install()
    responses.install()
