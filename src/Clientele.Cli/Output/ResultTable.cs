using Spectre.Console;

namespace Clientele.Cli;

/// <summary>A table as this program draws them: a heading, thin rules, numbers to the right, at most 100 columns.</summary>
internal sealed class ResultTable
{
    private static readonly Padding Gap = new(0, 0, 2, 0);

    private readonly Table _table = new Table().MinimalistBorder();

    /// <summary>Adds a column of words.</summary>
    public ResultTable Words(string header, bool wrap = true)
    {
        _table.AddColumn(new TableColumn(new Text(header)) { NoWrap = !wrap, Padding = Gap });
        return this;
    }

    /// <summary>Adds a column of numbers.</summary>
    public ResultTable Numbers(string header)
    {
        _table.AddColumn(new TableColumn(new Text(header)) { NoWrap = true, Alignment = Justify.Right, Padding = Gap });
        return this;
    }

    /// <summary>Adds a row; texts are shown as they are.</summary>
    public ResultTable Row(params IReadOnlyList<string> cells)
    {
        _table.AddRow(cells.Select(cell => (Spectre.Console.Rendering.IRenderable)new Text(Terminal.Printable(cell))));
        return this;
    }

    /// <summary>Writes the table with its heading to the results.</summary>
    public void Write(Terminal terminal, string heading)
    {
        terminal.Heading(heading);
        terminal.Results.Write(_table);
    }
}
