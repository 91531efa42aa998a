"""What AWS and the network answer when they refuse, as CloudFormation is told."""

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from pathlib import Path

import pytest
from awscommunity_odcr_group.shared.errors import (
    FAMILIES,
    PASSING,
    TABLE,
    error_of,
    error_of_class,
    translated,
)
from botocore import xform_name
from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
    ReadTimeoutError,
)
from botocore.session import Session
from cloudformation_cli_python_lib import exceptions

ROOT = Path(__file__).resolve().parents[2]
# The service of each client that the handlers of an extension call.
CLIENTS = {
    "resources/awscommunity-odcr-group/src/awscommunity_odcr_group": ["ec2", "resource-groups"],
    "resources/awscommunity-glue-jobtracker/src/awscommunity_glue_jobtracker": [
        *("cloudwatch", "dynamodb", "events", "iam", "lambda", "logs", "sns", "sqs")
    ],
}
# Codes of https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html and of the services' models.
MEANINGS = {
    "AccessDenied": ["UnauthorizedOperation", "AccessDenied", "AccessDeniedException", "OptInRequired", "Blocked",
                     "PendingVerification", "ForbiddenException", "AuthorizationError"],
    "InvalidCredentials": ["AuthFailure", "InvalidClientTokenId", "ExpiredToken", "ExpiredTokenException",
                           "RequestExpired", "UnauthorizedException", "UnrecognizedClientException"],
    "InvalidRequest": ["InvalidParameterValue", "InvalidParameterCombination", "InvalidInstanceType",
                       "InvalidAvailabilityZone", "InvalidSubnetID.NotFound", "MissingParameter", "Unsupported",
                       "UnsupportedOperation", "InvalidCapacityReservationId.Malformed", "BadRequestException",
                       "MethodNotAllowedException", "ValidationException", "MalformedPolicyDocument"],
    "NotFound": ["InvalidCapacityReservationId.NotFound", "NotFoundException", "ResourceNotFoundException",
                 "NoSuchEntity", "AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"],
    "AlreadyExists": ["EntityAlreadyExists", "ResourceAlreadyExistsException", "QueueNameExists"],
    "ResourceConflict": ["InvalidCapacityReservationState", "InvalidCapacityReservationState.PendingActivation",
                         "IncorrectState", "InvalidStateTransition", "ResourceInUseException", "StaleTag",
                         "EntityTemporarilyUnmodifiable", "ConcurrentModificationException"],
    "NotStabilized": ["ResourceNotReadyException"],
    "Throttling": ["RequestLimitExceeded", "Throttling", "ThrottlingException", "TooManyRequestsException",
                   "SlowDown", "KMSThrottling", "KMS.ThrottlingException", "EC2ThrottledException"],
    "ServiceLimitExceeded": ["InstanceLimitExceeded", "VcpuLimitExceeded", "TagLimitExceeded", "LimitExceeded"],
    "GeneralServiceException": ["InsufficientInstanceCapacity", "InsufficientCapacity"],
    "ServiceInternalError": ["InternalError", "InternalFailure", "InternalServerErrorException", "ServerInternal",
                             "ServiceUnavailable", "Unavailable", "ServiceFailure"],
    "InternalFailure": ["IdempotentParameterMismatch"],
}  # fmt: skip
# Codes that AWS may add tomorrow.
TOMORROW = {
    "Throttling": ["EC2FleetThrottled", "TooManyRequestsForTable", "EC2RequestLimitExceededException"],
    "ServiceLimitExceeded": ["HostLimitExceeded", "GroupQuotaExceeded"],
    "GeneralServiceException": ["InsufficientReservedInstanceCapacity", "SomethingNew", ""],
    "AccessDenied": ["KMSAccessDenied", "UnauthorizedTagging"],
    "InvalidCredentials": ["ExpiredTokenOfSession"],
    "ResourceConflict": ["ConcurrentUpdateException", "InvalidCapacityReservationState.New", "IncorrectStateException"],
    "InvalidRequest": ["InvalidZone", "MalformedQuery", "MissingZone", "UnsupportedZone", "ValidationFailure"],
    "ServiceInternalError": ["InternalTrouble", "ZoneUnavailable"],
}


class TestAnErrorCodeOfAws:
    @pytest.mark.parametrize(
        ("code", "meaning"),
        [(code, meaning) for table in (MEANINGS, TOMORROW) for meaning, codes in table.items() for code in codes],
    )
    def test_has_one_meaning(self, code: str, meaning: str) -> None:
        assert error_of("CreateGroup", code).__name__ == meaning

    def test_that_is_known_is_in_the_table_by_its_exact_code(self) -> None:
        known = {row.code for row in TABLE}

        assert [code for codes in MEANINGS.values() for code in codes if code not in known] == []

    def test_of_an_operation_that_an_extension_calls_is_in_the_table_if_the_models_declare_it(self) -> None:
        known = {row.code for row in TABLE}

        assert sorted(code for code in declared_codes() if code not in known) == []

    def test_every_family_decides_something(self) -> None:
        codes = [code for codes in TOMORROW.values() for code in codes]
        deciding = {next(line for line in FAMILIES if fnmatchcase(code, line[0])) for code in codes}

        assert deciding == set(FAMILIES)

    def test_no_row_hides_another(self) -> None:
        seen: set[tuple[str, str, str | None]] = set()
        for row in TABLE:
            hiding = {(row.operation, row.code, None), ("*", row.code, None), (row.operation, row.code, row.message)}
            assert not hiding & seen, row
            seen.add((row.operation, row.code, row.message))


