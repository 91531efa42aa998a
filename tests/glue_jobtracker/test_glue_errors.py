"""Which handler error stands for which error of AWS."""

import pytest
from awscommunity_glue_jobtracker.errors import PASSING, error_of, translated
from botocore.exceptions import ClientError, EndpointConnectionError, NoCredentialsError, ReadTimeoutError
from cloudformation_cli_python_lib import exceptions

TABLE = [
    ("CreateTable", "ResourceInUseException", "", "AlreadyExists"),
    ("DeleteTable", "ResourceInUseException", "", "ResourceConflict"),
    ("UpdateTimeToLive", "ValidationException", "TimeToLive is already enabled", "AlreadyExists"),
    ("UpdateTimeToLive", "ValidationException", "Time to live has been modified multiple times", "InvalidRequest"),
    ("CreateRole", "EntityAlreadyExists", "", "AlreadyExists"),
    ("CreateLogGroup", "ResourceAlreadyExistsException", "", "AlreadyExists"),
    ("CreateQueue", "QueueAlreadyExists", "", "AlreadyExists"),
    ("CreateQueue", "QueueNameExists", "", "AlreadyExists"),
    ("CreateQueue", "AWS.SimpleQueueService.QueueDeletedRecently", "", "ResourceConflict"),
    ("CreateFunction", "ResourceConflictException", "Function already exist", "AlreadyExists"),
    ("CreateFunction", "InvalidParameterValueException", "Unknown runtime", "InvalidRequest"),
    ("CreateFunction", "CodeStorageExceededException", "", "ServiceLimitExceeded"),
    ("UpdateFunctionCode", "ResourceConflictException", "", "ResourceConflict"),
    ("AddPermission", "ResourceConflictException", "The statement id (x) provided already exists.", "AlreadyExists"),
    ("AddPermission", "ResourceConflictException", "currently in the following state: Pending", "ResourceConflict"),
    ("PutRule", "ConcurrentModificationException", "", "ResourceConflict"),
    ("PutRule", "LimitExceededException", "", "ServiceLimitExceeded"),
    ("PutRule", "InvalidEventPatternException", "", "InvalidRequest"),
    ("DeleteRole", "DeleteConflict", "", "ResourceConflict"),
    ("GetRole", "NoSuchEntity", "", "NotFound"),
    ("GetFunction", "ResourceNotFoundException", "", "NotFound"),
    ("GetTopicAttributes", "NotFound", "", "NotFound"),
    ("GetQueueAttributes", "AWS.SimpleQueueService.NonExistentQueue", "", "NotFound"),
    ("GetQueueAttributes", "QueueDoesNotExist", "", "NotFound"),
    ("CreateTopic", "TopicLimitExceeded", "", "ServiceLimitExceeded"),
    ("CreateTopic", "AuthorizationError", "", "AccessDenied"),
    ("CreateTopic", "KMSAccessDenied", "", "AccessDenied"),
    ("CreateTopic", "InvalidParameter", "", "InvalidRequest"),
    ("PutRolePolicy", "MalformedPolicyDocument", "", "InvalidRequest"),
    ("PutMetricAlarm", "LimitExceeded", "", "ServiceLimitExceeded"),
    ("GetRole", "AccessDenied", "", "AccessDenied"),
    ("GetRole", "InvalidClientTokenId", "", "InvalidCredentials"),
    ("GetRole", "ExpiredTokenException", "", "InvalidCredentials"),
    ("GetRole", "Throttling", "", "Throttling"),
    ("GetFunction", "TooManyRequestsException", "", "Throttling"),
    ("GetFunction", "ServiceException", "", "ServiceInternalError"),
    ("DescribeTable", "InternalServerError", "", "ServiceInternalError"),
    ("DescribeLogGroups", "ServiceUnavailableException", "", "ServiceInternalError"),
    ("GetRole", "ServiceFailure", "", "ServiceInternalError"),
    ("GetRole", "SomethingNew", "", "GeneralServiceException"),
]


class TestTheTable:
    @pytest.mark.parametrize(("operation", "code", "message", "name"), TABLE)
    def test_tells_what_an_error_of_aws_means(self, operation: str, code: str, message: str, name: str) -> None:
        assert error_of(operation, code, message).__name__ == name


class TestATranslatedError:
    def test_keeps_the_operation_the_code_and_the_message(self) -> None:
        refused = ClientError({"Error": {"Code": "InvalidParameter", "Message": "no such key"}}, "CreateTopic")
        with pytest.raises(exceptions.InvalidRequest) as translation, translated("any"):
            raise refused
        assert str(translation.value) == "CreateTopic: InvalidParameter: no such key"

    @pytest.mark.parametrize("code", ["NoSuchEntity", "EntityAlreadyExists"])
    def test_names_what_is_missing_or_in_the_way(self, code: str) -> None:
        expected = (exceptions.NotFound, exceptions.AlreadyExists)
        with pytest.raises(expected, match="any-role"), translated("any-role"):
            raise ClientError({"Error": {"Code": code}}, "GetRole")

    @pytest.mark.parametrize(
        ("raised", "name"),
        [
            (EndpointConnectionError(endpoint_url="https://aws.test"), "NetworkFailure"),
            (ReadTimeoutError(endpoint_url="https://aws.test"), "NetworkFailure"),
            (NoCredentialsError(), "InvalidCredentials"),
        ],
    )
    def test_of_the_network_says_so(self, raised: Exception, name: str) -> None:
        with pytest.raises(getattr(exceptions, name)), translated("any"):
            raise raised


class TestWhatMayPass:
    def test_is_what_time_alone_can_cure(self) -> None:
        assert {error.__name__ for error in PASSING} == {
            *("NetworkFailure", "ServiceInternalError", "Throttling", "ResourceConflict", "NotFound", "NotStabilized"),
        }
