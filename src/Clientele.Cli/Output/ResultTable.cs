using Spectre.Console;

namespace Clientele.Cli;

/// <summary>A table as this program draws them: a heading, thin rules, numbers to the right, at most 100 columns unless a name
/// in it is longer.</summary>
internal sealed class ResultTable
{
    // A column of words is broken into lines, but not into single letters.
    private const int LeastWords = 12, GapWidth = 2;

    private static readonly Padding Gap = new(0, 0, GapWidth, 0);

    private readonly Table _table = new Table().MinimalistBorder();
    private readonly List<(bool Wraps, int Widest)> _columns = [];

    /// <summary>Adds a column of words.</summary>
    public ResultTable Words(string header, bool wrap = true)
    {
        _table.AddColumn(new TableColumn(new Text(header)) { NoWrap = !wrap, Padding = Gap });
        _columns.Add((wrap, header.Length));
        return this;
    }

    /// <summary>Adds a column of numbers.</summary>
    public ResultTable Numbers(string header)
    {
        _table.AddColumn(new TableColumn(new Text(header)) { NoWrap = true, Alignment = Justify.Right, Padding = Gap });
        _columns.Add((false, header.Length));
        return this;
    }

    /// <summary>Adds a row; texts are shown as they are.</summary>
    public ResultTable Row(params IReadOnlyList<string> cells)
    {
        for (var i = 0; i < cells.Count; i++)
            _columns[i] = _columns[i] with { Widest = Math.Max(_columns[i].Widest, cells[i].Split('\n').Max(line => line.Length)) };
        _table.AddRow(cells.Select(cell => (Spectre.Console.Rendering.IRenderable)new Text(Terminal.Printable(cell))));
        return this;
    }

    /// <summary>Writes the table with its heading to the results.</summary>
    public void Write(Terminal terminal, string heading)
    {
        terminal.Heading(heading);
        var profile = terminal.Results.Profile;
        var usual = profile.Width;
        // What may not be broken makes a table wider than usual, rather than going: the name of a file, a run's.
        profile.Width = Math.Max(usual, _columns.Sum(column =>
            (column.Wraps ? Math.Min(column.Widest, LeastWords) : column.Widest) + GapWidth));
        terminal.Results.Write(_table);
        profile.Width = usual;
    }
}
