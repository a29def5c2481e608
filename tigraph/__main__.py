"""Where `tigraph` and `python -m tigraph` begin."""

import gc


def main() -> None:
    """Run the command line and exit."""
    gc.disable()  # before the imports: a command is over before collecting would pay
    from tigraph import cli

    cli.main()


if __name__ == "__main__":
    main()
