#!/usr/bin/env python
"""The console door: runs a management command."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "unpog_portal.settings")
    execute_from_command_line(sys.argv)
