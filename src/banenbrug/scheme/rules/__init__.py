"""What a support scheme allows, and why not. Pure: values in, verdicts out, the clock passed in."""
