"""`python -m service` is the command line. What it writes is its account's own: database, reports, sound."""

import os

from service.cli import main
from service.private_files import MASK

os.umask(MASK)
main()
