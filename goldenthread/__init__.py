"""Golden Thread: performance management and quality assurance for children's services."""
