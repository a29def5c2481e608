"""What was asked and answered, in numbers, in the text form that Prometheus reads."""

from __future__ import annotations

import os
import time
from bisect import bisect_left
from collections import Counter

from tigraph import __version__
from tigraph.limits import memory_held

#: Up to so many seconds an answer took.
_BOUNDS = (0.005, 0.025, 0.1, 0.5, 2.5, 10.0, 60.0)


class Metrics:
    """Counts since the process began."""

    def __init__(self) -> None:
        self._began = time.time()
        self._requests = Counter[tuple[str, int]]()
        self._bytes = Counter[str]()
        self._took: dict[str, list[int]] = {}
        self._seconds = Counter[str]()
        self._now = 0
        self.events = Counter[str]()

    def begun(self) -> None:
        """Count a request that begins."""
        self._now += 1

    def done(self, place: str, status: int, took: float, size: int) -> None:
        """Count a request that was answered."""
        self._now -= 1
        self._requests[place, status] += 1
        self._bytes[place] += size
        self._seconds[place] += took  # type: ignore[assignment]  # a float, which a Counter holds
        buckets = self._took.setdefault(place, [0] * (len(_BOUNDS) + 1))
        buckets[bisect_left(_BOUNDS, took)] += 1

    def text(self, gauges: dict[str, float]) -> str:
        """Return all counts, with values of this moment beside them."""
        lines = [f'tigraph_info{{version="{__version__}"}} 1']
        for (place, status), count in sorted(self._requests.items()):
            lines.append(f'tigraph_requests_total{{place="{place}",status="{status}"}} {count}')
        for place, size in sorted(self._bytes.items()):
            lines.append(f'tigraph_response_bytes_total{{place="{place}"}} {size}')
        for place, buckets in sorted(self._took.items()):
            so_far = 0
            for bound, count in zip((*_BOUNDS, "+Inf"), buckets, strict=True):
                so_far += count
                name = f'tigraph_request_seconds_bucket{{place="{place}",le="{bound}"}}'
                lines.append(f"{name} {so_far}")
            lines.append(f'tigraph_request_seconds_count{{place="{place}"}} {so_far}')
            seconds = self._seconds[place]
            lines.append(f'tigraph_request_seconds_sum{{place="{place}"}} {seconds:.6f}')
        for name, count in sorted(self.events.items()):
            lines.append(f'tigraph_events_total{{event="{name}"}} {count}')
        now = {
            "requests_in_progress": self._now,
            "process_resident_bytes": memory_held(),
            "process_start_seconds": int(self._began),
            "process_id": os.getpid(),
            **gauges,
        }
        lines += [f"tigraph_{name} {value}" for name, value in now.items()]
        return "\n".join(lines) + "\n"
