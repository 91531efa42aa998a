"""EMR: moto leaves the instances of a terminated cluster running."""

from __future__ import annotations

from typing import Any

from cfn_local.services.seam import replace_method


def install() -> None:
    """Terminate the instances of a cluster with it."""
    from moto.emr.models import Cluster

    end: Any = Cluster.terminate

    def terminate(cluster: Any) -> None:
        end(cluster)
        running = [one.ec2_instance.id for one in cluster.ec2_instances]
        if running:
            cluster.emr_backend.ec2_backend.terminate_instances(running)

    replace_method(Cluster, "terminate", terminate)
