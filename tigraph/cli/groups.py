"""Commands that are groups of commands, and those whose help tells what is installed."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import inspect

import click

from tigraph.errors import UnknownNameError, nearest


class NamedGroup(click.Group):
    """A group that lists its commands in the order in which they were declared.

    It offers the nearest command for one that it does not know.
    """

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names of the commands, as they were declared."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return what click does; raises `UnknownNameError`, which names the nearest command."""
        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            raise UnknownNameError(
                "command", args[0], nearest(args[0], known), f"See `{ctx.command_path} --help`."
            )
        return super().resolve_command(ctx, args)


class KindsTold(click.Command):
    """A command whose help tells the kinds of layers, for which readers are asked only then.

    {kinds} in it is a list of them, one a line; {names} is their names.
    """

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help with the kinds that there are now."""
        from tigraph.layers import summaries

        written, told = self.help or "", summaries()
        width = max(map(len, told)) + 2
        lines = "\n  ".join(f"{name:{width}}{summary}" for name, summary in told.items())
        *others, last = told
        names = f"{', '.join(others)} or {last}"
        cleaned = inspect.cleandoc(written)
        self.help = cleaned.replace("{kinds}", lines).replace("{names}", names)
        try:
            super().format_help_text(ctx, formatter)
        finally:
            self.help = written


class KindsGroup(KindsTold, NamedGroup):
    """A group whose help tells the kinds of layers."""
