"""As scripts/prove."""

import sys

from tests.odcr_group.proof.command import main

sys.exit(main())
