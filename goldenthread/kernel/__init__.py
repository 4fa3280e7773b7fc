"""What every module speaks: words, refusals, lifecycles, days and references. No framework."""
