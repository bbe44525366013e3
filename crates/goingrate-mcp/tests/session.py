"""A real session with `goingrate mcp`, by the protocol's own client (the official Python SDK).

    session.py PROGRAM             checks, and fails where the transcript would change
    session.py PROGRAM --write     writes the transcript anew

It connects over stdin and stdout and over HTTP, calls every tool with its example, makes a mistake, reads
resources, completes words, fills in a prompt and cancels a slow question.
"""

import argparse
import asyncio
import contextlib
import json
import pathlib
import re
import sys
import time

import anyio
import httpx
from mcp import ClientSession, StdioServerParameters, types
from mcp.client.stdio import stdio_client
from mcp.client.streamable_http import streamable_http_client
from pydantic import AnyUrl

ROOT = pathlib.Path(__file__).resolve().parents[3]
TRANSCRIPT = ROOT / "examples/assistants/transcript.md"
DAY = "2026-11-30"
SLOW = {"text": "mid backend, Austin, 3 years"}


class Book:
    """The transcript under construction."""

    def __init__(self):
        self.lines = []

    def say(self, *paragraphs):
        for paragraph in paragraphs:
            self.lines += [paragraph, ""]

    def block(self, text, kind="text"):
        self.lines += [f"```{kind}", text.rstrip(), "```", ""]

    def text(self):
        return "\n".join(self.lines).rstrip() + "\n"


def text_of(result):
    return "\n".join(part.text for part in result.content)


def expect(holds, what):
    if not holds:
        raise SystemExit(f"session: {what}")


def example_of(tool):
    return tool.inputSchema["examples"][0]


async def begin(session, book):
    greeting = await session.initialize()
    expect(greeting.serverInfo.name == "goingrate", "the server's name")
    book.say(
        "# A session with `goingrate mcp`",
        "Written by `crates/goingrate-mcp/tests/session.py`, which connects with the official Python SDK, asks what "
        "follows, and fails in CI where an answer changes. Texts are what an assistant reads. The day is taken to be "
        f"{DAY}.",
        "## Connecting",
        f"The server greets with version {greeting.protocolVersion} of the protocol and these instructions:",
    )
    book.say("> " + greeting.instructions)


async def tools(session, book):
    listed = (await session.list_tools()).tools
    book.say(f"## The tools: {len(listed)}")
    book.lines += ["| tool | title |", "|---|---|"]
    for tool in listed:
        book.lines.append(f"| `{tool.name}` | {tool.title} |")
        hints = tool.annotations
        expect(hints.readOnlyHint and hints.idempotentHint and hints.openWorldHint is False, f"hints of {tool.name}")
        expect(tool.inputSchema["additionalProperties"] is False, f"open schema of {tool.name}")
    book.lines.append("")
    first = listed[0]
    book.say(f"What an assistant is told of `{first.name}`:", "> " + first.description)
    return listed


async def every_example(session, book, listed, told):
    book.say("## Every tool with its example")
    sizes = []
    for tool in listed:
        request = example_of(tool)
        began = time.monotonic()
        result = await session.call_tool(tool.name, request)
        took = time.monotonic() - began
        text = text_of(result)
        expect(not result.isError, f"{tool.name} is refused: {text}")
        structured = json.dumps(result.structuredContent, ensure_ascii=False, separators=(",", ":"))
        expect(result.structuredContent, f"{tool.name} has no structured answer")
        expect(not re.search(r"\bgoingrate [a-z]| --[a-z]", text), f"{tool.name} names commands of the terminal")
        expect(not set("█░▓●") & set(text), f"{tool.name} draws")
        sizes.append((tool.name, len(text.encode()), len(structured.encode()), took))
        left = [one["list"] for one in result.structuredContent.get("lists_cut", [])]
        cut = f"; lists cut to their first entries: {', '.join(f'`{one}`' for one in left)}" if left else ""
        book.say(f"### `{tool.name}`")
        book.block(json.dumps(request, ensure_ascii=False), "json")
        book.block(text)
        book.say(f"Text: {len(text.encode()):,} bytes. Structured: {len(structured.encode()):,} bytes{cut}.")
    if told:
        for name, text, structured, took in sizes:
            print(f"  {name:12} text {text:6} B  structured {structured:6} B  {took:6.2f} s")
    return sizes


