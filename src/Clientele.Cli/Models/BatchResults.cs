using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Clientele.Simulation.Calls;

namespace Clientele.Cli.Models;

/// <summary>Reads the results of a batch, a line of JSON a call, one at a time and within bounds: neither a line nor the whole can fill the memory.</summary>
internal static class BatchResults
{
    private const int MostOfAll = 4 << 20, MeanOfCall = 16 << 10, Start = 4096;

    /// <summary>Results in the order of the lines. A line that is longer than an answer may be, or no answer, is a result too where it still names its call.</summary>
    /// <param name="stream">The lines.</param>
    /// <param name="calls">Calls of the batch.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="UnusableAnswerException">All lines together are longer than is read.</exception>
    public static async IAsyncEnumerable<(CallKey Key, CallResult Result)> ReadAsync(Stream stream, int calls, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (buffer, line, read, most) = (new byte[64 << 10], new MemoryStream(), 0L, MostOfAll + (long)MeanOfCall * calls);
        for (int count; (count = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            if ((read += count) > most)
                throw new UnusableAnswerException($"the results of the batch are longer than the {most >> 20} MB that are read");
            for (var at = 0; at < count;)
            {
                var end = Array.IndexOf(buffer, (byte)'\n', at, count - at);
                var piece = buffer.AsSpan(at, (end < 0 ? count : end) - at);
                if (line.Length + piece.Length <= LimitedBody.MostBytes + 1)
                    line.Write(piece);
                else
                    line.Write(piece[..(int)(LimitedBody.MostBytes + 1 - line.Length)]);
                at = end < 0 ? count : end + 1;
                if (end < 0)
                    break;
                if (Result(line.GetBuffer().AsMemory(0, (int)line.Length)) is { } result)
                    yield return result;
                line.SetLength(0);
            }
        }
        if (Result(line.GetBuffer().AsMemory(0, (int)line.Length)) is { } last)
            yield return last;
    }

    private static (CallKey, CallResult)? Result(ReadOnlyMemory<byte> line)
    {
        if (line.Span.Trim(" \t\r"u8).IsEmpty)
            return null;
        if (line.Length > LimitedBody.MostBytes)
            return Key(Named(line.Span[..Start])) is { } long_ ? (long_, new CallResult.Replied(new ModelReply { Text = "", End = ReplyEnd.TooLong, InputTokens = 0, OutputTokens = 0 })) : null;
        try
        {
            using var json = AnswerBody.Parse(line);
            return Key(ServerAnswer.Word(json.RootElement, "custom_id")) is { } key ? (key, Result(json.RootElement)) : null;
        }
        catch (Exception problem) when (problem is UnusableAnswerException or ModelHttpException)
        {
            return Key(Named(line.Span[..Math.Min(Start, line.Length)])) is { } key ? (key, new CallResult.Failed(problem.Message)) : null;
        }
    }

    private static CallResult Result(JsonElement line)
    {
        if (!line.TryGetProperty("result", out var result) || result.ValueKind != JsonValueKind.Object)
            return new CallResult.Failed("the batch item has no result");
        try
        {
            return ServerAnswer.Word(result, "type") switch
            {
                "succeeded" when result.TryGetProperty("message", out var message) => new CallResult.Replied(AnthropicAnswer.Read(message).ToReply()),
                "errored" => new CallResult.Failed(Words.Cut($"the batch item failed: {Secrets.Hide(Said(result))}", 300)),
                "expired" or "canceled" => new CallResult.Failed("the batch item expired or was cancelled"),
                _ => new CallResult.Failed("the batch item has no result"),
            };
        }
        catch (UnusableAnswerException problem)
        {
            return new CallResult.Failed(problem.Message);
        }
    }

    // {"error": {"type": "error", "error": {"message": …}}}, or without the frame.
    private static string Said(JsonElement result) => !result.TryGetProperty("error", out var error) ? "no reason given"
        : AnswerBody.Message(error.ValueKind == JsonValueKind.Object && error.TryGetProperty("error", out var inner) ? inner : error);

    // The call that a broken line is about, when its beginning says so.
    private static string? Named(ReadOnlySpan<byte> start)
    {
        var text = Encoding.UTF8.GetString(start);
        var at = text.IndexOf("\"custom_id\"", StringComparison.Ordinal);
        var parts = at < 0 ? [] : text[(at + 11)..].Split('"', 3);
        return parts is [_, var id, _] ? id : null;
    }

    private static CallKey? Key(string? id) => id is { Length: 64 } && id.All(char.IsAsciiHexDigitLower) ? CallKey.Parse(id) : null;
}
