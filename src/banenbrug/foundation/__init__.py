"""Pure Python that every room may use: refusals, months, money, hours, dates and names."""
