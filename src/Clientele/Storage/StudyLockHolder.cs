using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Clientele.Storage;

/// <summary>Who writes a folder: what a second process is told.</summary>
/// <param name="ProcessId">Number of the process.</param>
/// <param name="ProcessStarted">When that process started: a number is given again to another process, number and start together are
/// not.</param>
/// <param name="Host">Name of the machine or container.</param>
/// <param name="Verb">What it does: <c>pipeline</c>, <c>simulate</c>, <c>studio: Learning 7 segments</c>.</param>
/// <param name="Since">When it took the folder.</param>
public sealed record StudyLockHolder(int ProcessId, DateTimeOffset ProcessStarted, string Host, string Verb, DateTimeOffset Since)
{
    private const string SchemaName = "clientele/lock/v1";

    /// <summary>The format; always <c>clientele/lock/v1</c>.</summary>
    public string Schema { get; init; } = SchemaName;

    /// <summary>This process.</summary>
    /// <param name="verb">What it does.</param>
    /// <param name="time">Tells the time; default the system's.</param>
    public static StudyLockHolder Of(string verb, TimeProvider? time = null)
    {
        using var me = Process.GetCurrentProcess();
        return new StudyLockHolder(me.Id, me.StartTime, Environment.MachineName, verb, (time ?? TimeProvider.System).GetLocalNow());
    }

    /// <summary>What a second process says: <c>another process is writing here: simulate (process 4711), since 2026-11-30
    /// 14:05:09</c>.</summary>
    public string Sentence => string.Create(CultureInfo.InvariantCulture,
        $"another process is writing here: {Verb} (process {ProcessId}{Place}), since {Since:yyyy-MM-dd HH:mm:ss}");

    private string Place => Host == Environment.MachineName ? "" : $" on {Host}";

    // Written with every command: without the cost of a serializer that has to look at this type first, and without waiting for the disk,
    // for it need not outlive the machine.
    internal void Save(string path) => WholeFile.Write(path, durable: false, write: stream =>
    {
        using var json = new Utf8JsonWriter(stream);
        json.WriteStartObject();
        json.WriteString("schema"u8, Schema);
        json.WriteNumber("process_id"u8, ProcessId);
        json.WriteString("process_started"u8, ProcessStarted);
        json.WriteString("host"u8, Host);
        json.WriteString("verb"u8, Verb);
        json.WriteString("since"u8, Since);
        json.WriteEndObject();
    });

    /// <summary>Reads a holder's file; null when there is none, or it was left by a process that is gone.</summary>
    internal static StudyLockHolder? Find(string path)
    {
        try
        {
            var holder = JsonFormat.Read<StudyLockHolder>(path, SchemaName, "the command that is running");
            return holder.MayRun() ? holder : null;
        }
        catch (ClienteleException)
        {
            // Not there yet, or gone already: the lock itself is what counts.
            return null;
        }
    }

    // Nothing is known of the processes of another machine or container. Starts are told to some hundredths of a second, not always the
    // same.
    private bool MayRun()
    {
        if (Host != Environment.MachineName)
            return true;
        try
        {
            using var process = Process.GetProcessById(ProcessId);
            return Math.Abs((process.StartTime - ProcessStarted.LocalDateTime).TotalSeconds) < 2;
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
