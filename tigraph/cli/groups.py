"""Commands that are groups of commands."""

from __future__ import annotations

import click

from tigraph.errors import UnknownNameError


class NamedGroup(click.Group):
    """A group that lists its commands in the order in which they were declared.

    It offers the nearest command for one that it does not know.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            from tigraph.errors import nearest

            raise UnknownNameError(
                "command", args[0], nearest(args[0], known), f"See `{ctx.command_path} --help`."
            )
        return super().resolve_command(ctx, args)
