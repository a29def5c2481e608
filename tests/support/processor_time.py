"""What the tests take of the processors: `pytest --processor-time`.

Told at the end, in seconds: by file, by what tests are given (a fixture without those that it asks
for itself), and by test. A child counts where it ends: a browser with the last test of its
file. Unlike the clock's, these seconds hardly change with what else the machine does.
"""

from __future__ import annotations

import os
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

#: How many files, fixtures and tests are told.
_TOLD = 60


def spent() -> float:
    """Return the seconds that this process has taken, and its children that have ended."""
    return sum(os.times()[:4])


class ProcessorTime:
    """Measures in each process that runs tests; adds up, and tells, in the one that reports."""

    def __init__(self) -> None:
        self.last = 0.0
        self.within: list[float] = []
        self.given: Counter[str] = Counter()
        self.files: dict[str, Counter[str]] = defaultdict(Counter)
        self.fixtures: Counter[str] = Counter()
        self.tests: Counter[str] = Counter()

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtestloop(self) -> Iterator[Any]:
        self.last = spent()
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[Any]:
        began = spent()
        self.within.append(0.0)
        try:
            return (yield)
        finally:
            took = spent() - began
            self.given[fixturedef.argname] += took - self.within.pop()
            if self.within:
                self.within[-1] += took

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Iterator[Any]:
        report = yield
        now = spent()
        report.processor = now - self.last, dict(self.given)
        self.last = now
        self.given.clear()
        return report

    def pytest_runtest_logreport(self, report: Any) -> None:
        took, given = getattr(report, "processor", (0.0, {}))
        self.files[report.location[0]][report.when] += took
        self.fixtures.update(given)
        self.tests[report.nodeid] += took

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        every = sum(sum(phases.values()) for phases in self.files.values())
        terminalreporter.section(f"processor time: {every:.0f} s in tests")
        for file, phases in sorted(self.files.items(), key=lambda one: -one[1].total())[:_TOLD]:
            told = " ".join(f"{phases[when]:7.1f}" for when in ("setup", "call", "teardown"))
            terminalreporter.write_line(f"{phases.total():7.1f} = {told}  {file}")
        for what, told in (("fixtures", self.fixtures), ("tests", self.tests)):
            terminalreporter.write_line(f"of it {what}:")
            for name, took in told.most_common(_TOLD):
                terminalreporter.write_line(f"{took:7.1f}  {name}")
