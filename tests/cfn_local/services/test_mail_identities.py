"""Identities of SES, in both of its APIs: where moto answers otherwise than AWS."""

import pytest

from tests.cfn_local.services.service_stories import client


class TestADomain:
    def test_waits_for_the_records_of_three_tokens(self) -> None:
        ses = client("sesv2")
        ses.create_email_identity(EmailIdentity="example.com")
        found = ses.get_email_identity(EmailIdentity="example.com")
        dkim = found["DkimAttributes"]
        assert (found["VerificationStatus"], dkim["Status"], dkim["SigningEnabled"]) == ("PENDING", "PENDING", True)
        assert [len(token) for token in dkim["Tokens"]] == [32, 32, 32]
        assert len(set(dkim["Tokens"])) == 3

    def test_that_the_older_api_made_is_shown_whole(self) -> None:
        client("ses").verify_domain_identity(Domain="example.com")
        found = client("sesv2").get_email_identity(EmailIdentity="example.com")
        assert found["MailFromAttributes"] == {"BehaviorOnMxFailure": "USE_DEFAULT_VALUE"}
        assert found["FeedbackForwardingStatus"] is True

    def test_has_a_domain_that_mail_comes_from_until_it_is_taken_away(self) -> None:
        ses = client("sesv2")
        ses.create_email_identity(EmailIdentity="example.com")
        ses.put_email_identity_mail_from_attributes(EmailIdentity="example.com", MailFromDomain="mail.example.com")
        found = ses.get_email_identity(EmailIdentity="example.com")["MailFromAttributes"]
        assert (found["MailFromDomain"], found["MailFromDomainStatus"]) == ("mail.example.com", "PENDING")
        ses.put_email_identity_mail_from_attributes(EmailIdentity="example.com")
        found = ses.get_email_identity(EmailIdentity="example.com")["MailFromAttributes"]
        assert found == {"BehaviorOnMxFailure": "USE_DEFAULT_VALUE"}


class TestAnAddress:
    def test_has_no_tokens(self) -> None:
        ses = client("sesv2")
        ses.create_email_identity(EmailIdentity="ann@example.com")
        dkim = ses.get_email_identity(EmailIdentity="ann@example.com")["DkimAttributes"]
        assert (dkim["Status"], dkim.get("Tokens", [])) == ("NOT_STARTED", [])


@pytest.mark.parametrize(
    ("region", "partition"),
    # SES is not offered in China.
    [("us-east-1", "aws"), ("eu-central-1", "aws"), ("us-gov-west-1", "aws-us-gov")],
)
def test_an_identity_that_comes_again_has_no_tags_of_the_one_before(region: str, partition: str) -> None:
    ses = client("sesv2", region)
    arn = f"arn:{partition}:ses:{region}:123456789012:identity/example.com"
    ses.create_email_identity(EmailIdentity="example.com")
    ses.tag_resource(ResourceArn=arn, Tags=[{"Key": "team", "Value": "core"}])
    assert ses.get_email_identity(EmailIdentity="example.com")["Tags"] == [{"Key": "team", "Value": "core"}]
    ses.delete_email_identity(EmailIdentity="example.com")
    ses.create_email_identity(EmailIdentity="example.com")
    assert ses.get_email_identity(EmailIdentity="example.com").get("Tags", []) == []
