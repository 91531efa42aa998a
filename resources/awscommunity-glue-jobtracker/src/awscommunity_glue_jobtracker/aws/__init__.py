"""AWS calls, one function each, one module per service. Errors are raised as handler errors.

Each module exports the parts of a tracker in its service. Everything is tagged on creation. Where creation is not
idempotent in AWS, the tags identify the owner.
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
