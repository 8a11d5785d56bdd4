using System.Globalization;
using Clientele.Stub.Accounts;
using Clientele.Stub.Answers;
using Clientele.Stub.Requests;

namespace Clientele.Stub.Endpoints;

/// <summary>Sends an error in the form of an endpoint.</summary>
internal delegate Task ErrorSender(HttpContext context, int status, string type, string message);

/// <summary>Makes the body of an answer in the form of an endpoint.</summary>
internal delegate ReadOnlyMemory<byte> AnswerWriter(StubRequest request, StubAnswer answer, StubUsage usage);

/// <summary>From a request that was read to the end of its response: rate limit, transport faults, time, answer, log.</summary>
internal sealed class AnswerExchange(StubOptions options, StubModel model, PromptCache cache, StubLog log, TokenBucket bucket)
{
    /// <summary>Answers one request, or fails as drawn.</summary>
    public async Task RunAsync(HttpContext context, string kind, StubRequest request, AnswerWriter write, ErrorSender fail)
    {
        if (!bucket.TryTake(out var wait))
        {
            await LimitAsync(context, kind, request, wait, fail);
            return;
        }
        var attempt = log.Attempt(request.Content);
        if (await FailedAsync(context, kind, request, attempt, fail) || !await WaitedAsync(context, kind, request, attempt))
            return;
        var answer = model.Answer(request);
        var usage = cache.Account(request, answer);
        var body = write(request, answer, usage);
        var type = request.Stream ? "text/event-stream; charset=utf-8" : "application/json";
        if (Hits(StubFault.HalfBody, request, attempt))
        {
            log.Record(kind, request.Content, StubOutcome.HalfBody, usage);
            await SendHalfAsync(context, type, body);
            return;
        }
        // Logged before the last byte leaves, so that a client that has its answer also finds it in the log.
        log.Record(kind, request.Content, StubOutcome.Answered, usage);
        try
        {
            await ApiWriter.SendAsync(context, StatusCodes.Status200OK, type, body);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException)
        {
            log.Retract(kind, request.Content, usage);
        }
    }

    private Task LimitAsync(HttpContext context, string kind, StubRequest request, int? retryAfterSeconds, ErrorSender fail)
    {
        log.Record(kind, request.Content, "429");
        if (retryAfterSeconds is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return fail(context, StatusCodes.Status429TooManyRequests, "rate_limit_error", "This request would exceed the rate limit of your organization.");
    }

    private async Task<bool> FailedAsync(HttpContext context, string kind, StubRequest request, int attempt, ErrorSender fail)
    {
        if (Hits(StubFault.RateLimited, request, attempt))
        {
            await LimitAsync(context, kind, request, options.RetryAfterSeconds, fail);
        }
        else if (Hits(StubFault.RateLimitedBare, request, attempt))
        {
            await LimitAsync(context, kind, request, null, fail);
        }
        else if (Hits(StubFault.Overloaded, request, attempt))
        {
            log.Record(kind, request.Content, "529");
            await fail(context, 529, "overloaded_error", "Overloaded");
        }
        else if (Hits(StubFault.ServerError, request, attempt))
        {
            log.Record(kind, request.Content, "500");
            await fail(context, StatusCodes.Status500InternalServerError, "api_error", "Internal server error");
        }
        else if (Hits(StubFault.Dropped, request, attempt))
        {
            log.Record(kind, request.Content, StubOutcome.Dropped);
            context.Abort();
        }
        else
        {
            return false;
        }
        return true;
    }

    private async Task<bool> WaitedAsync(HttpContext context, string kind, StubRequest request, int attempt)
    {
        var time = options.Latency + (Hits(StubFault.Slow, request, attempt) ? options.SlowDelay : TimeSpan.Zero);
        if (time > TimeSpan.Zero)
            await Task.Delay(time, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (options.Gate is { } gate)
            await gate.WaitAsync(context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!context.RequestAborted.IsCancellationRequested)
            return true;
        log.Record(kind, request.Content, StubOutcome.Abandoned);
        return false;
    }

    /// <summary>The server closes the connection when less than the announced length was written; an abort would take the half back as well.</summary>
    private static async Task SendHalfAsync(HttpContext context, string type, ReadOnlyMemory<byte> body)
    {
        ApiWriter.Begin(context, StatusCodes.Status200OK, type);
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body[..(body.Length / 2)], context.RequestAborted);
    }

    private bool Hits(StubFault fault, StubRequest request, int attempt) => StubDraw.Hits(options, fault, request.Content, attempt);
}
