"""Every call to AWS, one function each, a module for each service. Errors come out as handler errors.

Each module exports the part of a tracker that its service holds. What is made carries its tags from birth. Where AWS
makes twice what it is asked for twice, or refuses the second request, the tags tell whose it is.
"""

from . import alarm, function, log_group, queue, role, rule, table, topic

PARTS = (
    table.PART,
    role.PART,
    topic.PART,
    queue.PART,
    log_group.PART,
    rule.RUNS,
    rule.REPORT,
    alarm.PART,
    function.PART,
)
