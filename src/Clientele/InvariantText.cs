namespace Clientele;

/// <summary>Text for reports: numbers are written alike in every culture.</summary>
internal static class InvariantText
{
    /// <summary>The text, with decimal points and commas between thousands.</summary>
    public static string Text(FormattableString text) => FormattableString.Invariant(text);
}
