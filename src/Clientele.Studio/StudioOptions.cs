using System.Net;

namespace Clientele.Studio;

/// <summary>What a studio is started with. Whoever hosts it (the command line, a test) brings the models: the studio names no vendor and never sees a key.</summary>
public sealed record StudioOptions
{
    /// <summary>The study folder: the only place that is written.</summary>
    public required string Study { get; init; }

    /// <summary>Address to listen on. Default 127.0.0.1; any other needs <see cref="Token"/>.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>Port; 0 = a free one.</summary>
    public int Port { get; init; } = 5090;

    /// <summary>Secret that a browser has to show once (<c>?token=</c>); null only on loopback.</summary>
    public string? Token { get; init; }

    /// <summary>Folders that the pages may read data from, besides uploads. Full paths.</summary>
    public IReadOnlyList<string> DataFolders { get; init; } = [];

    /// <summary>Language models that the pages may ask; empty = the choice model alone.</summary>
    public IReadOnlyList<StudioModel> Models { get; init; } = [];

    /// <summary>Threads of a stage; 0 = one a core.</summary>
    public int Threads { get; init; }

    /// <summary>Largest upload in bytes, all files of one upload together. Default 2 GB.</summary>
    public long LargestUpload { get; init; } = 2_000_000_000;

    /// <summary>Bytes that may be held in memory; beyond it a shop's rows are worked on in a temporary folder in the study. Null = half of what is free.</summary>
    public long? Memory { get; init; }

    /// <summary>How long an upload may send nothing before it is given up. Default 15 seconds.</summary>
    public TimeSpan UploadPatience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Takes secrets out of a text before it is shown or logged; default: nothing is secret.</summary>
    public Func<string, string> Hide { get; init; } = text => text;

    /// <summary>Told, in one line, what an operator should see: an unexpected failure. Default: nobody.</summary>
    public Action<string> Notice { get; init; } = _ => { };

    /// <summary>A new token: 256 bits.</summary>
    public static string NewToken() => Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
}
