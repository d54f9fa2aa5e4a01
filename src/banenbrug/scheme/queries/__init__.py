"""Reads of schemes, dossiers and the ledger: rows, or frozen dataclasses made of them."""
