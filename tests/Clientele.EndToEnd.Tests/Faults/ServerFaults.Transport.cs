using System.Globalization;
using System.Text;
using Clientele.Stub.Raw;
using static Clientele.Stub.Raw.RawReply;

namespace Clientele.EndToEnd.Tests.Faults;

internal static partial class ServerFaults
{
    private static IEnumerable<ServerFault> Counts()
    {
        foreach (var (input, output) in new[]
        {
            ("-1000000", "-1000000"), ("-1", "60"), ("900", "-1"), ("900", "2000000000"), ("2000000000", "60"), ("9223372036854775807", "9223372036854775807"), ("99999999999999999999", "5"), ("1e30", "5"),
            ("900.5", "60"), ("\"900\"", "\"60\""), ("null", "null"), ("true", "60"), ("[]", "{}"), ("0", "0"), ("0", "60"), ("1", "1"), ("900", "0"),
        })
            yield return Of($"counts of {input} and {output}", Ending.AnsweredOwnCount, wire => Http(wire.Counted(input, output)), "counted here");
        yield return Of("a count of the cache that is negative", Ending.AnsweredOwnCount, wire => Http(wire.Counted("900", "60", "-1000000000")), "counted here");
        yield return Of("a count of the cache beyond the prompt", Ending.AnsweredOwnCount, wire => Http(wire.Counted("900", "60", "500000")), "counted here");
        yield return Of("no counts", Ending.AnsweredOwnCount, wire => Http(wire.Body(change: body => body.Remove("usage"))), "counted here");
        yield return Of("counts that are null", Ending.AnsweredOwnCount, wire => Http(wire.Body(change: body => body["usage"] = null)), "counted here");
        yield return Of("counts that are a text", Ending.AnsweredOwnCount, wire => Http(wire.Body(change: body => body["usage"] = "many")), "counted here");
    }

    internal static IEnumerable<ServerFault> Sizes()
    {
        var blanks = Encoding.ASCII.GetBytes(new string(' ', 65536));
        string[] chunked = ["HTTP/1.1 200 OK", "Content-Type: application/json", "Transfer-Encoding: chunked"];
        var chunk = Encoding.ASCII.GetBytes("10000\r\n" + new string(' ', 65536) + "\r\n");
        yield return Of("an answer without end", Ending.Unreadable, _ => Head(["HTTP/1.1 200 OK", "Content-Type: application/json", "Connection: close"]).Endless(blanks));
        yield return Of("chunks without end", Ending.Unreadable, _ => Head(chunked).Endless(chunk));
        yield return Of("an answer that announces 400 MB", Ending.Unreadable, _ => Head(["HTTP/1.1 200 OK", "Content-Type: application/json", "Content-Length: 400000000"]).Endless(blanks));
        yield return Of("an answer that announces more than there is", Ending.Failed, _ => Head(["HTTP/1.1 200 OK", "Content-Type: application/json", "Content-Length: 99999999999999999999999"], end: RawEnd.Close));
        yield return Of("a text of 100,000 letters", Ending.Unreadable, wire => Http(wire.Body(new string('x', 100_000))));
        yield return Of("a text of 3 MB", Ending.Unreadable, wire => Http(wire.Body(new string('x', 3_000_000))));
        yield return Of("a gzipped answer", Ending.Answered, wire => Http(Compress("gzip", Encoding.UTF8.GetBytes(wire.Body())), headers: "Content-Encoding: gzip"));
        yield return Of("a brotli answer", Ending.Answered, wire => Http(Compress("br", Encoding.UTF8.GetBytes(wire.Body())), headers: "Content-Encoding: br"));
        yield return Of("a deflated answer", Ending.Answered, wire => Http(Compress("deflate", Encoding.UTF8.GetBytes(wire.Body())), headers: "Content-Encoding: deflate"));
        var bomb = Compress("gzip", new byte[400_000_000]);
        yield return Of("400 MB in a gzip", Ending.Unreadable, _ => Http(bomb, headers: "Content-Encoding: gzip"));
        yield return Of("a gzip that breaks off", Ending.Failed, wire => Http(Compress("gzip", Encoding.UTF8.GetBytes(wire.Body()))[..^20], headers: "Content-Encoding: gzip"));
        yield return Of("no gzip where one is named", Ending.Failed, wire => Http(wire.Body(), headers: "Content-Encoding: gzip"));
        yield return Of("an encoding that nobody knows", Ending.Failed, wire => Http([1, 2, 3], headers: "Content-Encoding: zip"));
        yield return Of("headers without end", Ending.Failed, _ => Text("HTTP/1.1 200 OK\r\n").Endless(Encoding.ASCII.GetBytes("X-More: " + new string('x', 1000) + "\r\n")));
        yield return Of("one header without end", Ending.Failed, _ => Text("HTTP/1.1 200 OK\r\nX-Long: ").Endless(blanks));
        yield return Of("interim statuses and nothing else", Ending.Failed, _ => Text(string.Concat(Enumerable.Repeat("HTTP/1.1 103 Early Hints\r\n\r\n", 2000)), RawEnd.Stall), "no answer in time");
    }

