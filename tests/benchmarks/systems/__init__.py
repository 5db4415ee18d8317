"""The systems that are measured, each in a module of its own that nothing but its own process imports."""

from tests.benchmarks.systems.system import OURS, SYSTEMS, Entry, System

__all__ = ["OURS", "SYSTEMS", "Entry", "System"]
