using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Clientele.Stub.Raw;
using static Clientele.Stub.Raw.RawReply;

namespace Clientele.EndToEnd.Tests.Faults;

/// <summary>The matrix: status × body × headers × timing, each with what must become of it.</summary>
internal static partial class ServerFaults
{
    public static IReadOnlyList<ServerFault> All { get; } = [.. Statuses(), .. Waits(), .. Bodies(), .. Contents(), .. Counts(), .. Sizes(), .. Frames(), .. Times(), .. Echoes()];

    public static ServerFault Find(string name) => All.Single(fault => fault.Name == name);

    private static ServerFault Of(string name, Ending ending, Func<Wire, RawReply> reply, string? said = null) => new(name, reply, ending) { Said = said };

    private static ServerFault Body(string name, Ending ending, string body, string type = "application/json", string? said = null) => Of(name, ending, _ => Http(body, type: type), said);

    private static RawReply Error(string status, params string[] headers) =>
        Http("""{"type": "error", "error": {"type": "api_error", "message": "said the server"}}""", status, headers: headers);

    private static IEnumerable<ServerFault> Statuses()
    {
        foreach (var status in (string[])["500 Internal Server Error", "502 Bad Gateway", "504 Gateway Timeout", "408 Request Timeout", "409 Conflict", "599 Odd", "999 Odder"])
            yield return Of($"status {status}", Ending.Failed, _ => Error(status), "said the server");
        foreach (var status in (string[])["429 Too Many Requests", "503 Service Unavailable", "529 Overloaded"])
            yield return Of($"status {status}", Ending.Failed, _ => Error(status), "said the server");
        foreach (var status in (string[])["400 Bad Request", "401 Unauthorized", "403 Forbidden", "404 Not Found", "413 Too Large", "418 Teapot"])
            yield return Of($"status {status}", Ending.Stops, _ => Error(status), "said the server");
        yield return Of("status 500 without a body", Ending.Failed, _ => Http("", "500 Internal Server Error"));
        yield return Of("status 500 whose body never ends", Ending.Failed, _ => Head(["HTTP/1.1 500 No", "Content-Type: text/plain", "Connection: close"]).Endless(new byte[65536]));
        yield return Of("status 201 with an answer", Ending.Answered, wire => Http(wire.Body(), "201 Created"));
        yield return Of("status 206 with an answer", Ending.Answered, wire => Http(wire.Body(), "206 Partial Content"));
        yield return Of("status 204", Ending.Failed, _ => Text("HTTP/1.1 204 No Content\r\n\r\n", RawEnd.KeepOpen), "empty");
        yield return Of("status 205", Ending.Failed, _ => Http("", "205 Reset Content"), "empty");
        yield return Of("status 304", Ending.Stops, _ => Text("HTTP/1.1 304 Not Modified\r\n\r\n", RawEnd.KeepOpen), "304");
        foreach (var status in (int[])[301, 302, 303, 307, 308])
            yield return Of($"status {status} to another host", Ending.Stops, _ => Http("", $"{status.ToString(CultureInfo.InvariantCulture)} Elsewhere", headers: "Location: http://localhost:9/v1/messages"), "localhost:9");
        yield return Of("status 101", Ending.Stops, _ => Text("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n", RawEnd.Close), "101");
        yield return Of("status 100 and 103 first", Ending.Answered, wire => wire.Good() with { Pieces = [Encoding.ASCII.GetBytes("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"), .. wire.Good().Pieces] });
        yield return Of("a status line that is none", Ending.Failed, _ => Text("HTTP/1.1 abc\r\n\r\n"));
        yield return Of("no HTTP at all", Ending.Failed, _ => Text("SSH-2.0-OpenSSH_9.9\r\n"));
    }

    private static IEnumerable<ServerFault> Waits()
    {
        foreach (var (asked, said) in new (string, string?)[]
        {
            ("86400", "10 minutes"), ("2147483647", "10 minutes"), ("99999999999999999999", "10 minutes"), ("Fri, 31 Dec 9999 23:59:59 GMT", "10 minutes"), ("10", null), ("0", null), ("-5", null),
            ("NaN", null), ("1e9", null), ("1.5", null), ("", null), ("soon", null), ("Wed, 21 Oct 2015 07:28:00 GMT", null), ("5\r\nRetry-After: 7", null),
        })
            yield return Of($"429 that asks for a wait of \"{asked.ReplaceLineEndings(" ")}\"", Ending.Failed, _ => Error("429 Too Many Requests", $"Retry-After: {asked}"), said);
        yield return Of("503 that asks for a wait of a year", Ending.Failed, _ => Error("503 Service Unavailable", "Retry-After: 31536000"), "10 minutes");
        yield return Of("500 that asks for a wait of a year", Ending.Failed, _ => Error("500 Internal Server Error", "Retry-After: 31536000"), "10 minutes");
    }

