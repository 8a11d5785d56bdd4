using System.Globalization;
using Clientele.Data;

namespace Clientele.Validation;

/// <summary>The command line that repeats a validation, made from its plan alone. It can be shown to anybody: keys are no options, folders are named by a word in capitals, and
/// files by their names.</summary>
internal static class FidelityCommand
{
    private const string Plain = "@%+=:,./-_";

    /// <summary>Arguments of <c>clientele validate</c>, one an entry and not quoted.</summary>
    /// <param name="mapping">The shop's mapping.</param>
    /// <param name="plan">What was validated.</param>
    /// <param name="otherCustomers">Whether customers of other transactions were scored.</param>
    public static IReadOnlyList<string> Of(Mapping mapping, FidelityPlan plan, bool otherCustomers)
    {
        static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
        var (set, own) = plan.Features.Name.Split('+', 2) is [var first, _] ? (first, true) : (plan.Features.Name, false);
        return
        [
            "--data", "DATA", "--mapping", MappingFile.Shipped.Contains(mapping.Name, StringComparer.Ordinal) ? mapping.Name : "mapping.yaml",
            .. otherCustomers ? ["--test-data", "OTHER"] : Array.Empty<string>(),
            "--feature-set", set, .. own ? ["--features", "FEATURES"] : Array.Empty<string>(),
            "--k", Number(plan.Segmentation.K),
            .. plan.Options,
            .. plan.Agent.Questions is { } questions ? ["--questions", Number(questions)] : Array.Empty<string>(),
            .. plan.Outcomes is { } past ? ["--outcomes", Path.GetFileName(past.File)] : Array.Empty<string>(),
            .. plan.Truth is not null ? ["--world-truth", "DATA/truth.json"] : Array.Empty<string>(),
            "--seed", Number(plan.Seed), "--out", "STUDY",
        ];
    }

    /// <summary>Arguments as a POSIX shell reads them back: what is not plain stands in single quotes, and control characters, which could begin another line, are blanks.</summary>
    public static string Shell(IEnumerable<string> arguments) => string.Join(' ', arguments.Select(argument =>
        argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || Plain.Contains(c, StringComparison.Ordinal)) ? argument
        : $"'{string.Concat(argument.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Replace("'", "'\\''", StringComparison.Ordinal)}'"));
}
