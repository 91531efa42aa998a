"""Side-by-side measurements, run by scripts/bench; never timed tests."""
