namespace Clientele.Data.Guessing;

/// <summary>A file with what its columns were found to mean.</summary>
/// <param name="File">Header and first rows.</param>
/// <param name="Columns">Its columns with what their values look like.</param>
internal sealed record FileMeanings(FileSample File, IReadOnlyList<ColumnProfile> Columns)
{
    /// <summary>Columns by meaning; a meaning that no column has is not there.</summary>
    public IReadOnlyDictionary<Meaning, ColumnProfile> Found { get; init; } = new Dictionary<Meaning, ColumnProfile>();

    /// <summary>What decided where it was not the name: by meaning, for people.</summary>
    public IReadOnlyDictionary<Meaning, string> Reasons { get; init; } = new Dictionary<Meaning, string>();

    /// <summary>Columns that may be the price of a unit or of a line, best name first.</summary>
    public IReadOnlyList<(ColumnProfile Column, Meaning Kind, double Score)> Prices { get; init; } = [];

    /// <summary>What a person should know of this file.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>What makes the file unfit to be read as it is.</summary>
    public IReadOnlyList<string> Blockers { get; init; } = [];

    /// <summary>The column of a meaning; null when none has it.</summary>
    public ColumnProfile? this[Meaning meaning] => Found.GetValueOrDefault(meaning);

    /// <summary>File name.</summary>
    public string Name => File.Name;

    /// <summary>How many of the meanings the file has.</summary>
    public int Score(params Meaning[] meanings) => meanings.Count(Found.ContainsKey);

    /// <summary>The same file with another column for a meaning.</summary>
    public FileMeanings With(Meaning meaning, ColumnProfile column, string reason) => this with
    {
        Found = new Dictionary<Meaning, ColumnProfile>(Found) { [meaning] = column },
        Reasons = new Dictionary<Meaning, string>(Reasons) { [meaning] = reason },
    };
}
