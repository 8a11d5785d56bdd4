using System.Runtime.InteropServices;

namespace Clientele.Cli;

/// <summary>Standard output and standard error as the shell has left them: closed, full, or a pipe that nobody reads.</summary>
internal static partial class StandardStreams
{
    private const int Output = 1, Error = 2, GetFlags = 1, CloseOnExec = 1;

    // Keeps the number of a stream that was closed from being given to a file, which would then hold what is meant for a reader.
    private static readonly List<SafeHandle> Places = [];

    /// <summary>Makes standard error a stream that loses lines rather than ending a run that may have been paid for.</summary>
    /// <returns>Whether standard output can be written; when it cannot, no work should be begun.</returns>
    public static bool Prepare()
    {
        var (output, error) = (IsOpen(Output), IsOpen(Error));
        Console.SetError(error ? TextWriter.Synchronized(new LossyWriter(Console.Error)) : TextWriter.Null);
        if (!output || !error)
            Places.Add(File.OpenHandle("/dev/null", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite));
        return output;
    }

    // A stream that comes from outside has been handed over a start of a program, so that it cannot be one that closes there; whatever this
    // process has opened by itself is.
    private static bool IsOpen(int stream) =>
        OperatingSystem.IsWindows() || FileFlags(stream, GetFlags) is var flags && flags >= 0 && (flags & CloseOnExec) == 0;

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int FileFlags(int stream, int command);

    private sealed class LossyWriter(TextWriter next) : TextWriter
    {
        public override System.Text.Encoding Encoding => next.Encoding;

        public override void Write(char value) => Try(value, static (writer, value) => writer.Write(value));

        public override void Write(char[] buffer, int index, int count) =>
            Try((buffer, index, count), static (writer, part) => writer.Write(part.buffer, part.index, part.count));

        public override void Write(string? value) => Try(value, static (writer, value) => writer.Write(value));

        public override void WriteLine(string? value) => Try(value, static (writer, value) => writer.WriteLine(value));

        public override void Flush() => Try(0, static (writer, _) => writer.Flush());

        private void Try<T>(T value, Action<TextWriter, T> write)
        {
            try
            {
                write(next, value);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or ObjectDisposedException)
            {
                // There is no place left to say it: progress and notices are lost, results and exit code are not.
            }
        }
    }
}
