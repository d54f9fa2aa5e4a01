"""Pages of schemes: public ones, those of each party, and the dossier that all three share."""
