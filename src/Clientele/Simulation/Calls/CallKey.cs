using System.Buffers.Binary;

namespace Clientele.Simulation.Calls;

/// <summary>SHA-256 of a call or a text: 32 bytes, equal by content; 64 lower-case hexadecimal digits in text.</summary>
public readonly struct CallKey : IEquatable<CallKey>
{
    private readonly UInt128 _high, _low;

    /// <summary>Reads the key.</summary>
    /// <param name="bytes">32 bytes.</param>
    /// <exception cref="ArgumentException">Another number of bytes.</exception>
    public CallKey(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != 32)
            throw new ArgumentException($"A key has 32 bytes, not {bytes.Length}.", nameof(bytes));
        (_high, _low) = (BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[16..]));
    }

    /// <summary>Key of a text.</summary>
    public static CallKey Of(string text) => new(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));

    /// <summary>Reads 64 hexadecimal digits.</summary>
    /// <exception cref="FormatException">It is something else.</exception>
    public static CallKey Parse(string text) =>
        text.Length == 64 ? new CallKey(Convert.FromHexString(text)) : throw new FormatException($"\"{Words.Cut(text, 80)}\" is no key of 64 hexadecimal digits.");

    /// <summary>The 32 bytes.</summary>
    public byte[] ToBytes()
    {
        var bytes = new byte[32];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _high);
        BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(16), _low);
        return bytes;
    }

    /// <summary>64 bits of it, as a number for seeded chance.</summary>
    internal ulong Bits => (ulong)_low;

    /// <inheritdoc/>
    public bool Equals(CallKey other) => _high == other._high && _low == other._low;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CallKey other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _low.GetHashCode();

    /// <inheritdoc/>
    public override string ToString() => Convert.ToHexStringLower(ToBytes());

    /// <summary>Equal content.</summary>
    public static bool operator ==(CallKey left, CallKey right) => left.Equals(right);

    /// <summary>Different content.</summary>
    public static bool operator !=(CallKey left, CallKey right) => !left.Equals(right);
}