async def mistakes(session, book):
    book.say("## A mistake, and its repair", "A wrong word is an answer that says what to mend, and no error of the protocol:")
    for tool, request in [
        ("rank", {"text": "senior backend", "by": "place", "top": 2000}),
        ("source", {"source": "salary-guide-2062"}),
        ("pay", {"tekst": "senior backend"}),
    ]:
        result = await session.call_tool(tool, request)
        expect(result.isError, f"{tool} {request} is answered")
        problem = result.structuredContent["problem"]
        expect(problem["field"], f"{tool} {request} blames no field")
        book.say(f"`{tool}`")
        book.block(json.dumps(request), "json")
        book.block(text_of(result))
    try:
        unknown = await session.call_tool("no_such_tool", {})
        expect(unknown.isError, "an unknown tool is answered")
    except Exception as error:  # the SDK's own error of the protocol
        expect("no_such_tool" in str(error), f"an unknown tool: {error}")


async def resources(session, book):
    listed = (await session.list_resources()).resources
    templates = (await session.list_resource_templates()).resourceTemplates
    book.say("## Resources")
    book.lines += ["| address | what |", "|---|---|"]
    for one in listed:
        size = f" {one.size:,} bytes." if one.size else ""
        book.lines.append(f"| `{one.uri}` | {one.description}{size if 'limits' not in str(one.uri) and 'method' not in str(one.uri) else ''} |")
    for one in templates:
        book.lines.append(f"| `{one.uriTemplate}` | {one.description} |")
    book.lines.append("")
    for one in listed:
        read = await session.read_resource(one.uri)
        expect(read.contents[0].text, f"{one.uri} is empty")
    for uri in ["goingrate://evidence/claim/salary-guide-2026/senior-base", "goingrate://words/levels"]:
        read = await session.read_resource(AnyUrl(uri))
        book.say(f"`{uri}`")
        book.block(read.contents[0].text)
    for uri in ["goingrate://evidence/source/salary-guide-2026", "goingrate://schema/pay"]:
        expect((await session.read_resource(AnyUrl(uri))).contents[0].text, f"{uri} is empty")
    for uri in ["goingrate://evidence/source/no-such-source", "goingrate://nothing", "goingrate://words/colours"]:
        try:
            await session.read_resource(AnyUrl(uri))
        except Exception as error:
            expect("Not answered" in str(error), f"{uri}: {error}")
        else:
            raise SystemExit(f"session: {uri} is answered")


async def completions(session, book):
    book.say("## Completions and prompts")
    claim = types.ResourceTemplateReference(type="ref/resource", uri="goingrate://evidence/claim/{source}/{claim}")
    plan = types.PromptReference(type="ref/prompt", name="plan_hire")
    for ref, argument, context in [
        (claim, {"name": "source", "value": "salary"}, None),
        (claim, {"name": "claim", "value": "senior"}, {"source": "salary-guide-2026"}),
        (plan, {"name": "place", "value": "sea"}, None),
    ]:
        found = await session.complete(ref, argument, context)
        values = found.completion.values
        expect(values, f"{argument} completes to nothing")
        name = getattr(ref, "uri", None) or ref.name
        book.say(f"`{name}`, {argument['name']} begins with \"{argument['value']}\": {', '.join(values[:6])}.")
    prompts = (await session.list_prompts()).prompts
    for prompt in prompts:
        book.say(f"Prompt `{prompt.name}`: {prompt.description}")
    filled = await session.get_prompt("plan_hire", {"role": "backend developer", "level": "senior", "place": "Berlin"})
    book.say("`plan_hire` filled in:")
    book.block(filled.messages[0].content.text)


