"""A text in an S3 bucket."""
