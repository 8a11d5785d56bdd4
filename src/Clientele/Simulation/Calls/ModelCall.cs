using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Clientele.Simulation.Calls;

/// <summary>One question to a language model: all that decides the answer, and nothing else.</summary>
/// <param name="SystemPrompt">Who answers.</param>
/// <param name="UserPrompt">What is asked.</param>
/// <param name="Schema">JSON Schema of the answer, as text; null when none is asked for.</param>
/// <param name="Replicate">From 0. Equal content in another replicate is another call.</param>
public sealed record ModelCall(string SystemPrompt, string UserPrompt, string? Schema, int Replicate)
{
    /// <summary>Key of the call at an endpoint: SHA-256 of (model, address, system prompt, user prompt, schema, effort, replicate), each with its length
    /// before it, so that no two different calls run together. Position in a run plays no part.</summary>
    public CallKey Key(ModelEndpoint endpoint)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[4];
        string?[] fields = ["clientele/call/v1", endpoint.Model, endpoint.Address, SystemPrompt, UserPrompt, Schema, endpoint.Effort];
        foreach (var field in fields)
        {
            var bytes = field is null ? [] : Encoding.UTF8.GetBytes(field);
            BinaryPrimitives.WriteInt32LittleEndian(length, field is null ? -1 : bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
        BinaryPrimitives.WriteInt32LittleEndian(length, Replicate);
        hash.AppendData(length);
        return new CallKey(hash.GetHashAndReset());
    }
}
