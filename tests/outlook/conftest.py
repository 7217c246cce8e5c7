"""Puts the helpers of this folder in reach: `from outlook_world import World`."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