def declared_codes() -> Iterator[str]:
    """The error codes that botocore's models declare for the operations that occur in an extension's modules."""
    session = Session()
    for folder, services in CLIENTS.items():
        called = set().union(*(calls_in(path) for path in (ROOT / folder).rglob("*.py")))
        for service in services:
            model = session.get_service_model(service)
            for operation in model.operation_names:
                if xform_name(operation) in called:
                    yield from (shape.error_code for shape in model.operation_model(operation).error_shapes)


def calls_in(path: Path) -> set[str]:
    """The names of the methods that a module calls, and of the operations that it pages through."""
    pattern = r"(?<=\.)\w+(?=\()|(?<=get_paginator\(\")\w+"
    return set() if "function" in path.parts else set(re.findall(pattern, path.read_text("utf-8")))


class TestACodeWithSeveralMeanings:
    @pytest.mark.parametrize(
        ("operation", "code", "message", "meaning"),
        [
            ("CreateTable", "ResourceInUseException", "Table already exists", "AlreadyExists"),
            ("DeleteTable", "ResourceInUseException", "Table is being created", "ResourceConflict"),
            ("CreateTable", "LimitExceededException", "Subscriber limit exceeded", "Throttling"),
            ("UntagResource", "LimitExceededException", "Subscriber limit exceeded", "Throttling"),
            ("PutRule", "LimitExceededException", "The requested resource exceeds the maximum", "ServiceLimitExceeded"),
            ("AddPermission", "ResourceConflictException", "The statement id already exists", "AlreadyExists"),
            ("AddPermission", "ResourceConflictException", "An update is in progress", "ResourceConflict"),
            ("CreateFunction", "ResourceConflictException", "Function already exist: web", "AlreadyExists"),
            ("UpdateTimeToLive", "ValidationException", "TimeToLive is already enabled", "AlreadyExists"),
            ("UpdateTimeToLive", "ValidationException", "1 validation error detected", "InvalidRequest"),
            (
                *("CreateFunction", "InvalidParameterValueException"),
                *("The role defined for the function cannot be assumed by Lambda.", "NotStabilized"),
            ),
            ("CreateFunction", "InvalidParameterValueException", "Unzipped size is too large", "InvalidRequest"),
        ],
    )
    def test_is_told_by_its_operation_and_then_by_its_message(
        self, operation: str, code: str, message: str, meaning: str
    ) -> None:
        assert error_of(operation, code, message).__name__ == meaning


class TestAMessageThatNamesACode:
    """A tracker, a group or a tag may be called anything."""

    @pytest.mark.parametrize("name", ["LimitExceeded", "Throttling", "AccessDenied", "NotFound", "Internal"])
    @pytest.mark.parametrize("code", ["ValidationException", "BadRequestException", "InvalidZone"])
    def test_does_not_change_the_meaning_of_the_code(self, code: str, name: str) -> None:
        assert error_of("CreateTable", code, f":{name}: is no name for a table") is exceptions.InvalidRequest


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


class TestWhatCanBeTriedAgain:
    @pytest.mark.parametrize(
        ("operation", "code"),
        [
            ("CreateTopic", "KMSThrottling"),
            ("CreateQueue", "KMS.ThrottlingException"),
            ("CreateRole", "EntityTemporarilyUnmodifiable"),
            ("CreateFunction", "EC2ThrottledException"),
            ("UpdateFunctionCode", "ResourceNotReadyException"),
            ("CreateTable", "LimitExceededException"),
            ("TagResource", "StaleTag"),
        ],
    )
    def test_is_no_final_failure(self, operation: str, code: str) -> None:
        assert issubclass(error_of(operation, code), PASSING)


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

    def test_an_answer_without_a_code_is_a_general_failure(self) -> None:
        with pytest.raises(exceptions.GeneralServiceException, match=r"^GetGroup: : $"), translated("arn:web"):
            raise ClientError({}, "GetGroup")

    def test_a_mistake_of_ours_is_not_disguised(self) -> None:
        with pytest.raises(KeyError), translated("cr-1"):
            raise KeyError("CapacityReservation")


class TestTheSource:
    @pytest.mark.parametrize("path", sorted((ROOT / "vendored").rglob("*.py")), ids=lambda path: path.name)
    def test_is_read_by_python_3_9(self, path: Path) -> None:
        ast.parse(path.read_text("utf-8"), feature_version=(3, 9))
