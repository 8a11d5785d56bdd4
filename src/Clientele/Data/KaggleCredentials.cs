using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Clientele.Data;

/// <summary>A user's name and key for Kaggle's API. The key is never printed: <see cref="object.ToString"/> leaves it out.</summary>
public sealed record KaggleCredentials
{
    private const string How = "Make a new token at https://www.kaggle.com/settings (API, Create New Token) and save it as ~/.kaggle/kaggle.json, "
        + "or set KAGGLE_USERNAME and KAGGLE_KEY.";

    /// <summary>Checks and keeps a name and a key; white space around them is dropped.</summary>
    /// <exception cref="ClienteleException">One of them is empty or holds a character that no Kaggle name or key has.</exception>
    public KaggleCredentials(string username, string key)
    {
        ArgumentNullException.ThrowIfNull(username);
        ArgumentNullException.ThrowIfNull(key);
        (Username, Key) = (username.Trim(), key.Trim());
        if (Username.Length == 0 || Username.Any(c => c == ':' || char.IsControl(c) || char.IsWhiteSpace(c)))
            throw new ClienteleException("The Kaggle user name is empty or malformed.", hint: How);
        if (Key.Length == 0 || Key.Any(c => !char.IsAscii(c) || char.IsControl(c) || char.IsWhiteSpace(c)))
            throw new ClienteleException("The Kaggle key is empty or malformed.", hint: How);
    }

    /// <summary>The user's name on Kaggle.</summary>
    public string Username { get; }

    /// <summary>The secret.</summary>
    internal string Key { get; }

    /// <summary>Reads the content of <c>kaggle.json</c>: an object with <c>username</c> and <c>key</c>.</summary>
    /// <exception cref="ClienteleException">It is not such an object. The message quotes nothing of the text.</exception>
    public static KaggleCredentials Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("username", out var username) && username.ValueKind == JsonValueKind.String
                && document.RootElement.TryGetProperty("key", out var key) && key.ValueKind == JsonValueKind.String)
                return new(username.GetString()!, key.GetString()!);
        }
        catch (JsonException)
        {
            // The parser's own message may quote the text, and so the key: it is not passed on.
        }
        throw new ClienteleException("The Kaggle credentials are not a JSON object with the texts username and key.", "kaggle.json", How);
    }

    /// <summary>HTTP basic authentication.</summary>
    internal AuthenticationHeaderValue Header() => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Username}:{Key}")));

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Username = ").Append(Username).Append(", Key = ***");
        return true;
    }
}
