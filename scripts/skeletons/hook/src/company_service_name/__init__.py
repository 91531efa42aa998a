"""Company::Service::Name: refuses buckets without versioning."""

TYPE_NAME = "Company::Service::Name"
