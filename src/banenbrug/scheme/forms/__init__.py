"""Forms of schemes: text becomes values here, rules judge in the actions."""
