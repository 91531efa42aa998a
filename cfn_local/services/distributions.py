"""Amazon CloudFront: moto forgets most of what a distribution is given, and has neither policies nor origin access
identities.

After the API reference of 2020-05-31. What a configuration states is kept and shown as it is; nothing is distributed.
"""

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from cfn_local.services.edge_functions import complete_functions
from cfn_local.services.kept_resources import records_of
from cfn_local.services.seam import add_actions, atomic, replace_method


@dataclass(frozen=True)
class Kind:
    """Configurations of one kind, by ID: `noun` is the structure in answers, `config` the one in requests."""

    noun: str
    not_found: str
    new_id: Callable[[], str] = lambda: str(uuid4())

    @property
    def is_policy(self) -> bool:
        return self.noun.endswith("Policy")

    @property
    def config(self) -> str:
        return f"{self.noun}Config"


def _capital_id() -> str:
    return f"E{uuid4().hex[:13].upper()}"


KINDS = (
    Kind("CachePolicy", "NoSuchCachePolicy"),
    Kind("OriginRequestPolicy", "NoSuchOriginRequestPolicy"),
    Kind("ResponseHeadersPolicy", "NoSuchResponseHeadersPolicy"),
    Kind("CloudFrontOriginAccessIdentity", "NoSuchCloudFrontOriginAccessIdentity", _capital_id),
)


def install() -> None:
    """Keep the configurations of distributions, and add policies and origin access identities."""
    from moto.cloudfront.responses import CloudFrontResponse
    from moto.core.utils import camelcase_to_underscores, get_service_model

    from cfn_local.services.kept_resources import add_path

    model = get_service_model("cloudfront")
    _complete_invalidations()
    _keep_configurations(CloudFrontResponse)
    complete_functions()
    for kind in KINDS:
        for action, method in _actions(kind):
            replace_method(CloudFrontResponse, camelcase_to_underscores(action), atomic(method))
            add_path(CloudFrontResponse, model.operation_model(action))


def _complete_invalidations() -> None:
    """Name the state of an invalidation as CloudFront does, for which its waiter waits; moto writes it in capitals."""
    from moto.cloudfront.models import Invalidation

    begin = Invalidation.__init__

    def begun(invalidation: Any, *stated: Any, **named: Any) -> None:
        begin(invalidation, *stated, **named)
        invalidation.status = "Completed"

    replace_method(Invalidation, "__init__", begun)


def _keep_configurations(response: Any) -> None:
    from moto.core.exceptions import ServiceException
    from moto.core.responses import ActionResult, EmptyResult

    class DistributionNotDisabled(ServiceException):
        code = "DistributionNotDisabled"

    create, create_with_tags = response.create_distribution, response.create_distribution_with_tags

    def answer_of(distribution: Any) -> ActionResult:
        shown = {
            "Id": distribution.distribution_id,
            "ARN": distribution.arn,
            "Status": distribution.status,
            "LastModifiedTime": distribution.last_modified_time,
            "InProgressInvalidationBatches": 0,
            "DomainName": distribution.domain_name,
            "DistributionConfig": distribution.stated,
        }
        return ActionResult({"Distribution": shown, "ETag": distribution.etag, "Location": distribution.location})

    def created(request: Any, action: Callable[[Any], Any], member: str) -> ActionResult:
        stated = deepcopy(request._get_param(member))  # moto puts objects of its own into it
        distribution = action(request).result["Distribution"]
        distribution.stated = stated
        return answer_of(distribution)

    class Actions:
        def create_distribution(self: Any) -> ActionResult:
            return created(self, create, "DistributionConfig")

        def create_distribution_with_tags(self: Any) -> ActionResult:
            return created(self, create_with_tags, "DistributionConfigWithTags.DistributionConfig")

        def get_distribution(self: Any) -> ActionResult:
            return answer_of(self.backend.get_distribution(self._get_param("Id"))[0])

        def get_distribution_config(self: Any) -> ActionResult:
            distribution = self.backend.get_distribution(self._get_param("Id"))[0]
            return ActionResult({"DistributionConfig": distribution.stated, "ETag": distribution.etag})

        def update_distribution(self: Any) -> ActionResult:
            config = deepcopy(self._get_param("DistributionConfig"))
            changed = (self._get_param("DistributionConfig"), self._get_param("Id"), bool(self._get_param("IfMatch")))
            distribution = self.backend.update_distribution(*changed)[0]
            distribution.stated = config
            return answer_of(distribution)

        def delete_distribution(self: Any) -> EmptyResult:
            distribution_id = self._get_param("Id")
            if self.backend.get_distribution(distribution_id)[0].stated["Enabled"]:
                raise DistributionNotDisabled("The distribution you are trying to delete has not been disabled.")
            self.backend.delete_distribution(distribution_id, bool(self._get_param("IfMatch")))
            return EmptyResult()

    add_actions(response, Actions)


def _actions(kind: Kind) -> Iterator[tuple[str, Callable[[Any], Any]]]:
    from moto.core.exceptions import ServiceException
    from moto.core.responses import ActionResult, EmptyResult
    from moto.core.utils import utcnow

    class NoSuchOne(ServiceException):
        code = kind.not_found

    def found(request: Any) -> dict[str, Any]:
        record = records_of(request.backend, kind.noun).get((request._get_param("Id"),))
        if record is None:
            raise NoSuchOne(f"The specified {kind.noun} does not exist.")
        return record

    def keep(request: Any, identifier: str) -> ActionResult:
        config = request._get_param(kind.config)
        shown = {"Id": identifier, "LastModifiedTime": utcnow(), kind.config: config}
        if not kind.is_policy:
            shown["S3CanonicalUserId"] = identifier.lower().ljust(64, "0")
        record = {"ETag": f"E{uuid4().hex[:13].upper()}", kind.noun: shown}
        records_of(request.backend, kind.noun)[(identifier,)] = record
        return ActionResult(record)

    def create(request: Any) -> ActionResult:
        return keep(request, kind.new_id())

    def read(request: Any) -> ActionResult:
        return ActionResult(found(request))

    def update(request: Any) -> ActionResult:
        return keep(request, found(request)[kind.noun]["Id"])

    def delete(request: Any) -> EmptyResult:
        del records_of(request.backend, kind.noun)[(found(request)[kind.noun]["Id"],)]
        return EmptyResult()

    def list_all(request: Any) -> ActionResult:
        records = [record[kind.noun] for record in records_of(request.backend, kind.noun).values()]
        items = [{"Type": "custom", kind.noun: one} if kind.is_policy else one for one in records]
        found = {"Quantity": len(items), "MaxItems": 100, "Items": items}
        return ActionResult({f"{kind.noun}List": {**found, **({} if kind.is_policy else {"IsTruncated": False})}})

    yield f"List{kind.noun[:-1]}ies", list_all
    for verb, method in (("Create", create), ("Get", read), ("Update", update), ("Delete", delete)):
        yield f"{verb}{kind.noun}", method
