"""Workers of a Dask cluster: grading is a function of bytes, checks and seed, and runs anywhere.

The record is written here alone, so it does not matter how often a worker dies. Whoever reaches the
port of a scheduler or a worker without TLS runs code there: so without TLS all of them listen on
this machine only.
"""

import logging
from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager
from ipaddress import ip_address
from urllib.parse import urlsplit

import dask
from distributed import Client, KilledWorker

from grading.words.errors import CourseError

TLS = ["distributed.comm.tls.ca-file", "distributed.comm.tls.client.cert"]


class Cluster:
    """The workers of a scheduler, as many as there are at the time."""

    deadly: tuple[type[Exception], ...] = (KilledWorker,)

    def __init__(self, client: Client, address: str) -> None:
        self._client = client
        self._address = address

    def most(self) -> int:
        """Say how many tasks may be under way: one for each worker, and one that comes next."""
        try:
            return 2 * max(1, len(self._client.nthreads()))
        except OSError:
            raise self._gone() from None

    @contextmanager
    def workers(self) -> Iterator[Executor]:
        """Send tasks to the workers."""
        try:
            yield self._client.get_executor(pure=False)
        except CancelledError:
            raise self._gone() from None

    def _gone(self) -> CourseError:
        return CourseError(
            f"the scheduler at {self._address} is gone: start it, and give the same command again; "
            "it goes on from here"
        )


@contextmanager
def connect(address: str) -> Iterator[Cluster]:
    """Use the workers of the scheduler at an address, `tcp://…` or `tls://…`.

    Raises
    ------
    CourseError
        If it does not answer, has no worker, or is open to others.
    """
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters is said here
    check_address(address)
    try:
        client = Client(address, set_as_default=False)
    except (OSError, ValueError):
        raise CourseError(
            f"no scheduler answers at {address}: start one with 'dask scheduler --host 127.0.0.1'"
        ) from None
    with client:
        threads = client.nthreads()
        if not threads:
            raise CourseError(
                f"the scheduler at {address} has no workers: start some with 'dask worker "
                f"{address} --nthreads 1 --nworkers 2' in the folder of the project"
            )
        for place in [client.scheduler_info()["address"], *threads]:
            check_address(place)
        if set(threads.values()) != {1}:
            raise CourseError("a worker grades one at a time: start workers with --nthreads 1")
        yield Cluster(client, address)


def check_address(address: str) -> None:
    """Refuse what others may reach, and what cannot be encrypted.

    Raises
    ------
    CourseError
        Which says where to listen, or what to name.
    """
    url = urlsplit(address)
    if url.scheme not in ("tcp", "tls") or not url.hostname:
        raise CourseError(f"{address!r} is no address of a scheduler: tcp://127.0.0.1:8786 is one")
    if url.scheme == "tls":
        if not all(dask.config.get(name, None) for name in TLS):
            raise CourseError(
                f"{address} needs certificates: name them in Dask's configuration as "
                f"{' and '.join(TLS)}"
            )
    elif not _is_loopback(url.hostname):
        raise CourseError(
            f"whoever reaches {address} may run code there: let scheduler and workers listen on "
            "127.0.0.1 (--host 127.0.0.1), or use tls:// and certificates"
        )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