    private static IEnumerable<ServerFault> Frames()
    {
        byte[] Bytes(Wire wire) => Encoding.UTF8.GetBytes(wire.Body());
        string[] Ok(params string[] more) => ["HTTP/1.1 200 OK", "Content-Type: application/json", .. more];
        string Length(int length) => "Content-Length: " + length.ToString(CultureInfo.InvariantCulture);
        string Chunk(string body) => $"{body.Length:x}\r\n{body}\r\n";
        yield return Of("HTTP/1.0 without a length", Ending.Answered, wire => Head(["HTTP/1.0 200 OK", "Content-Type: application/json"], Bytes(wire), RawEnd.Close));
        yield return Of("HTTP/1.0 without a length that breaks off", Ending.Failed, wire => Head(["HTTP/1.0 200 OK", "Content-Type: application/json"], Bytes(wire)[..^40], RawEnd.Close));
        yield return Of("fewer bytes than announced", Ending.Failed, wire => Head(Ok(Length(Bytes(wire).Length + 50)), Bytes(wire), RawEnd.Close));
        yield return Of("more bytes than announced", Ending.Failed, wire => Head(Ok(Length(Bytes(wire).Length - 50)), Bytes(wire), RawEnd.Close));
        yield return Of("a negative length", Ending.Failed, wire => Head(Ok("Content-Length: -5"), Bytes(wire)[..^5], RawEnd.Close));
        yield return Of("a reset before a byte", Ending.Failed, _ => Text("", RawEnd.Reset));
        yield return Of("a reset after the head", Ending.Failed, _ => Head(Ok("Content-Length: 500"), end: RawEnd.Reset));
        yield return Of("a reset in the middle", Ending.Failed, wire => Head(Ok(Length(Bytes(wire).Length)), Bytes(wire)[..^60], RawEnd.Reset));
        yield return Of("a close before a byte", Ending.Failed, _ => Text(""));
        yield return Of("a close in the head", Ending.Failed, _ => Text("HTTP/1.1 200 OK\r\nContent-Ty"));
        yield return Of("a header without a colon", Ending.Failed, wire => Head(Ok("no colon here", Length(Bytes(wire).Length)), Bytes(wire), RawEnd.Close));
        yield return Of("chunks with a trailer", Ending.Answered, wire => Text(string.Join("\r\n", Ok("Transfer-Encoding: chunked", "Trailer: X-Late")) + "\r\n\r\n" + Chunk(wire.Body()[..90]) + Chunk(wire.Body()[90..]) + "0\r\nX-Late: yes\r\n\r\n", RawEnd.KeepOpen));
        yield return Of("chunks without their end", Ending.Failed, wire => Text(string.Join("\r\n", Ok("Transfer-Encoding: chunked")) + "\r\n\r\n" + Chunk(wire.Body())));
        yield return Of("a chunk of no size", Ending.Failed, wire => Text(string.Join("\r\n", Ok("Transfer-Encoding: chunked")) + "\r\n\r\nzz\r\n" + wire.Body() + "\r\n0\r\n\r\n"));
        yield return Of("a chunk larger than anything", Ending.Failed, wire => Text(string.Join("\r\n", Ok("Transfer-Encoding: chunked")) + "\r\n\r\nffffffffffffffffffff\r\n" + wire.Body()));
    }

    private static IEnumerable<ServerFault> Times()
    {
        yield return Of("silence", Ending.Failed, _ => Text("", RawEnd.Stall), "no answer in time");
        yield return Of("silence in the head", Ending.Failed, _ => Text("HTTP/1.1 200 OK\r\nContent-Type: appl", RawEnd.Stall), "no answer in time");
        yield return Of("silence after the head", Ending.Failed, _ => Text("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n", RawEnd.Stall), "no answer in time");
        yield return Of("a body that drips and stops", Ending.Failed, wire => Text("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + wire.Body(), RawEnd.Stall), "no answer in time");
        yield return Of("silence in the body of an error", Ending.Failed, _ => Text("HTTP/1.1 500 No\r\nContent-Length: 500\r\n\r\n{", RawEnd.Stall));
        yield return Of("silence in the body of a rate limit", Ending.Failed, _ => Text("HTTP/1.1 429 No\r\nContent-Length: 500\r\n\r\n{", RawEnd.Stall));
        yield return Of("silence between chunks", Ending.Failed, _ => Text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n", RawEnd.Stall), "no answer in time");
    }
}
