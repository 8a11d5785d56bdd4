using Clientele.Simulation.Calls;

namespace Clientele.Cli.Models;

/// <summary>Reads what a server sends up to a limit, counted after decompression: memory is bounded by what an answer may be, not by what a server sends.</summary>
internal static class LimitedBody
{
    /// <summary>Most bytes of one answer. Answers of 2,048 tokens, thinking and escapes included, stay far below.</summary>
    public const int MostBytes = 1 << 20;

    /// <summary>The whole body.</summary>
    /// <exception cref="UnusableAnswerException">It is longer than <see cref="MostBytes"/>, or its compression is broken.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        try
        {
            var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                var buffer = new byte[4096];
                for (var length = 0; ;)
                {
                    var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                    if (read == 0)
                        return buffer.AsMemory(0, length);
                    length += read;
                    if (length > MostBytes)
                        throw new UnusableAnswerException($"the answer is longer than the {MostBytes >> 20} MB that are read", tooLong: true);
                    if (length == buffer.Length)
                        Array.Resize(ref buffer, Math.Min(2 * buffer.Length, MostBytes + 1));
                }
            }
        }
        catch (InvalidDataException problem)
        {
            throw new UnusableAnswerException($"the answer's compression is broken: {problem.Message}");
        }
    }
}
