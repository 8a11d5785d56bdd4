using System.Buffers.Binary;
using System.IO.Compression;

namespace Clientele.Data.Reading;

/// <summary>Reads a gzipped file and notices when it ends in the middle, which neither DuckDB nor .NET does: half a download would pass for all of the data.</summary>
internal static class GzipFile
{
    // Newlines in a gzip member of their own, read behind the file's: they arrive only if the file is whole, and to a reader of lines they say nothing.
    private const int Newlines = 64;

    private static readonly byte[] End = Compress();

    /// <summary>Hands over the text, some newlines more at its end.</summary>
    /// <exception cref="InvalidDataException">The file is no gzip, or not whole.</exception>
    public static void Read(string path, byte[] buffer, Action<ReadOnlySpan<byte>> onText, CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        using var text = new GZipStream(new Followed(file), CompressionMode.Decompress);
        var newlines = 0;
        int read;
        while ((read = text.Read(buffer)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var span = buffer.AsSpan(0, read);
            var last = span.LastIndexOfAnyExcept((byte)'\n');
            newlines = last < 0 ? newlines + read : read - 1 - last;
            onText(span);
        }
        if (newlines < Newlines)
            throw new InvalidDataException("it ends in the middle");
    }

    /// <summary>Bytes of text in a file, as far as it says so itself: the last four bytes of a gzip hold the length of its last member, less the multiples of 4 GiB.
    /// Other files are as long as they are.</summary>
    public static long TextLength(FileInfo file)
    {
        if (!file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) || file.Length < sizeof(uint))
            return file.Length;
        using var stream = file.OpenRead();
        stream.Seek(-sizeof(uint), SeekOrigin.End);
        Span<byte> length = stackalloc byte[sizeof(uint)];
        stream.ReadExactly(length);
        return Math.Max(file.Length, BinaryPrimitives.ReadUInt32LittleEndian(length));
    }

    private static byte[] Compress()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(Enumerable.Repeat((byte)'\n', Newlines).ToArray());
        return bytes.ToArray();
    }

    private sealed class Followed(Stream first) : Stream
    {
        private readonly MemoryStream _then = new(End);

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(Span<byte> buffer) => first.Read(buffer) is > 0 and var read ? read : _then.Read(buffer);

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
