using System.Buffers;
using System.Text.Json;

namespace Clientele.Stub.Accounts;

/// <summary>Appends lines of JSON to a file, each written through at once.</summary>
internal sealed class StubLogFile(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
    private readonly ArrayBufferWriter<byte> _buffer = new(512);

    public void Append(StubLogLine line)
    {
        _buffer.ResetWrittenCount();
        using (var json = new Utf8JsonWriter(_buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("sequence"u8, line.Sequence);
            json.WriteString("content"u8, line.Content?.ToString());
            json.WriteString("kind"u8, line.Kind);
            json.WriteString("outcome"u8, line.Outcome);
            json.WriteNumber("input_tokens"u8, line.Usage.Input);
            json.WriteNumber("cache_creation_input_tokens"u8, line.Usage.CacheWrites);
            json.WriteNumber("cache_read_input_tokens"u8, line.Usage.CacheReads);
            json.WriteNumber("output_tokens"u8, line.Usage.Output);
            json.WriteNumber("cost_usd"u8, line.Cost);
            json.WriteEndObject();
        }
        _buffer.Write("\n"u8);
        _file.Write(_buffer.WrittenSpan);
    }

    public void Dispose() => _file.Dispose();
}
