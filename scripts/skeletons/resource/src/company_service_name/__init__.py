"""Company::Service::Name: keeps a text in a parameter of Systems Manager."""

TYPE_NAME = "Company::Service::Name"
