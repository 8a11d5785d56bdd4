using System.Runtime.ExceptionServices;

namespace Clientele.Clustering;

/// <summary>The threads of one piece of work, and what stops it.</summary>
/// <param name="Threads">Threads at most; 0 = one a core.</param>
/// <param name="Cancellation">Stops between two items.</param>
internal readonly record struct Workers(int Threads, CancellationToken Cancellation)
{
    /// <summary>One thread a core, not to be stopped: for short work.</summary>
    public static Workers All => default;

    /// <summary>Threads in fact.</summary>
    public int Count => Threads <= 0 ? Environment.ProcessorCount : Threads;

    /// <summary>Runs <paramref name="body"/> for 0..<paramref name="count"/>−1, and throws what the body throws, not a wrapper around it.</summary>
    public void For(int count, Action<int> body)
    {
        if (Count == 1 || count == 1)
        {
            for (var i = 0; i < count; i++)
            {
                Cancellation.ThrowIfCancellationRequested();
                body(i);
            }
            return;
        }
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = Count, CancellationToken = Cancellation }, body);
        }
        catch (AggregateException failures)
        {
            ExceptionDispatchInfo.Throw(failures.InnerExceptions.FirstOrDefault(e => e is not OperationCanceledException) ?? failures.InnerExceptions[0]);
        }
    }
}
