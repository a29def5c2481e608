"""The Répertoire national des élus: heads and deputy heads of intercommunalities, as a layer."""
