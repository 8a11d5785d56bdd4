namespace Clientele.Data;

/// <summary>A row of an input file that could not be read or that contradicts another.</summary>
/// <param name="File">File name without folder.</param>
/// <param name="Line">Physical line, 1-based, on which the row starts (the header is line 1).</param>
/// <param name="Column">Column at fault as the file names it; empty when the whole row is.</param>
/// <param name="Value">The value found, cut to 200 characters; empty when there is none.</param>
/// <param name="Reason">Why it was rejected, in words.</param>
public sealed record RejectedRow(string File, long Line, string Column, string Value, string Reason);
