namespace Clientele.Stub.Raw;

/// <summary>A request that a <see cref="RawServer"/> has read to its end.</summary>
/// <param name="Number">Its place among all requests, from 1.</param>
/// <param name="Method">GET, POST.</param>
/// <param name="Path">Path and query.</param>
/// <param name="Head">Request line and headers, as they came.</param>
/// <param name="Body">Body, as text.</param>
public sealed record RawRequest(int Number, string Method, string Path, string Head, string Body);
