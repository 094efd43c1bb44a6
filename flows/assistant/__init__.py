"""A release for assistants: a server of the Model Context Protocol with read-only tools."""

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows import __version__
from flows.assistant.desk import Desk
from flows.errors import CommuniqueError

if TYPE_CHECKING:
    from mcp.server import MCPServer


def server_of(data: Path) -> "MCPServer[Any]":
    """The server of a release; raises CommuniqueError where there is none, or no extra `mcp`."""
    try:
        from mcp.server import MCPServer
        from mcp.server.mcpserver.exceptions import ToolError
        from mcp.types import ToolAnnotations
    except ImportError as error:
        raise CommuniqueError("mcp: this needs the extra: pip install 'communique[mcp]'") from error
    desk = Desk(data)
    server: MCPServer[Any] = MCPServer("communique", instructions=desk.about(), version=__version__, log_level="ERROR")
    across = (desk.disagreements, desk.promises)
    for tool in (desk.find, desk.facts, desk.evidence, *across, desk.questions, desk.ask, desk.sparql):
        hints = ToolAnnotations(read_only_hint=True, open_world_hint=False)
        told = inspect.cleandoc(tool.__doc__ or "")
        server.add_tool(_plainly(tool, desk, ToolError), description=told, annotations=hints)
    return server


def _plainly(tool: Callable[..., Any], desk: Desk, error: type[Exception]) -> Callable[..., Any]:
    """The tool over the release as it is now, with our sentences as the errors that an assistant is shown."""

    @functools.wraps(tool)
    def wrapped(**given: Any) -> Any:
        try:
            desk.refresh()
            return tool(**given)
        except CommuniqueError as failed:
            raise error(str(failed)) from failed

    return wrapped
