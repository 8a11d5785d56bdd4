namespace Clientele.Data;

/// <summary>What <see cref="KaggleDownload"/> fetches and how patient it is.</summary>
public sealed record KaggleDownloadOptions
{
    /// <summary>Owner and name of the data set. Default: Olist's orders.</summary>
    public string Dataset { get; init; } = "olistbr/brazilian-ecommerce";

    /// <summary>Where Kaggle's API is; https, or http on this machine only. The credentials go to this origin and to no other.</summary>
    public Uri BaseAddress { get; init; } = new("https://www.kaggle.com");

    /// <summary>Tries in all when the connection drops or the server fails, &gt;= 1; each goes on where the one before stopped. Default 5.</summary>
    public int Attempts { get; init; } = 5;

    /// <summary>Wait before the second try, doubled before each further one. Default 1 s.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>A connection that brings nothing for so long counts as dropped. Default 60 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most bytes that the archive may have, and that its files may have together when unpacked. Default 2 GiB; Olist needs 126 MB.</summary>
    public long MaxBytes { get; init; } = 2L << 30;

    /// <summary>Replace files of the same names. Default false: they stop the download before it starts where the names are known, and before anything is unpacked otherwise.</summary>
    public bool Overwrite { get; init; }

    /// <summary>The clock for waiting.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
