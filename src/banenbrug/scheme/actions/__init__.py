"""What changes in a scheme: one function for each step, one transaction each."""
