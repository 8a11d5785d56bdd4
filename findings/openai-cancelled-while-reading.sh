#!/usr/bin/env bash
# OpenAI 2.13.0 for .NET (System.ClientModel 1.14.0): a call whose token is cancelled after the answer has come, while the client copies its body, ends in an
# ObjectDisposedException ("Cannot access a closed Stream") and not in an OperationCanceledException, which is lost.
# One would guess the latter, as for a token that is cancelled while the answer is waited for, and as the documentation of every asynchronous call says.
# Whoever puts a time limit on calls of a language model and catches OperationCanceledException to try again (or to count a time-out) sees now and then, on a
# busy machine, what looks like a defect of his own, and the run ends after calls that were paid.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > look.cs <<'CS'
#:package OpenAI@2.13.0
#:property PublishAot=false
using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using System.Text;
using OpenAI;
using OpenAI.Chat;

const string Answer = """{"id":"a","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"Yes."}}]}""";
using var stop = new CancellationTokenSource();
using var http = new HttpClient(new Server(Answer, stop));
var client = new ChatClient("m", new ApiKeyCredential("none"), new OpenAIClientOptions { Endpoint = new Uri("http://localhost/v1"), Transport = new HttpClientPipelineTransport(http), RetryPolicy = new ClientRetryPolicy(0) });
try
{
    await client.CompleteChatAsync([new UserChatMessage("Hello?")], cancellationToken: stop.Token);
    Console.WriteLine("an answer");
}
catch (Exception e)
{
    Console.WriteLine($"{typeof(ChatClient).Assembly.GetName().Version} {typeof(ClientPipeline).Assembly.GetName().Version}: {e.GetType().Name}: {e.Message}");
    return e is ObjectDisposedException ? 0 : 1;
}
return 1;

sealed class Server(string answer, CancellationTokenSource stop) : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(answer)) };
        stop.Cancel();
        return Task.FromResult(response);
    }
}
CS
dotnet run look.cs || { echo "changed: see above"; exit 1; }
echo "as seen: the cancellation is hidden behind a closed stream"
