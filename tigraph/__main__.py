"""`python -m tigraph` is `tigraph`."""

from tigraph.cli import main

if __name__ == "__main__":
    main()
