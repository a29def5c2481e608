"""The official geographical code and the yearly lists of intercommunalities (INSEE, DGCL)."""
