using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Clientele.Stub;

/// <summary>SHA-256 of what an answer depends on: model, system prompt, messages, schema, effort. Two requests with the same hash ask the same.</summary>
public readonly record struct ContentHash
{
    private readonly UInt128 _high;
    private readonly UInt128 _low;

    private ContentHash(ReadOnlySpan<byte> bytes)
    {
        _high = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        _low = BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]);
    }

    /// <summary>64 of its bits, for draws.</summary>
    internal ulong Word => (ulong)_low;

    /// <summary>Hash of a request.</summary>
    /// <param name="model">Model id as sent.</param>
    /// <param name="system">System prompt; several text blocks are joined with a line feed; empty for none.</param>
    /// <param name="messages">Role and text of each message.</param>
    /// <param name="schema">The JSON Schema, character by character as sent; null for none.</param>
    /// <param name="effort">Effort as sent; null for none.</param>
    public static ContentHash Of(string model, string system, IEnumerable<(string Role, string Text)> messages, string? schema, string? effort)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, model);
        Append(hash, system);
        foreach (var (role, text) in messages)
        {
            Append(hash, role);
            Append(hash, text);
        }
        Append(hash, schema ?? "");
        Append(hash, effort ?? "");
        Span<byte> bytes = stackalloc byte[32];
        hash.GetHashAndReset(bytes);
        return new ContentHash(bytes);
    }

    /// <summary>64 hexadecimal digits.</summary>
    public override string ToString() => _high.ToString("x32", CultureInfo.InvariantCulture) + _low.ToString("x32", CultureInfo.InvariantCulture);

    private static void Append(IncrementalHash hash, string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        hash.AppendData([0]);
    }
}
