namespace Clientele.Data;

/// <summary>Fetches a data set through Kaggle's HTTP API (<c>GET /api/v1/datasets/download/{owner}/{name}</c>, basic authentication, answered with a
/// redirect to a storage server) and unpacks it.</summary>
/// <remarks>An interrupted download stays in <c>NAME.zip.part</c> and is continued by the next call if the server's copy is still the same.
/// The key is sent to the API's own origin only, and stands in no file and no message.</remarks>
public static class KaggleDownload
{
    /// <summary>A client as this download wants it: redirects are followed here, not by the client.</summary>
    public static HttpClient CreateClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(20) });

    /// <summary>Downloads, checks and unpacks. The files appear together at the end or not at all.</summary>
    /// <param name="folder">Where the files go; made if it does not exist.</param>
    /// <param name="credentials">The user's.</param>
    /// <param name="client">See <see cref="CreateClient"/>. Its default headers must not hold credentials.</param>
    /// <param name="options">Null = the defaults.</param>
    /// <param name="progress">Bytes fetched; the total is null while the server has not said it.</param>
    /// <param name="cancellationToken">Stops at once; what was fetched stays for the next call.</param>
    /// <exception cref="ArgumentException">The options are out of range, or the base address would send the key in the clear.</exception>
    /// <exception cref="ClienteleException">Credentials refused (401, 403), unknown data set (404), too many requests (429), connection lost, archive
    /// broken or unsafe, disk full, or files already there.</exception>
    public static async Task<KaggleDownloadSummary> RunAsync(
        string folder, KaggleCredentials credentials, HttpClient client, KaggleDownloadOptions? options = null,
        IProgress<StageProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        Check(options);
        folder = Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw KaggleDownloadPart.CannotWrite(folder, failure);
        }
        if (!options.Overwrite && options.Dataset == new KaggleDownloadOptions().Dataset)
            KaggleDownloadArchive.RefuseExisting(folder, SyntheticStoreFiles.Names.Where(name => name != SyntheticStoreFiles.Truth));

        var part = new KaggleDownloadPart(Path.Combine(folder, options.Dataset[(options.Dataset.IndexOf('/') + 1)..] + ".zip.part"));
        var resumed = part.Length;
        var fetch = new KaggleDownloadFetch(client, credentials, options, part, progress);
        await fetch.RunAsync(cancellationToken);
        if (fetch.Restarted)
            resumed = 0;
        var bytes = new FileInfo(part.Path).Length;
        var files = await KaggleDownloadArchive.UnpackAsync(part, folder, options, progress, cancellationToken);
        part.Delete();
        return new(folder, files, bytes, resumed);
    }

    private static void Check(KaggleDownloadOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Attempts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxBytes, 1);
        var names = options.Dataset.Split('/');
        if (names.Length != 2 || names.Any(name => name.Length == 0 || name.StartsWith('.') || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.'))))
            throw new ArgumentException($"\"{options.Dataset}\" is not owner/name.", nameof(options));
        var address = options.BaseAddress;
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            throw new ArgumentException($"The base address {address} is neither https nor on this machine: the key would travel in the clear.", nameof(options));
    }
}
