using System.Globalization;
using System.Text;
using Clientele.Data;
using Clientele.Reporting;
using CsCheck;
using DuckDB.NET.Data;

namespace Clientele.Tests.Reporting;

public sealed class CsvTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+55 11", "'+55 11")]
    [InlineData("-x", "'-x")]
    [InlineData("@cmd", "'@cmd")]
    [InlineData("\tx", "'\tx")]
    [InlineData("'=x", "''=x")]
    [InlineData("'twas", "'twas")]
    [InlineData("", "")]
    [InlineData("=a,b", "\"'=a,b\"")]
    public void Texts_are_quoted_and_never_run_as_a_formula(string text, string expected) => Assert.Equal(expected, Encoding.UTF8.GetString(Csv.Encode(text)));

    [Fact]
    public void Numbers_are_invariant_and_read_back_to_the_same_value() => Gen.Double.Where(double.IsFinite).Sample(value =>
    {
        var csv = new Csv();
        csv.Number(value);
        Assert.Equal(value, double.Parse(csv.Written.Span, CultureInfo.InvariantCulture));
    });

    [Fact]
    public void Negative_numbers_are_numbers_and_missing_ones_are_empty()
    {
        var csv = new Csv();
        csv.Number(-1.5).Number(double.NaN).Integer(-7).Missing().Flag(true);
        csv.EndRow();
        Assert.Equal("-1.5,,-7,,true\n", Encoding.UTF8.GetString(csv.Written.Span));
    }

    [Fact]
    public void Probabilities_have_six_significant_digits() => Gen.Float[0, 1].Sample(value =>
    {
        var room = new byte[32];
        var text = Encoding.ASCII.GetString(room, 0, Csv.Probability(value, room));
        Assert.Equal(float.Parse(((double)value).ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), float.Parse(text, CultureInfo.InvariantCulture), 1e-9f);
        Assert.DoesNotMatch("\\.[0-9]*0$", text);
    });

    [Fact]
    public void A_file_of_many_rows_is_in_order_and_its_hash_is_the_files()
    {
        using var folder = new TemporaryFolder();
        var hash = CsvFile.Write(folder.File("a.csv"), ["n"], 50_001, (csv, row) => csv.Integer(row), TestContext.Current.CancellationToken);
        Assert.Equal(Enumerable.Range(0, 50_001).Select(i => i.ToString(CultureInfo.InvariantCulture)).Prepend("n"), File.ReadAllLines(folder.File("a.csv")));
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(folder.File("a.csv")))), hash);
    }

    [Fact]
    public void Parquet_holds_the_values_themselves_and_equal_files_have_equal_bytes()
    {
        using var folder = new TemporaryFolder();
        string[] texts = ["plain", "=1+1", "'=1", "a,b", "say \"no\"", "'twas", "-", "ção"];
        CsvFile.Write(folder.File("a.csv"), ["text", "value", "list"], texts.Length, (csv, i) => csv.Text(texts[i]).Number(i / 3.0).Probabilities([.25f, .75f]), TestContext.Current.CancellationToken);
        (string, string)[] columns = [("text", "VARCHAR"), ("value", "DOUBLE"), ("list", "FLOAT[]")];
        DuckDb.WriteParquet(folder.File("a.csv"), folder.File("a.parquet"), columns);
        DuckDb.WriteParquet(folder.File("a.csv"), folder.File("b.parquet"), columns);
        Assert.Equal(File.ReadAllBytes(folder.File("a.parquet")), File.ReadAllBytes(folder.File("b.parquet")));
        Assert.Equal(3, Directory.GetFiles(folder.Path).Length);

        var (readTexts, readValues) = (new List<string>(), new List<double>());
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT text, value, list[2] FROM '{folder.File("a.parquet")}'";
        using var reader = command.ExecuteReader();
        for (var i = 0; reader.Read(); i++)
        {
            readTexts.Add(reader.GetString(0));
            readValues.Add(reader.GetDouble(1));
            Assert.Equal(.75f, reader.GetFloat(2));
        }
        Assert.Equal(texts, readTexts);
        Assert.Equal(texts.Select((_, i) => i / 3.0), readValues);
    }

    [Fact]
    public void Parquet_that_cannot_be_written_is_told_in_the_users_words()
    {
        using var folder = new TemporaryFolder();
        CsvFile.Write(folder.File("a.csv"), ["n"], 3, (csv, row) => csv.Integer(row), TestContext.Current.CancellationToken);
        var failure = Assert.Throws<ClienteleException>(() => DuckDb.WriteParquet(folder.File("a.csv"), folder.File("none/a.parquet"), [("n", "INTEGER")]));
        Assert.Contains("a.parquet", failure.Message);
        Assert.NotNull(failure.Hint);
    }
}
