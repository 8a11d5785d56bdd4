using System.Security.Cryptography;
using System.Text;

namespace Clientele.Data;

/// <summary>A shop's accepted transactions in canonical form, and what became of every row: the output of stage 1.</summary>
/// <remarks>Holds an embedded database; dispose it when no later stage needs it. Not for use from two threads at once.</remarks>
public sealed partial class Transactions : IDisposable
{
    private readonly bool _ownsDatabase;

    internal Transactions(Mapping mapping, IReadOnlyList<FileAccount> files, IReadOnlyList<RejectedRow> rejected, DuckDb database)
        : this(mapping, files, rejected, database, CustomerGroup.All, before: null, ownsDatabase: true) { }

    private Transactions(
        Mapping mapping, IReadOnlyList<FileAccount> files, IReadOnlyList<RejectedRow> rejected, DuckDb database, CustomerGroup group, DateTime? before, bool ownsDatabase)
    {
        (Mapping, Files, Rejected, Database, Group, Before, _ownsDatabase) = (mapping, files, rejected, database, group, before, ownsDatabase);
        Select();
        Customers = Database.Count("SELECT count(*) FROM customers");
        Orders = Database.Count("SELECT count(*) FROM orders");
        Database.Query("SELECT min(ordered_at), max(ordered_at) FROM orders", row =>
            (FirstOrder, LastOrder) = row.IsDBNull(0) ? (DateTime.MinValue, DateTime.MinValue) : (row.GetDateTime(0), row.GetDateTime(1)));
    }

    /// <summary>How the files were read.</summary>
    public Mapping Mapping { get; }

    /// <summary>SHA-256 over the hashes of the input files and the mapping, lower-case hexadecimal: equal data read in the same way, in whatever order of files.</summary>
    public string DataSha256 => HashOf(Files.Select(file => file.Sha256), Mapping.Sha256);

    /// <summary>What became of every row, by file.</summary>
    public IReadOnlyList<FileAccount> Files { get; }

    /// <summary>Every rejected row.</summary>
    public IReadOnlyList<RejectedRow> Rejected { get; }

    /// <summary>What a person should look at before the rows are trusted; empty when there is nothing.</summary>
    public IReadOnlyList<DataWarning> Warnings { get; internal init; } = [];

    /// <summary>Sums over all accepted rows of the shop, whichever group of customers this is.</summary>
    public TransactionTotals Totals { get; internal init; } = null!;

    /// <summary>The day on which the data were read: what decides which orders are too late to be believed; null = it was not said.</summary>
    public DateOnly? ReadOn { get; internal init; }

    /// <summary>Which customers these transactions are of.</summary>
    public CustomerGroup Group { get; }

    /// <summary>Only orders placed before this are among them, shop's local time; null = all. An order without a date is not before anything.</summary>
    public DateTime? Before { get; }

    /// <summary>Customers with at least one accepted order.</summary>
    public long Customers { get; }

    /// <summary>Accepted orders with at least one accepted item.</summary>
    public long Orders { get; }

    /// <summary>Time of the first accepted order, shop's local time; <see cref="DateTime.MinValue"/> if there is none.</summary>
    public DateTime FirstOrder { get; private set; }

    /// <summary>Time of the last accepted order.</summary>
    public DateTime LastOrder { get; private set; }

    internal DuckDb Database { get; }

    /// <summary><see cref="DataSha256"/> of files and a mapping that are known by their hashes.</summary>
    internal static string HashOf(IEnumerable<string> files, string mapping) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', files.Order(StringComparer.Ordinal).Append(mapping)))));

    /// <summary>The same transactions restricted to part of the customers: a deterministic 60/20/20 split by a hash (MD5) of the customer id,
    /// so that features and models of one part have seen nothing of another. Shares this object's database.</summary>
    public Transactions For(CustomerGroup group) => For(group, null);

    /// <summary>As <see cref="For(CustomerGroup)"/>, and of their orders only those placed before a time: what could be known then.</summary>
    internal Transactions For(CustomerGroup group, DateTime? before) => new(Mapping, Files, Rejected, Database, group, before, ownsDatabase: false)
    {
        Totals = Totals,
        Warnings = Warnings,
        ReadOn = ReadOn,
    };

    /// <summary>Makes this object's customers the ones that the following statements see.</summary>
    internal void Select()
    {
        if (Schema == Main)
        {
            Database.Execute($"SET schema = '{Main}'");
            return;
        }
        var (from, to) = Group switch
        {
            CustomerGroup.All => (0, 99),
            CustomerGroup.Fit => (0, 59),
            CustomerGroup.Calibrate => (60, 79),
            CustomerGroup.Test => (80, 99),
            _ => throw new ArgumentOutOfRangeException(nameof(Group), Group, "Unknown customer group."),
        };
        var early = Before is { } date ? FormattableString.Invariant($"WHERE ordered_at < TIMESTAMP '{date:yyyy-MM-dd HH:mm:ss.ffffff}'") : "";
        Database.Execute($"""
            CREATE SCHEMA IF NOT EXISTS {Schema};
            CREATE TABLE IF NOT EXISTS {Schema}.customers AS SELECT c.* FROM main.customers c SEMI JOIN (SELECT customer_no FROM main.orders {early}) o ON o.customer_no = c.customer_no
                WHERE CAST('0x' || substr(md5(c.customer_id), 1, 8) AS BIGINT) % 100 BETWEEN {from} AND {to};
            CREATE VIEW IF NOT EXISTS {Schema}.orders AS SELECT o.* FROM main.orders o SEMI JOIN {Schema}.customers c ON o.customer_no = c.customer_no {early};
            CREATE VIEW IF NOT EXISTS {Schema}.items AS SELECT i.* FROM main.items i SEMI JOIN {Schema}.orders o ON i.order_no = o.order_no;
            CREATE VIEW IF NOT EXISTS {Schema}.payments AS SELECT p.* FROM main.payments p SEMI JOIN {Schema}.orders o ON p.order_no = o.order_no;
            CREATE VIEW IF NOT EXISTS {Schema}.reviews AS SELECT r.* FROM main.reviews r SEMI JOIN {Schema}.orders o ON r.order_no = o.order_no;
            SET schema = '{Schema}';
            """);
    }

    private const string Main = "main";

    // One schema a restriction; its name says which.
    private string Schema => (Group, Before) switch
    {
        (CustomerGroup.All, null) => Main,
        (_, null) => Group.ToString().ToLowerInvariant() + "_group",
        _ => FormattableString.Invariant($"{Group.ToString().ToLowerInvariant()}_before_{Before.Value.Ticks}"),
    };

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_ownsDatabase)
            Database.Dispose();
    }
}
