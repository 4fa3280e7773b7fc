"""Pages of children, and of who looked at their records."""
