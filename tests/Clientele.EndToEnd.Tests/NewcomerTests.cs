using System.Globalization;
using System.Text;

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

    // 240 orders of two lines, the payment on the first alone.
    private static string Export(int customers)
    {
        var text = new StringBuilder("Name,Email,Financial Status,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Payment Method,Notes\n");
        for (var order = 0; order < 240; order++)
        {
            var (customer, day) = (order % customers, new DateTime(2024, 1, 1, 10, 0, 0).AddDays(order));
            var price = 5 + customer % 7 * 3;
            text.Append(CultureInfo.InvariantCulture, $"#{1000 + order},c{customer}@example.org,paid,{price * (1 + customer % 3) + 9},{day:yyyy-MM-dd HH:mm:ss} +0100,{1 + customer % 3},Mug,{price},{(customer % 2 == 0 ? "Credit card" : "Bank transfer")},\"two\nlines\"\n");
            text.Append(CultureInfo.InvariantCulture, $"#{1000 + order},c{customer}@example.org,,,{day:yyyy-MM-dd HH:mm:ss} +0100,1,Tea,9,,\n");
        }
        return text.ToString();
    }
}
