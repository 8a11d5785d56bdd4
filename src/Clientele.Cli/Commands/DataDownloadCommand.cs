using System.CommandLine;
using Clientele.Data;

namespace Clientele.Cli.Commands;

/// <summary>Fetches the public Olist data with the user's own Kaggle key.</summary>
internal sealed class DataDownloadCommand : ToolCommand
{
    private readonly Option<string?> _out = Setting.Text("--out", "DIR", "Folder for the files. Created when missing; a broken download goes on where it stopped.", "./olist");
    private readonly Option<bool> _force = Setting.Switch("--force", "Fetch again what is already there.");

    public DataDownloadCommand()
        : base("download", "Fetch the Olist data (olistbr/brazilian-ecommerce, CC BY-NC-SA 4.0) from Kaggle with your key: ~/.kaggle/kaggle.json, or KAGGLE_USERNAME and KAGGLE_KEY.", "data download --out olist")
    {
        Add(_out);
        Add(_force);
        AddOutputOptions(writes: true);
    }

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var credentials = FindCredentials();
        var options = new KaggleDownloadOptions { Overwrite = arguments.GetValue(_force) };
        if (Environment.GetEnvironmentVariable("CLIENTELE_KAGGLE_URL") is { Length: > 0 } address)
            options = options with { BaseAddress = Uri.TryCreate(address, UriKind.Absolute, out var url) ? url : throw new ClienteleException($"CLIENTELE_KAGGLE_URL is not an address: {address}") };
        using var client = KaggleDownload.CreateClient();
        var folder = arguments.GetRequiredValue(_out)!;
        using var held = await Locks(arguments, terminal, cancellationToken)(folder);
        var fetched = await ProgressDisplay.ShowAsync(terminal, progress => KaggleDownload.RunAsync(folder, credentials, client, options, progress, cancellationToken));
        if (terminal.Json)
        {
            JsonOutput.Write(terminal, fetched);
            return ExitCode.Done;
        }
        terminal.Line($"{fetched.Files.Count} files in {fetched.Folder} ({Number.Bytes(fetched.Bytes)} fetched{(fetched.Resumed > 0 ? $", {Number.Bytes(fetched.Resumed)} of it before" : "")}).");
        terminal.Line("Olist's data are under CC BY-NC-SA 4.0: name the source, no commercial use, share alike.");
        terminal.Line();
        terminal.Line($"Next: clientele run --data {folder}");
        return ExitCode.Done;
    }

    private static KaggleCredentials FindCredentials()
    {
        var (user, key) = (Environment.GetEnvironmentVariable("KAGGLE_USERNAME"), Environment.GetEnvironmentVariable("KAGGLE_KEY"));
        if (!string.IsNullOrEmpty(user) && !string.IsNullOrEmpty(key))
            return new KaggleCredentials(user, key);
        var folder = Environment.GetEnvironmentVariable("KAGGLE_CONFIG_DIR") is { Length: > 0 } own ? own : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kaggle");
        var file = Path.Combine(folder, "kaggle.json");
        if (!File.Exists(file))
            throw new ClienteleException("there is no Kaggle key", file,
                "Make a token at https://www.kaggle.com/settings (API, Create New Token) and save it there, or set KAGGLE_USERNAME and KAGGLE_KEY. Without a key: clientele demo.");
        return KaggleCredentials.Parse(File.ReadAllText(file));
    }
}
