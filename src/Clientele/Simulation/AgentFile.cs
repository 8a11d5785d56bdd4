using System.Text;
using Clientele.Data;

namespace Clientele.Simulation;

/// <summary>The roster as a compact binary file, so that <c>simulate</c> needs no transactions: little-endian columns behind a version word.
/// Holds salted ids only.</summary>
public static class AgentFile
{
    private const string Version = "clientele/agents/v1";
    private const int Largest = 100_000_000;

    /// <summary>Writes the roster; the stream is left open.</summary>
    public static void Save(AgentRoster roster, Stream stream)
    {
        using var writer = new BinaryWriter(stream, Encoding.UTF8, leaveOpen: true);
        writer.Write(Version);
        writer.Write(roster.Count);
        foreach (var id in roster.Ids)
            writer.Write(id);
        foreach (var persona in roster.Persona)
            writer.Write(persona);
        foreach (var history in roster.History)
            writer.Write(history);
        writer.Write(roster.Histories.Count);
        foreach (var history in roster.Histories)
        {
            writer.Write(history.Payments.Count);
            foreach (var (method, instalments, orders) in history.Payments)
            {
                writer.Write((byte)method);
                writer.Write(instalments);
                writer.Write(orders);
            }
        }
        writer.Write(roster.FeatureNames.Count);
        for (var j = 0; j < roster.FeatureNames.Count; j++)
        {
            writer.Write(roster.FeatureNames[j]);
            foreach (var value in roster.Features[j])
                writer.Write(value);
        }
    }

    /// <summary>Reads the roster at a path; null when there is none.</summary>
    /// <exception cref="ClienteleException">Another format or version, or the file is cut short.</exception>
    public static AgentRoster? Find(string path)
    {
        if (!File.Exists(path))
            return null;
        using var stream = File.OpenRead(path);
        return Load(stream, path);
    }

    /// <summary>Reads a roster.</summary>
    /// <param name="stream">Bytes as <see cref="Save"/> writes them.</param>
    /// <param name="where">What the stream is, for messages: the file's path.</param>
    /// <exception cref="ClienteleException">Another format or version, or the file is cut short.</exception>
    public static AgentRoster Load(Stream stream, string where)
    {
        const string Hint = "Run clientele pipeline again to save the agents.";
        try
        {
            using var reader = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
            if (reader.ReadString() is var version && version != Version)
                throw new ClienteleException($"The file does not begin with {Version}.", where, Hint);
            var count = Size(reader);
            ulong[] ids = Column(count, reader.ReadUInt64);
            int[] persona = Column(count, reader.ReadInt32), history = Column(count, reader.ReadInt32);
            var histories = Column(Size(reader), () => new PaymentHistory(
                Column(Size(reader), () => ((PaymentMethod)reader.ReadByte(), reader.ReadInt32(), reader.ReadInt32()))));
            var names = new string[Size(reader)];
            var features = new double[names.Length][];
            for (var j = 0; j < names.Length; j++)
            {
                names[j] = reader.ReadString();
                features[j] = Column(count, reader.ReadDouble);
            }
            return new AgentRoster(ids, persona, history, histories, names, features);
        }
        catch (Exception e) when (e is EndOfStreamException or ArgumentException or FormatException or InvalidDataException)
        {
            throw new ClienteleException($"This is not a readable agent file: {e.Message}", where, Hint, e);
        }
    }

    private static int Size(BinaryReader reader) => reader.ReadInt32() is var size and >= 0 and <= Largest
        ? size : throw new InvalidDataException("A size in it is absurd.");

    private static T[] Column<T>(int count, Func<T> read)
    {
        var values = new List<T>(Math.Min(count, 1 << 20)); // grown as read: a broken size must not claim the memory first
        for (var i = 0; i < count; i++)
            values.Add(read());
        return [.. values];
    }
}
