"""Pictures of networks: layouts, figures and pages, with one look."""
