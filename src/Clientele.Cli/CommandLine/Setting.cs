using System.CommandLine;
using System.Globalization;

namespace Clientele.Cli;

/// <summary>Makes options whose help always says the default.</summary>
internal static class Setting
{
    /// <summary>An option with a text value.</summary>
    /// <param name="name">Name with dashes.</param>
    /// <param name="valueName">What stands for the value in help: <c>DIR</c>, <c>NAME</c>.</param>
    /// <param name="description">One or two sentences.</param>
    /// <param name="defaultValue">Value when the option is absent.</param>
    /// <param name="defaultText">The default in help, when the value itself does not say it.</param>
    public static Option<string?> Text(string name, string valueName, string description, string? defaultValue, string? defaultText = null) => new(name)
    {
        HelpName = valueName,
        Description = WithDefault(description, defaultText ?? defaultValue ?? "none"),
        DefaultValueFactory = _ => defaultValue,
    };

    /// <summary>An option whose text <paramref name="parse"/> reads; it throws <see cref="FormatException"/> with what would be right.</summary>
    /// <remarks>What is read is never null: the command-line library ends in an exception when a parser returns it.</remarks>
    public static Option<T> Parsed<T>(
        string name, string valueName, string description, T defaultValue, string defaultText, Func<string, T> parse)
        where T : notnull
    {
        var option = ParsedIfGiven(name, valueName, description, defaultText, parse);
        option.DefaultValueFactory = _ => defaultValue;
        return option;
    }

    /// <summary>An option that is read like <see cref="Parsed"/> and may be left out altogether.</summary>
    /// <param name="name">Name with dashes.</param>
    /// <param name="valueName">What stands for the value in help.</param>
    /// <param name="description">One or two sentences.</param>
    /// <param name="without">What happens then, as the default in help.</param>
    /// <param name="parse">Reads the text.</param>
    public static Option<T> ParsedIfGiven<T>(string name, string valueName, string description, string without, Func<string, T> parse)
        where T : notnull => new(name)
        {
            HelpName = valueName,
            Description = WithDefault(description, without),
            CustomParser = result =>
            {
                var text = result.Tokens.Count == 0 ? "" : result.Tokens[^1].Value;
                try
                {
                    return parse(text);
                }
                catch (FormatException problem)
                {
                    result.AddError($"\"{text}\" is not a value for {name}: {problem.Message}");
                    return default;
                }
            },
        };

    /// <summary>A whole number of at least <paramref name="least"/>.</summary>
    public static Option<int> Number(string name, string description, int defaultValue, int least, string? defaultText = null) =>
        Parsed(name, "N", description, defaultValue, defaultText ?? defaultValue.ToString(CultureInfo.InvariantCulture), text => WholeNumber(text, least));

    /// <summary>An option that must be given.</summary>
    public static Option<string> Required(string name, string valueName, string description) => new(name)
    {
        HelpName = valueName,
        Description = $"{description} [required]",
        Required = true,
    };

    /// <summary>An option that may be left out altogether.</summary>
    /// <param name="name">Name with dashes.</param>
    /// <param name="valueName">What stands for the value in help.</param>
    /// <param name="description">One or two sentences.</param>
    /// <param name="without">What happens then, as the default in help.</param>
    public static Option<string> Optional(string name, string valueName, string description, string without) => new(name)
    {
        HelpName = valueName,
        Description = WithDefault(description, without),
    };

    /// <summary>An option without a value; off when absent.</summary>
    public static Option<bool> Switch(string name, string description, params string[] aliases) => new(name, aliases)
    {
        Description = WithDefault(description, "off"),
        Arity = ArgumentArity.Zero,
    };

    /// <summary>Those of some options that stand on the command line, with their values as they were given: what a command has to be told again.</summary>
    public static IReadOnlyList<string> Given(ParseResult arguments, params ReadOnlySpan<Option> options)
    {
        var given = new List<string>();
        foreach (var option in options)
            if (arguments.GetResult(option) is { IdentifierToken: not null } result)
                given.AddRange([option.Name, .. result.Tokens.Select(token => token.Value)]);
        return given;
    }

    /// <summary>Reads a whole number, thousands separated by commas or not.</summary>
    /// <exception cref="FormatException">It is not a number, or less than <paramref name="least"/>.</exception>
    public static int WholeNumber(string text, int least) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var value) && value >= least
            ? value
            : throw new FormatException($"give a whole number of at least {least.ToString(CultureInfo.InvariantCulture)}.");

    private static string WithDefault(string description, string value) => $"{description} [default: {value}]";
}
