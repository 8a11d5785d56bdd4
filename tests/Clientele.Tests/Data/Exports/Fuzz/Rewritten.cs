using System.Text;

namespace Clientele.Tests.Data.Exports.Fuzz;

// The same table in other bytes.

/// <summary>UTF-16 of either order, UTF-8 with its mark, Windows-1252 where that has all characters.</summary>
internal sealed class OtherEncoding : Mutation
{
    public override string Name => "other encoding";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var text = export.File.Text();
        var windows = ExportStyle.Windows1252;
        List<(string Name, Encoding Encoding)> encodings =
            [("utf-8 with its mark", ExportStyle.Utf8Marked), ("utf-16 LE", ExportStyle.Utf16),
                ("utf-16 BE", new UnicodeEncoding(bigEndian: true, byteOrderMark: true))];
        if (windows.GetString(windows.GetBytes(text)) == text)
            encodings.Add(("windows-1252", windows));
        encodings.RemoveAll(each => each.Encoding.Equals(export.File.Style.Encoding));
        var (name, encoding) = encodings[random.NextInt32(encodings.Count)];
        return export.Harmless(export.File with { Style = export.File.Style with { Encoding = encoding } }, name);
    }
}

internal sealed class OtherDelimiter : Mutation
{
    public override string Name => "other delimiter";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var others = new[] { ",", ";", "\t", "|" }.Where(delimiter => delimiter != export.File.Style.Delimiter).ToList();
        var delimiter = others[random.NextInt32(others.Count)];
        var style = export.File.Style with { Delimiter = delimiter, Above = [], Quotes = Quoting(export.File.Style.Quotes) };
        return export.Harmless(export.File with { Style = style }, delimiter == "\t" ? "tab" : delimiter);
    }

    // Who never quotes can only separate with tabs.
    public static ExportQuotes Quoting(ExportQuotes quotes) => quotes == ExportQuotes.None ? ExportQuotes.Needed : quotes;
}

internal sealed class OtherLineEnds : Mutation
{
    public override string Name => "other line ends";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var others = new[] { "\n", "\r\n", "\r", "\r\r\n" }.Where(end => end != export.File.Style.NewLine).ToList();
        var end = others[random.NextInt32(others.Count)];
        return export.Harmless(export.File with { Style = export.File.Style with { NewLine = end } },
            end.Replace("\r", "CR ", StringComparison.Ordinal).Replace("\n", "LF", StringComparison.Ordinal));
    }
}

/// <summary>What a report's writer puts above its table.</summary>
internal sealed class TitlesAbove : Mutation
{
    private static readonly string[][] Titles =
        [["Sales report"], ["Sales report 2025", ""], ["Made Up Ltd.", "Orders by line, 2024-02-01 to 2025-08-31", ""], ["", ""],
            ["# exported by shop-tool 4.2"]];

    public override string Name => "titles above the header";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var titles = Titles[random.NextInt32(Titles.Length)];
        return export.Harmless(export.File with { Style = export.File.Style with { Above = [.. titles, .. export.File.Style.Above] } },
            $"{titles.Length} lines");
    }
}

/// <summary>sep=; as Excel writes and reads it.</summary>
internal sealed class SeparatorLine : Mutation
{
    public override string Name => "sep= above the header";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var delimiter = random.NextBoolean(0.5) ? ";" : export.File.Style.Delimiter;
        var style = export.File.Style with
        {
            Delimiter = delimiter,
            Above = [$"sep={delimiter}"],
            Quotes = OtherDelimiter.Quoting(export.File.Style.Quotes)
        };
        return export.Harmless(export.File with { Style = style }, style.Above[0]);
    }
}

internal sealed class AllQuoted : Mutation
{
    public override string Name => "every cell in quotation marks";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random) => export.File.Style.Quotes == ExportQuotes.All ? null
        : export.Harmless(export.File with { Style = export.File.Style with { Quotes = ExportQuotes.All } }, "all");
}

internal sealed class Gzipped : Mutation
{
    public override string Name => "gzip";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random) =>
        export.Harmless(export.File with { Name = export.File.Name + ".gz", Style = export.File.Style with { Gzip = true } },
            export.File.Name + ".gz");
}

/// <summary>A file a month, or as many rows as a system exports at a time: an order may lie across the cut.</summary>
internal sealed class InParts : Mutation
{
    public override string Name => "in several files";

    public override MutatedExport? Apply(ExportCase export, SeededRandom random)
    {
        var (file, parts) = (export.File, 2 + random.NextInt32(2));
        var (stem, ending) = (Path.GetFileNameWithoutExtension(file.Name), Path.GetExtension(file.Name));
        var files = Enumerable.Range(0, parts).Select(part => file with
        {
            Name = $"{stem}_{part + 1}{ending}",
            Rows = [.. file.Rows.Skip(part * file.Rows.Count / parts)
                .Take(((part + 1) * file.Rows.Count / parts) - (part * file.Rows.Count / parts))],
        });
        return new MutatedExport([.. files.Select(part => (part.Name, part.Bytes()))], $"{parts} files");
    }
}
