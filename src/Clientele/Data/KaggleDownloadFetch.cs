using System.Net;
using System.Net.Http.Headers;

namespace Clientele.Data;

/// <summary>One download with its redirects, continuations and retries.</summary>
internal sealed class KaggleDownloadFetch(
    HttpClient client, KaggleCredentials credentials, KaggleDownloadOptions options, KaggleDownloadPart part, IProgress<StageProgress>? progress)
{
    private const int MostRedirects = 5;
    private const string NewToken = "Make a new token at https://www.kaggle.com/settings (API, Create New Token) and save it as ~/.kaggle/kaggle.json, "
        + "or set KAGGLE_USERNAME and KAGGLE_KEY.";

    /// <summary>Whether what an earlier run had fetched had to be thrown away.</summary>
    public bool Restarted { get; private set; }

    /// <summary>Fetches until the archive is complete.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            // A failure of the connection is expected and tried again; everything else is not caught.
            string reason;
            try
            {
                if (await TryAsync(cancellationToken))
                    return;
                reason = "the connection ended early";
            }
            catch (HttpRequestException failure)
            {
                reason = failure.StatusCode is { } status ? $"status {(int)status}" : failure.HttpRequestError.ToString();
            }
            catch (HttpIOException failure)
            {
                reason = failure.HttpRequestError.ToString();
            }
            catch (IOException)
            {
                reason = "the connection was reset";
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                reason = "no answer in time";
            }
            if (attempt >= options.Attempts)
            {
                throw new ClienteleException(
                    $"The download failed {attempt} times, the last time because of: {reason}.", options.BaseAddress.Host,
                    part.Length > 0 ? $"Run the command again: it continues after {part.Length:N0} bytes." : "Check the network connection, then run the command again.");
            }
            await Task.Delay(options.FirstDelay * Math.Pow(2, attempt - 1), options.Time, cancellationToken);
        }
    }

    // True when the archive is complete, false when the connection ended before that.
    private async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.Patience, options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var have = part.Length;
        using var response = await SendAsync(have, either.Token);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            if (have > 0 && response.Content.Headers.ContentRange?.Length == have)
                return true;
            part.Delete();
            Restarted |= have > 0;
            return false;
        }

        var keep = response.StatusCode == HttpStatusCode.PartialContent && have > 0 && response.Content.Headers.ContentRange?.From == have
            && (response.Headers.ETag is null || response.Headers.ETag.Tag == part.Tag);
        if (response.StatusCode == HttpStatusCode.PartialContent && !keep)
        {
            part.Delete();
            Restarted = true;
            return false;
        }
        if (!keep)
        {
            Restarted |= have > 0;
            have = 0;
        }
        var total = keep ? response.Content.Headers.ContentRange!.Length : response.Content.Headers.ContentLength;
        if (total > options.MaxBytes)
            throw TooLarge(total.Value);

        var tag = response.Headers.ETag is { IsWeak: false } strong ? strong.Tag : null;
        await using (var file = part.Open(keep, tag))
        await using (var body = await response.Content.ReadAsStreamAsync(either.Token))
            have = await CopyAsync(body, file, have, total, patience, either.Token);
        return total is null || have == total;
    }

    private async Task<long> CopyAsync(Stream body, FileStream file, long have, long? total, CancellationTokenSource patience, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 17];
        var reported = have;
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            patience.CancelAfter(options.Patience);
            if ((have += read) > options.MaxBytes)
                throw TooLarge(have);
            try
            {
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
            catch (IOException failure)
            {
                throw KaggleDownloadPart.CannotWrite(file.Name, failure);
            }
            if (have - reported >= 1 << 20)
                progress?.Report(new("Downloading", reported = have, total, "bytes"));
        }
        progress?.Report(new("Downloading", have, total, "bytes"));
        return have;
    }

    // Follows redirects by hand: the credentials go to the API's origin only, and never from https to http.
    private async Task<HttpResponseMessage> SendAsync(long have, CancellationToken cancellationToken)
    {
        var address = new Uri(options.BaseAddress, $"/api/v1/datasets/download/{options.Dataset}");
        for (var hop = 0; hop <= MostRedirects; hop++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.UserAgent.Add(new ProductInfoHeaderValue("clientele", null));
            if (IsApi(address))
                request.Headers.Authorization = credentials.Header();
            if (have > 0 && part.Tag is { } tag)
            {
                request.Headers.Range = new RangeHeaderValue(have, null);
                request.Headers.IfRange = new RangeConditionHeaderValue(tag);
            }
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable)
                return response;
            using (response)
            {
                if ((int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location)
                {
                    var next = new Uri(address, location);
                    if (next.Scheme != Uri.UriSchemeHttps && !(next.Scheme == Uri.UriSchemeHttp && next.IsLoopback))
                        throw new ClienteleException($"The server redirected to an address that is not safe ({next.Scheme}://{next.Host}).", address.Host);
                    address = next;
                    continue;
                }
                throw Refused(response, address);
            }
        }
        throw new ClienteleException($"The server redirected more than {MostRedirects} times.", address.Host);
    }

    private bool IsApi(Uri address) =>
        Uri.Compare(address, options.BaseAddress, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    // Addresses of the storage server carry a signature: only the host is ever shown.
    private Exception Refused(HttpResponseMessage response, Uri address)
    {
        var status = (int)response.StatusCode;
        // A storage link that ran out is renewed by asking the API again; so is everything that the server itself calls its own failure.
        if (status is 408 or >= 500 || (!IsApi(address) && status is 400 or 401 or 403))
            return new HttpRequestException(HttpRequestError.Unknown, statusCode: response.StatusCode);
        var page = $"https://www.kaggle.com/datasets/{options.Dataset}";
        return status switch
        {
            401 => new ClienteleException($"Kaggle does not accept the credentials of user {credentials.Username} (401).", address.Host, NewToken),
            403 => new ClienteleException(
                $"Kaggle refuses user {credentials.Username} the data set {options.Dataset} (403).", address.Host,
                $"Open {page} while signed in and accept its terms if it asks. If it does not help: {NewToken}"),
            404 => new ClienteleException($"Kaggle has no data set {options.Dataset} (404).", address.Host, $"Check the name at {page}."),
            429 => new ClienteleException("Kaggle asks for fewer requests (429).", address.Host, $"Try again {Later(response)}; what was fetched is kept."),
            _ => new ClienteleException($"The server answered with status {status}.", address.Host, "Try again later."),
        };
    }

    private static string Later(HttpResponseMessage response) =>
        response.Headers.RetryAfter?.Delta is { } wait ? $"in {Math.Ceiling(wait.TotalSeconds):0} s" : "in a few minutes";

    private ClienteleException TooLarge(long bytes) => new(
        $"The archive has {bytes:N0} bytes or more; {options.MaxBytes:N0} are allowed.", options.Dataset, "Check that this is the data set you want.");
}