    private static IEnumerable<ServerFault> Bodies()
    {
        yield return Body("an empty object", Ending.Failed, "{}");
        yield return Body("an empty list of choices", Ending.Failed, """{"id": "x", "choices": [], "usage": {"prompt_tokens": 5, "completion_tokens": 0, "total_tokens": 5}}""", said: "the answer has no");
        yield return Body("null", Ending.Failed, "null");
        yield return Body("a list", Ending.Failed, "[]");
        yield return Body("a number", Ending.Failed, "42");
        yield return Body("a text", Ending.Failed, "\"hello\"");
        yield return Body("nothing", Ending.Failed, "", said: "empty");
        yield return Body("blanks", Ending.Failed, "   \r\n  ", said: "empty");
        yield return Body("an error object", Ending.Failed, """{"error": {"message": "the model is not loaded", "type": "server_error"}}""", said: "the model is not loaded");
        yield return Body("an error text", Ending.Failed, """{"error": "model not found"}""", said: "model not found");
        yield return Body("an error of a refused key", Ending.Failed, """{"type": "error", "error": {"type": "authentication_error", "message": "invalid x-api-key"}}""", said: "invalid x-api-key");
        yield return Body("an error that is null", Ending.Failed, """{"error": null}""");
        yield return Body("an overload", Ending.Failed, """{"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}""", said: "Overloaded");
        yield return Body("a rate limit by number", Ending.Failed, """{"error": {"code": 429, "message": "slow down"}}""", said: "slow down");
        yield return Of("JSON that breaks off", Ending.Failed, wire => Http(wire.Body()[..^30]));
        yield return Of("JSON with more behind it", Ending.Failed, wire => Http(wire.Body() + "{}"));
        yield return Of("two answers on two lines", Ending.Failed, wire => Http(wire.Body() + "\n" + wire.Body()));
        yield return Of("a property twice", Ending.Failed, wire => Http(wire.Body().Replace("{\"id\":", "{\"usage\":{},\"id\":", StringComparison.Ordinal)));
        yield return Body("lists in lists", Ending.Failed, new string('[', 100_000));
        yield return Body("a page", Ending.Failed, "<!DOCTYPE html><html><title>Sign in to the network</title></html>", "text/html", "Sign in to the network");
        yield return Of("an answer that says it is a page", Ending.Answered, wire => Http(wire.Body(), type: "text/html"));
        yield return Of("an answer without a type", Ending.Answered, wire => Head(["HTTP/1.1 200 OK", $"Content-Length: {wire.Body().Length}"], Encoding.UTF8.GetBytes(wire.Body())));
        yield return Of("events of a stream", Ending.Failed, wire => Http($"data: {wire.Body()}\n\ndata: [DONE]\n\n", type: "text/event-stream"));
        yield return Of("a byte order mark", Ending.Answered, wire => Http([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(wire.Body())]));
        yield return Of("UTF-16", Ending.Failed, wire => Http(Encoding.Unicode.GetBytes(wire.Body())));
        yield return Of("bytes that are no UTF-8", Ending.Failed, wire => Http(Encoding.Latin1.GetBytes(wire.Body("DECISION: caf\u00e9"))));
        yield return Of("half a surrogate", Ending.Failed, wire => Http(wire.Body("HERE").Replace("HERE", "\\ud83d", StringComparison.Ordinal)));
        yield return Of("NaN for a number", Ending.Failed, wire => Http(wire.Counted("NaN", "5")));
    }

