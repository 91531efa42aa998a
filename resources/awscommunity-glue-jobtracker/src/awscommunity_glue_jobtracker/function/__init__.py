"""The function of a tracker: alerts when a Glue job run ends badly, and mails a weekly cost report.

It runs in the tracker's own account with the boto3 of the Lambda runtime and nothing else.
"""
