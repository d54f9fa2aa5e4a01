"""The dossier of a contract: six steps from the contract line to the counted job."""
