"""What AWS and the network answer when they refuse, as CloudFormation is told."""

from fnmatch import fnmatchcase

import pytest
from awscommunity_odcr_group.errors import BY_CODE, error_of_class, error_of_code, translated
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
    ReadTimeoutError,
)
from cloudformation_cli_python_lib import exceptions

# Codes of https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html and of Resource Groups' model.
MEANINGS = {
    "AccessDenied": ["UnauthorizedOperation", "AccessDenied", "AccessDeniedException", "OptInRequired", "Blocked",
                     "PendingVerification", "ForbiddenException"],
    "InvalidCredentials": ["AuthFailure", "InvalidClientTokenId", "ExpiredToken", "ExpiredTokenException",
                           "RequestExpired", "UnauthorizedException", "UnrecognizedClientException"],
    "InvalidRequest": ["InvalidParameterValue", "InvalidParameterCombination", "InvalidInstanceType",
                       "InvalidAvailabilityZone", "InvalidSubnetID.NotFound", "MissingParameter", "Unsupported",
                       "UnsupportedOperation", "InvalidCapacityReservationId.Malformed", "BadRequestException",
                       "MethodNotAllowedException"],
    "NotFound": ["InvalidCapacityReservationId.NotFound", "NotFoundException"],
    "ResourceConflict": ["InvalidCapacityReservationState", "InvalidCapacityReservationState.PendingActivation",
                         "IncorrectState", "InvalidStateTransition"],
    "Throttling": ["RequestLimitExceeded", "Throttling", "ThrottlingException", "TooManyRequestsException",
                   "SlowDown"],
    "ServiceLimitExceeded": ["InstanceLimitExceeded", "VcpuLimitExceeded", "TagLimitExceeded"],
    "GeneralServiceException": ["InsufficientInstanceCapacity", "InsufficientCapacity",
                                "InsufficientReservedInstanceCapacity", "SomethingNew"],
    "ServiceInternalError": ["InternalError", "InternalFailure", "InternalServerErrorException", "ServerInternal",
                             "ServiceUnavailable", "Unavailable"],
    "InternalFailure": ["IdempotentParameterMismatch"],
}  # fmt: skip


class TestAnErrorCodeOfAws:
    @pytest.mark.parametrize(
        ("code", "meaning"), [(code, meaning) for meaning, codes in MEANINGS.items() for code in codes]
    )
    def test_has_one_meaning(self, code: str, meaning: str) -> None:
        assert error_of_code(code).__name__ == meaning

    def test_every_line_of_the_table_decides_something(self) -> None:
        codes = [code for codes in MEANINGS.values() for code in codes]
        deciding = {next(line for line in BY_CODE if fnmatchcase(code, line[0])) for code in codes}

        assert deciding == set(BY_CODE)


class TestAnAnswerThatNeverCame:
    @pytest.mark.parametrize(
        ("error", "meaning"),
        [
            (EndpointConnectionError(endpoint_url="https://ec2"), "NetworkFailure"),
            (ConnectTimeoutError(endpoint_url="https://ec2"), "NetworkFailure"),
            (ReadTimeoutError(endpoint_url="https://ec2"), "NetworkFailure"),
            (NoCredentialsError(), "InvalidCredentials"),
            (ParamValidationError(report="InstanceType: None"), "InvalidRequest"),
            (BotoCoreError(), "GeneralServiceException"),
        ],
    )
    def test_has_one_meaning(self, error: BotoCoreError, meaning: str) -> None:
        assert error_of_class(error).__name__ == meaning


class TestWhatCloudFormationIsTold:
    def test_the_operation_the_code_and_the_message_of_aws(self) -> None:
        refused = ClientError(
            {"Error": {"Code": "VcpuLimitExceeded", "Message": "You have 0 vCPUs left."}}, "CreateCapacityReservation"
        )
        with pytest.raises(exceptions.ServiceLimitExceeded) as caught, translated("cr-1"):
            raise refused

        assert str(caught.value) == "CreateCapacityReservation: VcpuLimitExceeded: You have 0 vCPUs left."

    def test_what_was_not_found(self) -> None:
        with pytest.raises(exceptions.NotFound, match="'arn:web' was not found"), translated("arn:web"):
            raise ClientError({"Error": {"Code": "NotFoundException"}}, "GetGroup")

    def test_a_mistake_of_ours_is_not_disguised(self) -> None:
        with pytest.raises(KeyError), translated("cr-1"):
            raise KeyError("CapacityReservation")
