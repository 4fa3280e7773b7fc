"""`manage.py set_password EMAIL`: asks for a password, and sets it."""

from __future__ import annotations

import getpass
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from goldenthread.people.models import Person


class Command(BaseCommand):
    """Sets a person's password, where no e-mail can be sent yet."""

    help = "Set a person’s password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        """Ask twice, check, set."""
        person = Person.objects.filter(email=options["email"].lower()).first()
        if person is None:
            raise CommandError("Nobody has this e-mail address.")
        first, second = getpass.getpass("Password: "), getpass.getpass("Again: ")
        if first != second:
            raise CommandError("The two are not the same.")
        try:
            validate_password(first, person)
        except ValidationError as trouble:
            raise CommandError(" ".join(trouble.messages)) from trouble
        person.set_password(first)
        person.save(update_fields=["password"])
        self.stdout.write("The password is set.")
