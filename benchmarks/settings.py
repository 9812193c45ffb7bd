"""The product's settings, with the benchmark's constant page beside its addresses."""

from schuifaan.project.settings import *  # noqa: F403

ROOT_URLCONF = "benchmarks.urls"
