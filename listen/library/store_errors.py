"""Errors of the store, converted to those that clients get."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from audio_cache.stores import StorageFull, StoreError
from listen.errors import ApiError, AudioFailed, Unavailable

P = ParamSpec("P")
T = TypeVar("T")


def store_unavailable(error: StoreError) -> ApiError:
    """Return the error for a client. It does not say where the store is."""
    if isinstance(error, StorageFull):
        return AudioFailed("storage_full", str(error))
    return Unavailable("The audio store is unavailable. Try again later.")


def converts_store_errors(method: Callable[P, T]) -> Callable[P, T]:
    """Decorate a method so that it raises an ApiError instead of a StoreError."""

    @wraps(method)
    def converting(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return method(*args, **kwargs)
        except StoreError as error:
            raise store_unavailable(error) from error

    return converting
