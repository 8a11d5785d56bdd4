namespace Clientele.EndToEnd.Tests;

/// <summary>A fenced block of a Markdown page.</summary>
/// <param name="Kind">What stands behind the fence: <c>bash</c>, <c>csharp</c>.</param>
/// <param name="File">The file that the block is, where the fence names one; else empty.</param>
/// <param name="Text">Its lines.</param>
internal sealed record ReadmeBlock(string Kind, string File, string Text)
{
    /// <summary>All blocks of a page, in order.</summary>
    public static IReadOnlyList<ReadmeBlock> Of(string page)
    {
        var blocks = new List<ReadmeBlock>();
        List<string>? inside = null;
        var fence = "";
        foreach (var line in System.IO.File.ReadLines(page))
        {
            if (!line.StartsWith("```", StringComparison.Ordinal))
                inside?.Add(line);
            else if (inside is null)
                (inside, fence) = ([], line[3..].Trim());
            else
            {
                var words = fence.Split(' ', 2);
                blocks.Add(new ReadmeBlock(words[0], words.Length > 1 ? words[1] : "", string.Join('\n', inside) + "\n"));
                inside = null;
            }
        }
        return blocks;
    }
}
