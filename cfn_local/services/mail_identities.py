"""SES: moto lacks the tokens of DKIM and the actions that change an identity, and keeps the tags of deleted ones.

No identity is ever verified: nobody answers a message or adds a record.
"""

from hashlib import sha256
from typing import Any

from cfn_local import partitions
from cfn_local.services.seam import add_actions, replace_method


def _tokens(identity: str) -> list[str]:
    return [sha256(f"{identity} {number}".encode()).hexdigest()[:32] for number in (1, 2, 3)]


def install() -> None:
    """Complete identities, and add the actions that change one."""
    from moto.core.responses import ActionResult, EmptyResult
    from moto.ses.models import EmailIdentity, SESBackend
    from moto.sesv2.responses import SESV2Response

    begin, delete = EmailIdentity.__init__, SESBackend.delete_identity

    def begun(identity: Any, *given: Any, **named: Any) -> None:
        begin(identity, *given, **named)
        identity.feedback_forwarding_status = True
        identity.mail_from = {"BehaviorOnMxFailure": "USE_DEFAULT_VALUE"}
        is_domain = identity.identity_type == "DOMAIN"
        identity.verification_status = "PENDING"
        identity.dkim_attributes |= {
            "SigningEnabled": is_domain,
            "Status": "PENDING" if is_domain else "NOT_STARTED",
            "CurrentSigningKeyLength": identity.dkim_attributes["NextSigningKeyLength"],
            "Tokens": _tokens(identity.email_identity) if is_domain else [],
        }

    def changed(request: Any) -> Any:
        request.parse_parameters(request.normalized_request)
        return request.sesv2_backend.get_email_identity(request.params["EmailIdentity"])

    class Actions:
        def put_email_identity_dkim_attributes(self: Any) -> EmptyResult:
            identity = changed(self)
            identity.dkim_attributes["SigningEnabled"] = self.params.get("SigningEnabled", False)
            return EmptyResult()

        def put_email_identity_feedback_attributes(self: Any) -> EmptyResult:
            identity = changed(self)
            identity.feedback_forwarding_status = self.params.get("EmailForwardingEnabled", False)
            return EmptyResult()

        def put_email_identity_configuration_set_attributes(self: Any) -> EmptyResult:
            identity = changed(self)
            identity.configuration_set_name = self.params.get("ConfigurationSetName")
            return EmptyResult()

        def put_email_identity_mail_from_attributes(self: Any) -> EmptyResult:
            identity = changed(self)
            domain = self.params.get("MailFromDomain")
            shown = {"MailFromDomain": domain, "MailFromDomainStatus": "PENDING"} if domain else {}
            behavior = self.params.get("BehaviorOnMxFailure", "USE_DEFAULT_VALUE")
            identity.mail_from = {"BehaviorOnMxFailure": behavior, **shown}
            return EmptyResult()

        def get_email_identity(self: Any) -> ActionResult:
            identity = changed(self)
            tags = self.sesv2_backend.list_tags_for_resource(_arn(self.sesv2_backend, identity.email_identity))
            known = identity.get_response_object
            return ActionResult({**known, "MailFromAttributes": identity.mail_from, "Tags": tags})

    def delete_identity(backend: Any, identity: str) -> None:
        delete(backend, identity)
        backend.tagger.delete_all_tags_for_resource(_arn(backend, identity))

    replace_method(EmailIdentity, "__init__", begun)
    replace_method(SESBackend, "delete_identity", delete_identity)
    add_actions(SESV2Response, Actions)


def _arn(backend: Any, identity: str) -> str:
    return partitions.arn("ses", backend.region_name, backend.account_id, f"identity/{identity}")
