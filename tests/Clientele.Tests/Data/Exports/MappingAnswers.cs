using System.Text.RegularExpressions;
using Clientele.Data;

namespace Clientele.Tests.Data.Exports;

/// <summary>Sets the keys of a guessed mapping that the files leave open, as a person would in an editor.</summary>
internal static partial class MappingAnswers
{
    /// <summary>The mapping's text with every key that is <c>ambiguous, please set</c> and known to the answers set; others are left as
    /// they
    /// are.</summary>
    /// <param name="yaml">The guess.</param>
    /// <param name="answers">Values by key: <c>date_format</c>, or with section and column <c>items.decimal.Price</c>. The longest that
    /// fits
    /// is taken.</param>
    /// <param name="open">Keys without an answer.</param>
    public static string Answer(string yaml, IReadOnlyDictionary<string, string> answers, out IReadOnlyList<string> open)
    {
        var left = new List<string>();
        var lines = yaml.Split('\n');
        // Where a line stands: the keys above it that are less far to the right.
        var path = new Stack<(int Indent, string Key)>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (KeyOf().Match(lines[i]) is not { Success: true } line)
                continue;
            while (path.Count > 0 && path.Peek().Indent >= line.Groups[1].Length)
                path.Pop();
            path.Push((line.Groups[1].Length, Unquote(line.Groups[2].Value)));
            var key = string.Join('.', path.Reverse().Select(part => part.Key));
            // In one line there may be a map of columns: decimal: { Price: ambiguous, please set }.
            lines[i] = Question().Replace(lines[i], question =>
            {
                var own = Unquote(question.Groups[1].Value);
                var whole = own == path.Peek().Key ? key : $"{key}.{own}";
                if (Find(answers, whole) is { } answer)
                    return $"{question.Groups[1].Value}: {answer}";
                left.Add(whole);
                return question.Value;
            });
        }
        open = left;
        return string.Join('\n', lines);
    }

    // items.decimal.Price, then items.decimal and decimal.Price, then each word.
    private static string? Find(IReadOnlyDictionary<string, string> answers, string key)
    {
        var parts = key.Split('.');
        for (var length = parts.Length; length > 0; length--)
            for (var start = parts.Length - length; start >= 0; start--)
                if (answers.TryGetValue(string.Join('.', parts[start..(start + length)]), out var answer))
                    return answer;
        return null;
    }

    private static string Unquote(string text) => text.Trim().Trim('"', '\'');

    [GeneratedRegex("""^((?:\s|- )*)("[^"]*"|[^\s#"{][^:#]*):""")]
    private static partial Regex KeyOf();

    [GeneratedRegex($"""("[^"]*"|[^\s#"{"{"},:-][^:#"{"{"},]*): *"?{MappingFile.Ambiguous}"?""")]
    private static partial Regex Question();
}
