using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Clientele.EndToEnd.Tests;

/// <summary>The way of a shop that nobody has seen: guess a mapping, do what is printed, read what comes out.</summary>
public sealed class NewcomerTests
{
    [Fact]
    public async Task An_export_is_guessed_checked_and_run_by_following_what_is_printed()
    {
        using var folder = new Folder();
        Directory.CreateDirectory(folder.At("shop"));
        await File.WriteAllTextAsync(folder.At("shop", "export.csv"), Export(customers: 60), TestContext.Current.CancellationToken);
        var start = await Tool.RunAsync("data", "check", "--data", folder.At("shop"), "--init", folder.At("shop.yaml"));
        Assert.Equal(0, start.ExitCode);
        Assert.Contains("payments.method: Payment Method", start.Output, StringComparison.Ordinal);
        var check = await Tool.RunAsync("data", "check", "--data", folder.At("shop"), "--mapping", folder.At("shop.yaml"));
        Assert.Equal(0, check.ExitCode);
        Assert.Contains("240 orders of 60 customers", check.Output, StringComparison.Ordinal);
        Assert.Contains("Ready. Next: clientele run", check.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("exactly one order", check.Output, StringComparison.Ordinal);
        var run = await Tool.RunAsync("run", "--data", folder.At("shop"), "--mapping", folder.At("shop.yaml"), "--out", folder.At("study"), "--k", "3", "-q");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("60 customers in 3 segments", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("no payments are mapped", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customer_id_that_is_new_for_every_order_is_asked_about()
    {
        using var folder = new Folder();
        Directory.CreateDirectory(folder.At("shop"));
        await File.WriteAllTextAsync(folder.At("shop", "export.csv"), Export(customers: 240), TestContext.Current.CancellationToken);
        Assert.Equal(0, (await Tool.RunAsync("data", "check", "--data", folder.At("shop"), "--init", folder.At("shop.yaml"))).ExitCode);
        var check = await Tool.RunAsync("data", "check", "--data", folder.At("shop"), "--mapping", folder.At("shop.yaml"));
        Assert.Contains("Every customer has exactly one order.", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_files_cannot_decide_is_asked_and_nothing_is_read_before_it_is_set()
    {
        using var folder = new Folder();
        Directory.CreateDirectory(folder.At("shop"));
        await File.WriteAllTextAsync(folder.At("shop", "sales.csv"), "order,customer,date,sku,qty,unit_price\n1,A,01/02/24,x,1,$5\n2,B,02/03/24,y,2,$7\n3,C,03/01/24,x,1,$5\n4,A,05/06/24,z,2,$9\n", TestContext.Current.CancellationToken);
        var start = await Tool.RunAsync("data", "check", "--data", folder.At("shop"), "--init", folder.At("shop.yaml"));
        Assert.Equal(0, start.ExitCode);
        Assert.Contains("Ambiguous, please set", start.Output, StringComparison.Ordinal);
        var check = await Tool.RunAsync("data", "check", "--data", folder.At("shop"), "--mapping", folder.At("shop.yaml"));
        Assert.Equal(2, check.ExitCode);
        foreach (var word in new[] { "`date_format`, for column \"date\" of sales.csv:", "%d/%m/%y", "first 2024-01-03", "%m/%d/%y", "first 2024-01-02" })
            Assert.Contains(word, check.Error, StringComparison.Ordinal);
        var yaml = await File.ReadAllTextAsync(folder.At("shop.yaml"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.At("shop.yaml"), yaml.Replace("date_format: \"ambiguous, please set\"", "date_format: \"%m/%d/%y\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var set = await Tool.RunAsync("data", "check", "--data", folder.At("shop"), "--mapping", folder.At("shop.yaml"), "--json");
        Assert.Equal(0, set.ExitCode);
        var totals = JsonDocument.Parse(set.Output).RootElement.GetProperty("totals");
        Assert.Equal(["customers", "orders", "lines", "units", "amount", "discount", "freight", "refunds", "tax", "weekend_orders", "first_order", "last_order", "largest_customer_share", "lines_at_zero"],
            totals.EnumerateObject().Select(property => property.Name));
        Assert.Equal((4, 42m, "2024-01-02T00:00:00"), (totals.GetProperty("orders").GetInt32(), totals.GetProperty("amount").GetDecimal(), totals.GetProperty("first_order").GetString()));
    }

    [Fact]
    public async Task Where_every_row_is_rejected_the_reasons_are_shown_and_the_rows_written()
    {
        using var folder = new Folder();
        Directory.CreateDirectory(folder.At("shop"));
        await File.WriteAllTextAsync(folder.At("shop", "t.csv"), "who,at,price\nA,03.05.2024,5\nB,04.05.2024,6\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.At("t.yaml"), "schema: clientele/mapping/v1\nname: t\ncurrency: EUR\norders: { file: t.csv, customer: who, ordered_at: at }\nitems: { file: t.csv, amount: price }\n", TestContext.Current.CancellationToken);
        var check = await Tool.RunAsync("data", "check", "--data", folder.At("shop"), "--mapping", folder.At("t.yaml"), "--rejected", folder.At("bad.csv"));
        Assert.Equal(2, check.ExitCode);
        Assert.Contains("\"03.05.2024\" is not a time", check.Error, StringComparison.Ordinal);
        Assert.Contains("2 rows like it", check.Error, StringComparison.Ordinal);
        Assert.Equal(3, (await File.ReadAllLinesAsync(folder.At("bad.csv"), TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task The_day_of_reading_is_kept_in_the_study_and_used_again_with_the_same_files()
    {
        using var folder = new Folder();
        Directory.CreateDirectory(folder.At("shop"));
        await File.WriteAllTextAsync(folder.At("shop", "export.csv"), Export(customers: 60), TestContext.Current.CancellationToken);
        Assert.Equal(0, (await Tool.RunAsync("data", "check", "--data", folder.At("shop"), "--init", folder.At("shop.yaml"))).ExitCode);
        string[] learn = ["pipeline", "--data", folder.At("shop"), "--mapping", folder.At("shop.yaml"), "--out", folder.At("study"), "--k", "3", "-q"];
        Assert.Equal(0, (await Tool.RunAsync(learn)).ExitCode);
        var study = await File.ReadAllTextAsync(folder.At("study", "study.json"), TestContext.Current.CancellationToken);
        var today = JsonDocument.Parse(study).RootElement.GetProperty("read_on").GetString()!;
        // As if it had been learned on another day: the same files keep it, other files have a day of their own.
        await File.WriteAllTextAsync(folder.At("study", "study.json"), study.Replace(today, "2025-01-02", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Sums.Renew(folder.At("study"));
        Assert.Equal(0, (await Tool.RunAsync(learn)).ExitCode);
        Assert.Contains("2025-01-02", await File.ReadAllTextAsync(folder.At("study", "study.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await File.AppendAllTextAsync(folder.At("shop", "export.csv"), "#9999,c1@example.org,paid,9,2024-09-09 10:00:00 +0100,1,Mug,9,Credit card,\n", TestContext.Current.CancellationToken);
        Assert.Equal(0, (await Tool.RunAsync(learn)).ExitCode);
        Assert.DoesNotContain("2025-01-02", await File.ReadAllTextAsync(folder.At("study", "study.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    // 240 orders of two lines, the payment on the first alone.
    private static string Export(int customers)
    {
        var text = new StringBuilder("Name,Email,Financial Status,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Payment Method,Notes\n");
        for (var order = 0; order < 240; order++)
        {
            var (customer, day) = (order % customers, new DateTime(2024, 1, 1, 10, 0, 0).AddDays(order));
            var price = 5 + customer % 7 * 3;
            text.Append(CultureInfo.InvariantCulture, $"#{1000 + order},c{customer}@example.org,paid,{price * (1 + customer % 3) + 9},{day:yyyy-MM-dd HH:mm:ss} +0100,{1 + customer % 3},Mug,€{price},{(customer % 2 == 0 ? "Credit card" : "Bank transfer")},\"two\nlines\"\n");
            text.Append(CultureInfo.InvariantCulture, $"#{1000 + order},c{customer}@example.org,,,{day:yyyy-MM-dd HH:mm:ss} +0100,1,Tea,€9,,\n");
        }
        return text.ToString();
    }
}
