"""As scripts/prove."""

import sys

from odcr_group.proof.command import main

sys.exit(main())
