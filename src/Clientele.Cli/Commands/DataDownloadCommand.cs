using System.CommandLine;

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
        AddOutputOptions();
    }

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult arguments, Terminal terminal, CancellationToken cancellationToken) => throw new ClienteleException("This command is not wired yet.");
}
