namespace Clientele.Data;

/// <summary>A rule of the mapping that leaves rows out on purpose; counted apart from rejected rows.</summary>
/// <param name="Rule">Name in every count: <c>status</c>, <c>cancelled</c>, <c>returned</c>, <c>postage</c> …</param>
/// <param name="Column">Column of the table's own file.</param>
/// <param name="Test">What is tested.</param>
/// <param name="Values">Words compared with; one for <see cref="ExclusionTest.StartsWith"/>, none for <see cref="ExclusionTest.IsNegative"/>
/// and <see cref="ExclusionTest.IsEmpty"/>.</param>
public sealed record ExclusionRule(string Rule, string Column, ExclusionTest Test, IReadOnlyList<string> Values);

/// <summary>How an <see cref="ExclusionRule"/> looks at its column.</summary>
public enum ExclusionTest
{
    /// <summary>The value is one of the words.</summary>
    In,

    /// <summary>The value is none of the words.</summary>
    NotIn,

    /// <summary>The value starts with the word.</summary>
    StartsWith,

    /// <summary>The value is a number below zero.</summary>
    IsNegative,

    /// <summary>The value is empty.</summary>
    IsEmpty,
}
