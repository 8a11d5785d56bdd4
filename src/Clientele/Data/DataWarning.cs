namespace Clientele.Data;

/// <summary>Something about accepted rows that a person should look at: it may be right, and it may not.</summary>
/// <param name="Name">What kind of thing: <c>largest_customer</c>, <c>not_read</c>, <c>lines_at_zero</c> …</param>
/// <param name="Text">What was seen and which key of the mapping settles it, as a sentence.</param>
public sealed record DataWarning(string Name, string Text);
