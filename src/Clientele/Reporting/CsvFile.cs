using System.Security.Cryptography;

namespace Clientele.Reporting;

/// <summary>Writes a CSV file of many rows: blocks are formatted in parallel and written in order, so that the bytes do not depend on the threads.</summary>
internal static class CsvFile
{
    private const int BlockRows = 8192;

    /// <summary>Writes the file whole or not at all.</summary>
    /// <param name="path">Target.</param>
    /// <param name="columns">Header.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="format">Formats one row, by its number; called from several threads.</param>
    /// <param name="cancellationToken">Stops between blocks; nothing is left behind.</param>
    /// <param name="onRows">Told the rows written so far, after each round of blocks; may be null.</param>
    /// <returns>SHA-256 of the file, lower-case hexadecimal.</returns>
    /// <exception cref="ClienteleException">The file cannot be written.</exception>
    public static string Write(string path, IReadOnlyList<string> columns, int rows, Action<Csv, int> format, CancellationToken cancellationToken, Action<long>? onRows = null)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        WholeFile.Write(path, stream =>
        {
            var header = new Csv();
            foreach (var column in columns)
                header.Text(column);
            header.EndRow();
            Append(header);
            var width = Math.Max(1, Environment.ProcessorCount);
            var buffers = Enumerable.Range(0, width).Select(_ => new Csv()).ToArray();
            for (var first = 0; first < rows; first += width * BlockRows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var start = first;
                Parallel.For(0, width, block =>
                {
                    var buffer = buffers[block];
                    buffer.Clear();
                    var end = (int)Math.Min(rows, start + (block + 1L) * BlockRows);
                    for (var row = start + block * BlockRows; row < end; row++)
                    {
                        format(buffer, row);
                        buffer.EndRow();
                    }
                });
                foreach (var buffer in buffers)
                    Append(buffer);
                onRows?.Invoke(Math.Min(rows, first + (long)width * BlockRows));
            }

            void Append(Csv buffer)
            {
                hash.AppendData(buffer.Written.Span);
                stream.Write(buffer.Written.Span);
            }
        });
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
