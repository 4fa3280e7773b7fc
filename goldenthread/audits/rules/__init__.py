"""What the framework says of audit, in pure functions: each names its clause."""