async def cancelled(session, book):
    """A slow question that is cancelled gets no answer, and does not hold up others."""
    told = []

    async def progress(done, total, message):
        told.append(message)

    async with anyio.create_task_group() as tasks:
        answered = []

        async def slow():
            # The first request of another wording, so that nothing can be remembered.
            answered.append(await session.call_tool("career", SLOW, progress_callback=progress))

        request = session._request_id
        tasks.start_soon(slow)
        while not told:
            await anyio.sleep(0.01)
        params = types.CancelledNotificationParams(requestId=request, reason="no longer wanted")
        note = types.CancelledNotification(method="notifications/cancelled", params=params)
        await session.send_notification(types.ClientNotification(note))
        quick = await session.call_tool("words", {"list": "places", "prefix": "sea"})
        expect(not quick.isError, "a quick question after a cancelled one")
        other = await session.call_tool("offer", {"text": "senior backend, Austin, base 170k"})
        expect(not other.isError, "a slow question after a cancelled one")
        expect(not answered, "a cancelled question is answered")
        tasks.cancel_scope.cancel()
    book.say(
        "## Progress and cancelling",
        f"`career` tells its progress (\"{told[0]}\"). It is cancelled by `notifications/cancelled`, is not answered, and "
        "the questions after it are.",
    )


async def whole(session, told):
    book = Book()
    await begin(session, book)
    listed = await tools(session, book)
    await every_example(session, book, listed, told)
    await mistakes(session, book)
    await resources(session, book)
    await completions(session, book)
    await cancelled(session, book)
    return book.text()


async def over_stdio(program):
    server = StdioServerParameters(command=program, args=["mcp", "--today", DAY])
    async with stdio_client(server) as (read, write), ClientSession(read, write) as session:
        return await whole(session, True)


@contextlib.asynccontextmanager
async def serving(program):
    """The program over HTTP at a free port; it ends by SIGTERM within seconds, and well."""
    server = await asyncio.create_subprocess_exec(
        program, "mcp", "--http", "127.0.0.1:0", "--today", DAY, stderr=asyncio.subprocess.PIPE
    )
    line = (await server.stderr.readline()).decode()
    address = re.search(r"http://\S+/mcp", line)
    expect(address, f"no address: {line}")
    try:
        yield address.group()
    finally:
        server.terminate()
        ended = await asyncio.wait_for(server.wait(), 20)
    expect(ended == 0, f"the server ended with {ended}")


async def over_http(program):
    async with serving(program) as address:
        async with httpx.AsyncClient() as client:
            await refusals(client, address)
        async with streamable_http_client(address) as (read, write, _), ClientSession(read, write) as session:
            return await whole(session, False)


async def refusals(client, address):
    """Pages of other sites, other names of this machine, and what is too large are refused."""
    ask = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    accept = {"accept": "application/json, text/event-stream"}
    for headers, status in [({"origin": "https://evil.example"}, 403), ({"host": "evil.example"}, 403)]:
        answer = await client.post(address, json=ask, headers=accept | headers)
        expect(answer.status_code == status, f"{headers}: {answer.status_code}")
    answer = await client.post(address, content=b" " * (2 << 20), headers=accept | {"content-type": "application/json"})
    expect(answer.status_code == 413, f"a large body: {answer.status_code}")


def compare(transcript):
    written = TRANSCRIPT.read_text() if TRANSCRIPT.exists() else ""
    if written == transcript:
        return
    for number, (old, new) in enumerate(zip(written.splitlines(), transcript.splitlines()), 1):
        if old != new:
            print(f"line {number}:\n- {old}\n+ {new}", file=sys.stderr)
            break
    raise SystemExit(f"{TRANSCRIPT.relative_to(ROOT)} is out of date: run crates/goingrate-mcp/ci.sh --write")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--write", action="store_true", help="write the transcript anew")
    parser.add_argument("--stdio-only", action="store_true", help="leave out HTTP")
    options = parser.parse_args()
    program = str(pathlib.Path(options.program).resolve())
    began = time.monotonic()
    transcript = asyncio.run(over_stdio(program))
    print(f"over stdin and stdout: {time.monotonic() - began:.1f} s")
    if options.write:
        TRANSCRIPT.parent.mkdir(parents=True, exist_ok=True)
        TRANSCRIPT.write_text(transcript)
    compare(transcript)
    if not options.stdio_only:
        began = time.monotonic()
        expect(asyncio.run(over_http(program)) == transcript, "HTTP answers otherwise than stdin and stdout")
        print(f"over HTTP: {time.monotonic() - began:.1f} s")


if __name__ == "__main__":
    main()
