using System.Security.Cryptography;
using System.Text.Json;
using Clientele.Studio.Security;

namespace Clientele.Studio.Work;

/// <summary>The requests of a study: <c>studio/requests/*.json</c>.</summary>
internal sealed class RequestFiles(string study, string studio)
{
    private string Folder => Path.Combine(studio, "requests");

    /// <summary>An id that no other request has.</summary>
    public static string NewId(DateTimeOffset at) => $"{at.UtcDateTime:yyyyMMddHHmmss}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(3))}";

    /// <summary>Writes one, whole or not at all.</summary>
    public void Save(ScenarioRequest request) =>
        WholeFile.Write(StudyFile.Require(study, Of(request.Id)), stream => JsonSerializer.Serialize(stream, request, JsonFormat.Options));

    /// <summary>One request; null when there is none of this id.</summary>
    /// <exception cref="ClienteleException">The file is damaged.</exception>
    public ScenarioRequest? Find(string id) =>
        id.Length is > 0 and <= 40 && id.All(char.IsAsciiHexDigitLower) && StudyFile.Inside(study, Of(id)) is { } file && File.Exists(file) ? Read(file) : null;

    /// <summary>All that can be read, the newest first; a damaged one is left out and noted.</summary>
    /// <param name="damaged">Told the name of each file that cannot be read.</param>
    public IReadOnlyList<ScenarioRequest> All(Action<string>? damaged = null)
    {
        if (StudyFile.Inside(study, Folder) is not { } folder || !Directory.Exists(folder))
            return [];
        var requests = new List<ScenarioRequest>();
        foreach (var file in StudyFile.Listing(folder, () => new DirectoryInfo(folder).GetFiles("*.json")).Where(file => file.LinkTarget is null))
            try
            {
                requests.Add(Read(file.FullName));
            }
            catch (ClienteleException)
            {
                damaged?.Invoke(file.Name);
            }
        return [.. requests.OrderByDescending(request => request.At)];
    }

    private string Of(string id) => Path.Combine(Folder, id + ".json");

    private static ScenarioRequest Read(string file) => JsonFormat.Read<ScenarioRequest>(file, ScenarioRequest.SchemaName, "the scenario in the studio");
}
