"""Whole commands against their floors, as ratios in one run: `make bench`."""
