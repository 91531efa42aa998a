"""Reasons why AWS did not answer a look-up, by error code."""

from botocore.exceptions import BotoCoreError, ClientError

DENIED, THROTTLED, NOT_FOUND = "denied", "throttled", "not found"
REASON_OF_CODE = {
    "AccessDenied": DENIED,
    "AccessDeniedException": DENIED,
    "AuthFailure": DENIED,
    "ExpiredToken": DENIED,
    "UnauthorizedOperation": DENIED,
    "RequestLimitExceeded": THROTTLED,
    "Throttling": THROTTLED,
    "ThrottlingException": THROTTLED,
    "InvalidLaunchTemplateId.Malformed": NOT_FOUND,
    "InvalidLaunchTemplateId.NotFound": NOT_FOUND,
    "InvalidLaunchTemplateId.VersionNotFound": NOT_FOUND,
    "InvalidLaunchTemplateName.NotFoundException": NOT_FOUND,
    "InvalidSubnetID.NotFound": NOT_FOUND,
}


def reason_of(error: ClientError | BotoCoreError, action: str) -> str:
    """Return a short reason for the user; `action` is the IAM action that the role must allow."""
    if isinstance(error, BotoCoreError):
        return f"no answer ({type(error).__name__})"
    code = error.response.get("Error", {}).get("Code", "")
    reason = REASON_OF_CODE.get(code, code or "no reason given")
    return f"{reason}, {action} must be allowed" if reason == DENIED else reason
