"""Deferred imports of modules that load moto, which takes longer than most requests.

Every such import holds the lock.
"""

from functools import cache
from types import ModuleType
from typing import Any

from cfn_local.runtime.lambda_service import LambdaService
from cfn_local.services.importing import importing_moto as importing_moto


@cache
def account_file() -> ModuleType:
    with importing_moto:
        from cfn_local.gateway import account_file
    return account_file


@cache
def dispatch(functions: LambdaService) -> ModuleType:
    """Import it with moto's services as `dispatch.install` extends them."""
    with importing_moto:
        from cfn_local.gateway import dispatch, inventory

        inventory.watch()
        dispatch.install(functions)
    return dispatch


@cache
def clock() -> ModuleType:
    with importing_moto:
        from cfn_local.services import clock
    return clock


@cache
def conditions() -> ModuleType:
    with importing_moto:
        from cfn_local.services import conditions
    return conditions


@cache
def inventory() -> ModuleType:
    with importing_moto:
        from cfn_local.gateway import inventory
    return inventory


@cache
def moto_routes(functions: LambdaService) -> ModuleType:
    """Import it with our additions to moto's services."""
    dispatch(functions)
    from cfn_local.services import moto_routes

    return moto_routes


@cache
def moto_api_backend() -> Any:
    with importing_moto:
        from moto.moto_api._internal.models import moto_api_backend
    return moto_api_backend


@cache
def handler_logs() -> ModuleType:
    with importing_moto:
        from cfn_local.registry import handler_logs
    return handler_logs


@cache
def job_runs() -> ModuleType:
    with importing_moto:
        from cfn_local.services import job_runs
    return job_runs


@cache
def sent_mail() -> ModuleType:
    with importing_moto:
        from cfn_local.gateway import sent_mail
    return sent_mail


@cache
def snapshots() -> ModuleType:
    with importing_moto:
        from cfn_local.gateway import snapshots
    return snapshots


@cache
def stand_ins() -> ModuleType:
    with importing_moto:
        from cfn_local.gateway import stand_ins
    return stand_ins


@cache
def template_check() -> ModuleType:
    with importing_moto:
        from cfn_local.engine.checking import template_check
    return template_check
