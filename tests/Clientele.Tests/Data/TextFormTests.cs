using System.IO.Compression;
using System.Text;
using Clientele.Data;
using Clientele.Data.Reading;

namespace Clientele.Tests.Data;

/// <summary>Text files as other systems write them: each gives the rows of the plain file, and the lines of the file itself.</summary>
public sealed class TextFormTests
{
    private const string Plain = "order,who,at,what,n,price\n1,Zoë,2024-05-03,café,1,5.50\n1,Zoë,2024-05-03,\"two\nlines, \"\"quoted\"\"\",2,1\n2,Ben,2024-05-04,tea,1,free\n3,Cy,2024-05-05,tea,3,2\n";

    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static TheoryData<string, string, byte[]> Forms => new()
    {
        { "plain", "", Bytes(Plain) },
        { "byte order mark", "", [0xEF, 0xBB, 0xBF, .. Bytes(Plain)] },
        { "Windows line ends", "", Bytes(Plain.Replace("\n", "\r\n", StringComparison.Ordinal)) },
        { "old Macintosh line ends", "", Bytes(Plain.Replace("\n", "\r", StringComparison.Ordinal)) },
        { "lines that end in two ways", "", Bytes(Plain.Replace("\n2,", "\r\n2,", StringComparison.Ordinal).Replace("\n3,", "\r\n3,", StringComparison.Ordinal)) },
        { "line ends that were changed twice", "", Bytes(Plain.Replace("\n", "\r\r\n", StringComparison.Ordinal)) },
        { "no line end at the end", "", Bytes(Plain[..^1]) },
        { "blank lines", "", Bytes(Plain.Replace("\n2,", "\n\n2,", StringComparison.Ordinal) + "\n\n") },
        { "Latin-1", "encoding: latin-1", Encoding.Latin1.GetBytes(Plain) },
        { "Windows-1252", "encoding: windows-1252", Windows.GetBytes(Plain) },
        { "UTF-16", "encoding: utf-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Plain)] },
        { "UTF-16, big end first", "encoding: utf-16", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Plain)] },
        { "titles above the header", "skip: 3", Bytes("Sales report\n\"of, May\"\n\n" + Plain) },
        { "a header of several lines", "", Bytes(Plain.Replace("order,who", "\" order\n\",\"who\"", StringComparison.Ordinal)) },
        { "backslashes before quotes", "escape: \"\\\\\"", Bytes(Plain.Replace("\"\"quoted\"\"", "\\\"quoted\\\"", StringComparison.Ordinal)) },
        { "a column without a name", "", Bytes(Plain.Replace("order,", ",order,", StringComparison.Ordinal).Replace("\n1,", "\n0,1,", StringComparison.Ordinal).Replace("\n2,", "\n0,2,", StringComparison.Ordinal).Replace("\n3,", "\n0,3,", StringComparison.Ordinal)) },
        { "semicolons and sep=", "delimiter: \";\"\nskip: 1", Bytes("sep=;\n" + Plain.Replace(",", ";", StringComparison.Ordinal)) },
    };

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_form_gives_the_same_rows(string form, string keys, byte[] bytes)
    {
        using var shop = new LineShop(bytes) { Top = keys };
        using var transactions = await shop.LoadAsync();
        Assert.True((2, 3, 1) == (transactions.Orders, transactions.Totals.Lines, transactions.Rejected.Count), form);
        Assert.Equal(13.5m, transactions.Totals.Amount);
        Assert.Contains("Zoë", (await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken)).CustomerIds);
        // The line of the file as an editor numbers it.
        var line = 1 + Lines(bytes, keys).FindIndex(text => text.Contains("free", StringComparison.Ordinal));
        Assert.Equal((line, "price", "free"), (transactions.Rejected[0].Line, transactions.Rejected[0].Column, transactions.Rejected[0].Value));
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_form_is_found_by_looking_at_it(string form, string keys, byte[] bytes)
    {
        _ = keys;
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder.File("sales.csv"), bytes, TestContext.Current.CancellationToken);
        var format = FormatGuess.Of(new InputPart("sales.csv", folder.File("sales.csv")))!;
        Assert.True(form.StartsWith("UTF-16", StringComparison.Ordinal) == (format.Encoding == "utf-16"), form);
        Assert.True(format.Skip == (form.StartsWith("titles", StringComparison.Ordinal) ? 3 : form.StartsWith("semicolons", StringComparison.Ordinal) ? 1 : 0), form);
        Assert.True(format.Escape == (form.StartsWith("backslashes", StringComparison.Ordinal) ? '\\' : '"'), form);
        Assert.True(format.Delimiter == (form.StartsWith("semicolons", StringComparison.Ordinal) ? ";" : ","), form);
        Assert.False(format.LastCellsMayLack);
    }

    private static List<string> Lines(byte[] bytes, string keys)
    {
        var encoding = keys.Contains("utf-16", StringComparison.Ordinal) ? bytes[0] == 0xFE ? Encoding.BigEndianUnicode : Encoding.Unicode : Encoding.UTF8;
        return [.. encoding.GetString(bytes).Replace("\r\r\n", "\n", StringComparison.Ordinal).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n')];
    }

    [Fact]
    public async Task The_euro_sign_of_Windows_is_read_under_the_name_Latin_1_too()
    {
        using var shop = new LineShop(Windows.GetBytes("order,who,at,what,n,price\n1,A,2024-05-03,x,1,5.50 €\n")) { Top = "encoding: latin-1" };
        using var transactions = await shop.LoadAsync();
        Assert.Equal(5.5m, transactions.Totals.Amount);
    }

    [Fact]
    public async Task A_gzipped_file_in_another_encoding_is_read_and_a_broken_one_is_refused()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Plain)).ToArray());
        using var shop = new LineShop("") { Top = "encoding: utf-16", File_ = "packed.csv" };
        await File.WriteAllBytesAsync(Path.Combine(shop.Path, "packed.csv.gz"), bytes.ToArray(), TestContext.Current.CancellationToken);
        using (var transactions = await shop.LoadAsync())
            Assert.Equal(13.5m, transactions.Totals.Amount);
        await File.WriteAllBytesAsync(Path.Combine(shop.Path, "packed.csv.gz"), bytes.ToArray()[..^9], TestContext.Current.CancellationToken);
        Assert.Contains("the file is not whole gzip", (await shop.FailureAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_differ_in_case_only_are_two_columns_and_names_of_ours_are_theirs()
    {
        using var shop = new LineShop("order,Order,who,WHO,at,what,n,price,rn,d_price,verdict,f\n1,9,A,B,2024-05-03,x,2,5,7,7,7,7\n");
        using var transactions = await shop.LoadAsync();
        Assert.Equal(["A"], (await transactions.ReadOrdersAsync(TestContext.Current.CancellationToken)).CustomerIds);
        Assert.Equal(10m, transactions.Totals.Amount);
    }

    [Fact]
    public async Task A_name_that_stands_twice_is_asked_about()
    {
        using var shop = new LineShop("order,who,at,what,n,price,price\n1,A,2024-05-03,x,1,5,6\n");
        var failure = await shop.FailureAsync();
        Assert.Contains("the header names the column \"price\" 2 times", failure.Message, StringComparison.Ordinal);
        using var second = new LineShop("order,who,at,what,n,price,price\n1,A,2024-05-03,x,1,5,6\n") { Items = "amount: price (2)" };
        using var transactions = await second.LoadAsync();
        Assert.Equal(6m, transactions.Totals.Amount);
    }

    [Fact]
    public async Task Rows_without_their_last_cells_are_whole_only_where_the_mapping_says_so()
    {
        const string text = "order,who,at,what,n,price,note\n1,A,2024-05-03,x,1,5\n2,B,2024-05-03,x,1,5,hello\n3,C,2024-05-03,x,1\n4,D,2024-05-03,x,1,7";
        using var torn = new LineShop(text);
        using (var transactions = await torn.LoadAsync())
            Assert.Equal((1, 3), (transactions.Orders, transactions.Rejected.Count));
        using var shop = new LineShop(text) { Top = "missing_cells: empty" };
        using (var transactions = await shop.LoadAsync())
        {
            // The third lacks its price; the last may be cut off within its price.
            Assert.Equal(10m, transactions.Totals.Amount);
            Assert.Equal([4, 5], transactions.Rejected.Select(row => row.Line));
        }
    }

    [Theory]
    [InlineData("1,A,2024-05-03,x,1,5\n2,,B,2024-05-03,x,1,\n3,C,2024-05-03,x,1,5\n", 2, 3)]
    [InlineData("1,A,2024-05-03,x,1,5\n2,B,2024-05-03,x,1,7,\n3,C,2024-05-03,x,1,5\n", 2, 3)]
    [InlineData("1,A,2024-05-03,x,1,5,\n2,B,2024-05-03,x,1,7,\n3,C,2024-05-03,x,1,5,\n", 3, 0)]
    [InlineData("1,A,2024-05-03,\"x,\"\"y\",1,5\n2,B,2024-05-03,\"a,b,c\",1,7\n3,C,2024-05-03,x,1,5\n", 3, 0)]
    public async Task A_row_that_is_longer_than_others_is_torn_even_where_its_last_cell_is_empty(string rows, int orders, int line)
    {
        using var shop = new LineShop("order,who,at,what,n,price\n" + rows);
        using var transactions = await shop.LoadAsync();
        Assert.Equal(orders, transactions.Orders);
        Assert.Equal(line == 0 ? [] : [(line, "more columns than the header")], transactions.Rejected.Select(row => ((int)row.Line, row.Reason)));
    }

    [Theory]
    [InlineData("utf-8", "utf-16")]
    [InlineData("windows-1252", "utf-16")]
    [InlineData("latin-1", "utf-8")]
    public async Task A_mark_that_contradicts_the_mapping_is_named(string mapped, string marked)
    {
        var encoding = marked == "utf-8" ? new UTF8Encoding(true) : Encoding.Unicode;
        using var shop = new LineShop([.. encoding.GetPreamble(), .. encoding.GetBytes(Plain)]) { Top = $"encoding: {mapped}" };
        var failure = await shop.FailureAsync();
        Assert.Contains($"the mark of {marked.ToUpperInvariant()}, and the mapping reads it as {mapped}", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("windows-1252")]
    public async Task Bytes_that_are_not_what_the_mapping_says_are_refused_and_crash_nothing(string encoding)
    {
        var bytes = encoding == "utf-16" ? Encoding.Unicode.GetBytes(string.Concat(Enumerable.Repeat(Plain, 40))) : Windows.GetBytes(string.Concat(Enumerable.Repeat(Plain.Replace("tea", "“é”", StringComparison.Ordinal), 200)));
        using var shop = new LineShop(bytes) { MaxRejectedShare = 0.01 };
        Assert.NotNull((await shop.FailureAsync()).Hint);
    }

    [Fact]
    public async Task A_torn_row_between_blanks_is_rejected_and_not_taken_for_an_anonymous_order()
    {
        using var shop = new LineShop("order who at what n price\n1 A 2024-05-03 x 1 5\n2 2024-05-03 x 1 5\n3 C 2024-05-03 x 1 5 6\n") { Top = "delimiter: whitespace" };
        using var transactions = await shop.LoadAsync();
        var file = Assert.Single(transactions.Files);
        Assert.Equal((3, 1, 2, 0), (file.Rows, file.Accepted, file.Rejected, file.Excluded.Count));
        Assert.Equal(new RejectedRow("lines.csv", 3, "", "2 2024-05-03 x 1 5", "has another number of values than the 6 columns"), transactions.Rejected[0]);
    }
}
