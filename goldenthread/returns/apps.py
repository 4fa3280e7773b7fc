"""Django's name for this module."""

from django.apps import AppConfig


class Config(AppConfig):
    """The module as Django knows it."""

    name = "goldenthread.returns"
    label = "returns"
