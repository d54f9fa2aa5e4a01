"""The pages under Opportunities: the list, the Top 3, comparing, and the weights."""