    private static IEnumerable<ServerFault> Contents()
    {
        yield return Of("an empty text", Ending.Unreadable, wire => Http(wire.Body("")));
        yield return Of("no text", Ending.Unreadable, wire => Http(wire.Body(null)));
        yield return Of("a tool call", Ending.Unreadable, wire => Http(wire.ToolCall()));
        yield return Of("a refusal", Ending.Refused, wire => Http(wire.Declined()));
        yield return Of("words that answer nothing", Ending.Unreadable, wire => Http(wire.Body("The weather is fine.")));
        yield return Of("an unknown end", Ending.Answered, wire => Http(wire.Ended("because")));
        yield return Of("no end", Ending.Answered, wire => Http(wire.Ended(null)));
        yield return Of("an end that is a number", Ending.Failed, wire => Http(wire.Ended(7)));
        yield return Of("a text that is a number", Ending.Failed, wire => Http(wire.Body("HERE").Replace("\"HERE\"", "17", StringComparison.Ordinal)));
        yield return Of("no list of answers", Ending.Failed, wire => Http(wire.Body(change: body => body.Remove(wire == Wire.OpenAi ? "choices" : "content"))));
        yield return Of("a list that is an object", Ending.Failed, wire => Http(wire.Body(change: body => body[wire == Wire.OpenAi ? "choices" : "content"] = new JsonObject())));
        yield return Of("a list of null", Ending.Failed, wire => Http(wire.Body(change: body => body[wire == Wire.OpenAi ? "choices" : "content"] = new JsonArray((JsonNode?)null))));
        yield return Of("the id of another answer each time", Ending.Answered, wire => Http(wire.Body(change: body => body["id"] = "msg_same")));
        yield return Of("ids and names that are numbers", Ending.Answered, wire => Http(wire.Body(change: body => (body["id"], body["model"]) = (5, 6))));
        yield return Of("a NUL in the text", Ending.Answered, wire => Http(wire.Body(Wire.GoodText + "\0")));
    }

    private static IEnumerable<ServerFault> Echoes()
    {
        var escaped = string.Concat(Wire.Key.Select(c => $"\\u{(int)c:x4}"));
        foreach (var (name, ending, reply) in new (string, Ending, Func<Wire, RawReply>)[]
        {
            ("the key in the answer's words", Ending.Answered, wire => Http(wire.Body(Wire.GoodText.Replace("It can wait", $"My key is {Wire.Key}", StringComparison.Ordinal)))),
            ("the key in escapes", Ending.Answered, wire => Http(wire.Body("HERE").Replace("HERE", JsonEscaped(Wire.GoodText).Replace("It can wait", escaped, StringComparison.Ordinal), StringComparison.Ordinal))),
            ("the key in escapes within the answer's JSON", Ending.Answered, wire => Http(wire.Body(Wire.GoodText.Replace("It can wait", escaped, StringComparison.Ordinal)))),
            ("the key in a factor", Ending.Answered, wire => Http(wire.Body(Wire.GoodText.Replace("price", Wire.Key, StringComparison.Ordinal)))),
            ("the key with unseen marks in it", Ending.Answered, wire => Http(wire.Body(Wire.GoodText.Replace("It can wait", Wire.Key.Insert(9, "\u200b").Insert(20, "\u00ad"), StringComparison.Ordinal)))),
            ("the key in ids and names", Ending.Answered, wire => Http(wire.Body(change: body => (body["id"], body["model"]) = (Wire.Key, Wire.Key)))),
            ("the key in words that cannot be read", Ending.Unreadable, wire => Http(wire.Body($"Bearer {Wire.Key}"))),
            ("the key in an error of status 200", Ending.Failed, _ => Http($$$"""{"error": {"message": "bad key {{{Wire.Key}}}"}}""")),
            ("the key in an error of status 500", Ending.Failed, _ => Http($$$"""{"error": {"message": "bad key {{{Wire.Key}}}"}}""", "500 No")),
            ("the key at the end of what is shown of an error", Ending.Failed, _ => Http($$$"""{"error": {"message": "{{{new string('x', 280)}}}{{{Wire.Key}}}"}}""", "500 No")),
            ("the key in a page", Ending.Failed, _ => Http($"<p>{Wire.Key}</p>", type: "text/html")),
            ("the key in the reason of a status", Ending.Failed, _ => Http("", $"500 {Wire.Key}")),
            ("the key in a place to go to", Ending.Stops, _ => Http("", "302 Found", headers: $"Location: http://localhost:9/?key={Wire.Key}")),
            ("the key as the name of a property", Ending.Failed, _ => Http($$"""{"{{Wire.Key}}": 1""")),
        })
            yield return Of(name, ending, reply);
    }

    private static string JsonEscaped(string text) => text.Replace("\"", "\\\"", StringComparison.Ordinal);
}
