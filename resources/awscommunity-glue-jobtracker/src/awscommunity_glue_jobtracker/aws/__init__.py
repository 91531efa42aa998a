"""Every call to AWS, one function each, a module for each service. Errors come out as handler errors.

What is made carries its tags from birth. Where AWS makes twice what it is asked for twice, or refuses the second
request, the caller can ask for the tags and see whose it is.
"""
