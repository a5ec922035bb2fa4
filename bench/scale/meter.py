"""What a machine has used: processors by role, Redis, its own client, and other processes."""

import os
import resource
import time
from dataclasses import dataclass
from pathlib import Path

from bench.machine import Machine
from bench.scale.inputs import ServerCost

_TICKS = os.sysconf("SC_CLK_TCK")
_BUSY = (0, 1, 2, 5, 6, 7)
"""Fields of /proc/stat: user, nice, system, irq, softirq, steal."""

_SERVERS = ("redis", "live")
SETTLE = 0.3
"""Seconds after the last byte in which the processes finish their work."""


@dataclass(frozen=True)
class Reading:
    """Counters since the start, or the difference of two readings."""

    seconds: float
    roles: dict[str, float]
    """Processor seconds, by Machine.cpu_seconds_by_role."""
    client: float
    machine: float
    """Processor seconds of this process, and of all processes of the host."""
    commands: float
    received: float
    sent: float

    def since(self, before: "Reading") -> "Reading":
        return Reading(
            self.seconds - before.seconds,
            {role: used - before.roles[role] for role, used in self.roles.items()},
            self.client - before.client,
            self.machine - before.machine,
            self.commands - before.commands,
            self.received - before.received,
            self.sent - before.sent,
        )

    @property
    def others(self) -> float:
        """Return the processors that processes outside of the product used."""
        ours = sum(self.roles.values()) + self.client
        return max(0.0, (self.machine - ours) / self.seconds)

    def servers(self, count: int, idle: ServerCost) -> ServerCost:
        """Return the cost of each of `count` articles, without that of idleness."""

        def each(total: float, idle_rate: float) -> float:
            return max(0.0, total - idle_rate * self.seconds) / count

        return ServerCost(
            web=each(self.roles["web"], idle.web),
            redis=each(self.roles["redis"], idle.redis),
            commands=each(self.commands, idle.commands),
            received=each(self.received, idle.received),
            sent=each(self.sent, idle.sent),
            client=each(self.client, 0.0),
        )


def read(machine: Machine) -> Reading:
    """Read all counters. Costs the machine a few commands and milliseconds."""
    stats = []
    for name in _SERVERS:
        with machine.redis(name) as redis:
            stats.append({**redis.info("stats"), **redis.info("cpu")})
    # Redis knows microseconds; /proc, hundredths of a second.
    redis_seconds = sum(each[f"used_cpu_{kind}"] for each in stats for kind in ("user", "sys"))
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return Reading(
        time.monotonic(),
        {**machine.cpu_seconds_by_role(), "redis": redis_seconds},
        usage.ru_utime + usage.ru_stime,
        _host_seconds(),
        sum(each["total_commands_processed"] for each in stats),
        sum(each["total_net_input_bytes"] for each in stats),
        sum(each["total_net_output_bytes"] for each in stats),
    )


def connections(machine: Machine) -> float:
    """Return the connections of both Redis servers, without ours."""
    total = 0
    for name in _SERVERS:
        with machine.redis(name) as redis:
            total += int(redis.info("clients")["connected_clients"]) - 1
    return total


def worker_connections(machine: Machine) -> float:
    """Return the sockets of a worker: with an engine of its own, all of them lead to Redis."""
    pid, *_ = machine.worker_pids()
    links = [os.readlink(file) for file in Path(f"/proc/{pid}/fd").iterdir()]
    return sum(link.startswith("socket:") for link in links)


def _host_seconds() -> float:
    fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    return sum(int(fields[index]) for index in _BUSY) / _TICKS
