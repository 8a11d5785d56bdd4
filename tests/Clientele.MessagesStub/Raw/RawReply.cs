using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Clientele.Stub.Raw;

/// <summary>An answer byte by byte, right or wrong: what Kestrel would refuse to send is sent too.</summary>
/// <param name="Pieces">Bytes in order, made as they are sent; they may have no end.</param>
/// <param name="End">What happens afterwards.</param>
public sealed record RawReply(IEnumerable<ReadOnlyMemory<byte>> Pieces, RawEnd End = RawEnd.KeepOpen)
{
    /// <summary>A well-formed answer with its length.</summary>
    /// <param name="body">Body.</param>
    /// <param name="status">Status and reason.</param>
    /// <param name="type">Content type.</param>
    /// <param name="headers">Further header lines.</param>
    public static RawReply Http(byte[] body, string status = "200 OK", string type = "application/json", params string[] headers) =>
        Head([$"HTTP/1.1 {status}", $"Content-Type: {type}", $"Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}", .. headers], body);

    /// <summary>A well-formed answer of text.</summary>
    public static RawReply Http(string body, string status = "200 OK", string type = "application/json", params string[] headers) => Http(Encoding.UTF8.GetBytes(body), status, type, headers);

    /// <summary>These lines as the head, then these bytes.</summary>
    public static RawReply Head(string[] lines, byte[]? body = null, RawEnd end = RawEnd.KeepOpen) =>
        new([Encoding.Latin1.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n"), body ?? []], end);

    /// <summary>These bytes and nothing else.</summary>
    public static RawReply Text(string bytes, RawEnd end = RawEnd.Close) => new([Encoding.Latin1.GetBytes(bytes)], end);

    /// <summary>The bytes of this one, then for ever the same piece: the client must stop reading.</summary>
    public RawReply Endless(byte[] piece)
    {
        return this with { Pieces = All(), End = RawEnd.Close };

        IEnumerable<ReadOnlyMemory<byte>> All()
        {
            foreach (var first in Pieces)
                yield return first;
            while (true)
                yield return piece;
        }
    }

    /// <summary>Compressed: gzip, br or deflate.</summary>
    public static byte[] Compress(string encoding, byte[] body)
    {
        using var packed = new MemoryStream();
        using (Stream packing = encoding switch
        {
            "br" => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true),
            _ => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true),
        })
            packing.Write(body);
        return packed.ToArray();
    }
}
