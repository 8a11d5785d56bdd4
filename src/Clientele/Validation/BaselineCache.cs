using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Clientele.Validation;

/// <summary>What a validation computes without its agent and would compute again, kept between runs: probabilities of the fitted baselines.
/// A result is the same bits with and without it.</summary>
/// <remarks>One file a computation: eight letters, the SHA-256 that the result belongs to, the numbers (little-endian doubles by row), and the SHA-256 of all that. A file that is
/// damaged, cut off or of another key is computed anew and written over, never trusted. It holds probabilities by held-out order, no ids and no orders, and may be
/// deleted at any time; it is no result to share.</remarks>
/// <param name="Folder">Where the files are; made when it is missing.</param>
public sealed record BaselineCache(string Folder)
{
    private const int Hash = SHA256.HashSizeInBytes;
    private static readonly byte[] Magic = "CLBASE01"u8.ToArray();

    /// <summary>What all keys of a run have in common.</summary>
    internal string Scope { get; init; } = "";

    /// <summary>The cache of one run.</summary>
    /// <param name="data">SHA-256 of the data.</param>
    /// <param name="protocol">SHA-256 of the protocol.</param>
    /// <param name="plan">Seed, number of segments and features.</param>
    internal BaselineCache For(string data, string protocol, FidelityPlan plan)
    {
        // The build of the engine counts, not its version alone: a mended baseline must not be answered with the old one's numbers.
        var engine = $"{EngineVersion.Number}+{EngineVersion.Revision} {typeof(BaselineCache).Module.ModuleVersionId}";
        return this with { Scope = FormattableString.Invariant($"{data}\n{protocol}\n{engine}\n{plan.Seed}\n{plan.Segmentation.K}\n{plan.Features.Name}\n") };
    }

    /// <summary>The numbers of a computation: those of an earlier run with the same inputs, or computed now and kept.</summary>
    /// <param name="name">What is computed; letters, digits, dashes and underscores, part of the file's name.</param>
    /// <param name="inputs">All that it is computed from, by column.</param>
    /// <param name="compute">Computes it: rows of any length.</param>
    /// <exception cref="ClienteleException">The file cannot be written.</exception>
    internal double[][] Of(string name, IEnumerable<double[]> inputs, Func<double[][]> compute)
    {
        var key = Key(name, inputs);
        var path = Path.Combine(Folder, $"{name}-{Convert.ToHexStringLower(key)[..16]}.bin");
        if (Read(path, key) is { } known)
            return known;
        var rows = compute();
        var content = Content(key, rows);
        WholeFile.Write(path, stream => stream.Write(content));
        return rows;
    }

    private byte[] Key(string name, IEnumerable<double[]> inputs)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(Scope + name));
        foreach (var column in inputs)
        {
            // Lengths keep two columns apart from one long one.
            hash.AppendData(BitConverter.GetBytes(column.LongLength));
            hash.AppendData(MemoryMarshal.AsBytes<double>(column));
        }
        return hash.GetHashAndReset();
    }

    private static byte[] Content(byte[] key, double[][] rows)
    {
        var bytes = new byte[Magic.Length + Hash + 4 + rows.Sum(row => 4L + 8L * row.Length) + Hash];
        Magic.CopyTo(bytes, 0);
        key.CopyTo(bytes, Magic.Length);
        var at = Magic.Length + Hash;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), rows.Length);
        at += 4;
        foreach (var row in rows)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), row.Length);
            at += 4;
            foreach (var value in row)
            {
                BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(at), value);
                at += 8;
            }
        }
        SHA256.HashData(bytes.AsSpan(0, at), bytes.AsSpan(at));
        return bytes;
    }

    // Null for anything that is not exactly what was written for this key; a file that cannot be read is as good as none, and writing it anew says why if that fails too.
    private static double[][]? Read(string path, byte[] key)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        if (bytes.Length < Magic.Length + Hash + 4 + Hash)
            return null;
        var body = bytes.AsSpan(0, bytes.Length - Hash);
        if (!SHA256.HashData(body).AsSpan().SequenceEqual(bytes.AsSpan(body.Length)) || !body.StartsWith(Magic) || !body.Slice(Magic.Length, Hash).SequenceEqual(key))
            return null;
        var at = Magic.Length + Hash;
        var rows = new double[BinaryPrimitives.ReadInt32LittleEndian(body[at..])][];
        at += 4;
        for (var r = 0; r < rows.Length; r++)
        {
            rows[r] = new double[BinaryPrimitives.ReadInt32LittleEndian(body[at..])];
            at += 4;
            foreach (ref var value in rows[r].AsSpan())
            {
                value = BinaryPrimitives.ReadDoubleLittleEndian(body[at..]);
                at += 8;
            }
        }
        return rows;
    }
}
