"""A year of the fictional borough, told through the same doors as everybody uses."""

from goldenthread.demo.story.year import tell

__all__ = ["tell"]
