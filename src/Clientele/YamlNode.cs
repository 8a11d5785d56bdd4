namespace Clientele;

/// <summary>A place in a YAML file: line and column from 1, character index from 0; <see cref="Outside"/> for values that come from elsewhere.</summary>
internal readonly record struct Position(int Line, int Column, int Index)
{
    public static Position Outside { get; } = new(0, 0, -1);
}

/// <summary>A YAML file as a tree that remembers where everything stands. Immutable: an override makes a new tree.</summary>
internal abstract record YamlNode(Position At)
{
    /// <summary>What it is, for messages.</summary>
    public abstract string Kind { get; }

    /// <summary>A value as written. Only a plain one (not quoted, no block) can be a number or a truth value.</summary>
    public sealed record Scalar(string Value, bool Plain, Position At) : YamlNode(At)
    {
        public override string Kind => Value.Length == 0 ? "nothing" : $"\"{Words.Cut(Value, 40)}\"";
    }

    /// <summary>Keys and values in the order of the file; keys are unique.</summary>
    public sealed record Map(IReadOnlyList<Entry> Entries, Position At) : YamlNode(At)
    {
        public override string Kind => "a mapping";

        public YamlNode? this[string key] => Entries.FirstOrDefault(entry => entry.Key == key)?.Value;

        /// <summary>The same mapping with one value replaced or added.</summary>
        public Map With(string key, YamlNode value)
        {
            var entry = new Entry(key, value.At, value);
            return this with
            {
                Entries = this[key] is null ? [.. Entries, entry] : [.. Entries.Select(old => old.Key == key ? old with { Value = value } : old)],
            };
        }
    }

    /// <summary>A list.</summary>
    public sealed record List(IReadOnlyList<YamlNode> Items, Position At) : YamlNode(At)
    {
        public override string Kind => "a list";
    }

    /// <summary>One key of a mapping and its value.</summary>
    public sealed record Entry(string Key, Position At, YamlNode Value);
}
