"""Being a client of the web: addresses, connections and downloads."""
