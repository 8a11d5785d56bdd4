using System.Text.RegularExpressions;

namespace Clientele.EndToEnd.Tests.Documents;

/// <summary>A fenced block of a Markdown page.</summary>
/// <param name="Kind">The first word behind the fence: <c>bash</c>, <c>csharp</c>.</param>
/// <param name="Name">The second: a file that the block is, or <c>example</c>; empty when there is none.</param>
/// <param name="Content">Its lines.</param>
internal sealed partial record DocumentBlock(string Kind, string Name, string Content)
{
    /// <summary>All blocks of a page, in order.</summary>
    /// <param name="page">Path below the repository.</param>
    public static async Task<IReadOnlyList<DocumentBlock>> OfAsync(string page)
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Tool.Repository, page), TestContext.Current.CancellationToken);
        return [.. Fenced().Matches(text.ReplaceLineEndings("\n"))
            .Select(block => new DocumentBlock(block.Groups["kind"].Value, block.Groups["name"].Value, block.Groups["content"].Value))];
    }

    /// <summary>Writes it as the file that it names.</summary>
    /// <param name="folder">Where to.</param>
    public Task WriteAsync(string folder)
    {
        var path = Path.Combine(folder, Name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return File.WriteAllTextAsync(path, Content, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"^```(?<kind>[a-z]*)( (?<name>[\w./-]+))?\n(?<content>.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fenced();
}
