"""DocumentDB and Neptune, which share the API of RDS: moto lacks the engine of the first, and names hosts as RDS does.

Assumptions about moto 5.2.5: `rds.models` and `rds.utils` have the methods that are replaced here.
"""

from __future__ import annotations

from typing import Any

from cfn_local.services.seam import replace_attribute, replace_method

_ENGINE = "docdb"
_VERSION, _PORT, _PARAMETERS = "5.0.0", 27017, "default.docdb5.0"
# Engines whose hosts have a domain of their own.
_DOMAINS = (_ENGINE, "neptune")
_AUTHENTICATES = "enable_iam_database_authentication"
_RDS = ".rds.amazonaws.com"


def install() -> None:
    """Accept the engine `docdb`, and name hosts by their engine."""
    from moto.rds.models import DBCluster, DBInstance
    from moto.rds.utils import ClusterEngine, DbInstanceEngine

    engines, cluster_engines = DbInstanceEngine.valid_db_instance_engine, ClusterEngine.list_cluster_engines
    storage = DBCluster.default_allocated_storage
    create = DBCluster.__init__

    def create_cluster(cluster: Any, *stated: Any, **named: Any) -> None:
        authenticates = _AUTHENTICATES in named and named.get("engine") in _DOMAINS and named.pop(_AUTHENTICATES)
        create(cluster, *stated, **named)
        cluster.iam_auth = cluster.iam_auth or authenticates
        if cluster.engine == _ENGINE and not named.get("db_cluster_parameter_group_name"):
            cluster.parameter_group = _PARAMETERS

    DBInstance.default_engine_versions[_ENGINE] = _VERSION
    replace_method(DBCluster, "__init__", create_cluster)
    replace_attribute(DbInstanceEngine, "valid_db_instance_engine", lambda: sorted([*engines(), _ENGINE]))
    replace_attribute(ClusterEngine, "list_cluster_engines", lambda: sorted([*cluster_engines(), _ENGINE]))
    replace_attribute(DBCluster, "default_engine_version", _or_else(_VERSION, DBCluster.default_engine_version))
    replace_attribute(DBCluster, "default_port", _or_else(_PORT, DBCluster.default_port))
    replace_attribute(DBInstance, "default_port", _or_else(_PORT, DBInstance.default_port))
    replace_attribute(DBCluster, "default_allocated_storage", staticmethod(_storage(storage)))
    for owner, name in ((DBCluster, "endpoint"), (DBCluster, "reader_endpoint"), (DBInstance, "address")):
        replace_attribute(owner, name, _with_domain(vars(owner)[name].fget))


def _or_else(value: Any, of_others: Any) -> Any:
    """For the engine of DocumentDB this value, for others moto's."""
    return staticmethod(lambda engine: value if engine == _ENGINE else of_others(engine))


def _storage(of_others: Any) -> Any:
    def storage(engine: str, storage_type: str) -> Any:
        return 0 if engine == _ENGINE else of_others(engine, storage_type)

    return storage


def _with_domain(host: Any) -> property:
    def named(database: Any) -> str:
        of_rds: str = host(database)
        engine = database.engine
        return of_rds.replace(_RDS, f".{engine}.amazonaws.com") if engine in _DOMAINS else of_rds

    return property(named)
