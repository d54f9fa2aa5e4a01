"""The register on screen: contracts, and reading in a list."""
