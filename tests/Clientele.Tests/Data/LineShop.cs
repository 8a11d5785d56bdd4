using System.Text;
using Clientele.Data;

namespace Clientele.Tests.Data;

/// <summary>A shop of one file of order lines, with a mapping that a test adds to.</summary>
internal sealed class LineShop : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <param name="text">The file: order, who, at, what, n, price and whatever a test adds.</param>
    public LineShop(string text) : this(Encoding.UTF8.GetBytes(text)) { }

    public LineShop(byte[] bytes) => File.WriteAllBytes(_folder.File("lines.csv"), bytes);

    /// <summary>Keys at the top of the mapping.</summary>
    public string Top { get; init; } = "";

    /// <summary>Keys below <c>orders</c>, separated by commas.</summary>
    public string Orders { get; init; } = "";

    /// <summary>Keys below <c>items</c>; with a price of their own if they name one.</summary>
    public string Items { get; init; } = "";

    public DateOnly? ReadOn { get; init; }

    public double MaxRejectedShare { get; init; } = 1;

    public string File_ { get; init; } = "lines.csv";

    public string Path => _folder.Path;

    public void Write(string name, string text) => _folder.Write(name, text);

    public string Yaml => $$"""
        schema: clientele/mapping/v1
        name: lines
        {{(Top.Contains("currency:", StringComparison.Ordinal) ? "" : "currency: EUR")}}
        {{Top}}
        orders: { file: {{File_}}, order_id: order, customer: who, ordered_at: at{{(Orders.Length > 0 ? ", " + Orders : "")}} }
        items: { file: {{File_}}, order_id: order, product: what, quantity: n{{(Items.Contains("amount:", StringComparison.Ordinal) ? "" : ", unit_price: price")}}{{(Items.Length > 0 ? ", " + Items : "")}} }
        """;

    public Task<Transactions> LoadAsync() => TransactionLoader.LoadAsync(
        new TransactionSource { Path = Path, Mapping = MappingFile.Parse(Yaml, "lines.yaml"), MaxRejectedShare = MaxRejectedShare, ReadOn = ReadOn }, null, TestContext.Current.CancellationToken);

    public async Task<ClienteleException> FailureAsync() => await Assert.ThrowsAnyAsync<ClienteleException>(async () => (await LoadAsync()).Dispose());

    public void Dispose() => _folder.Dispose();
}
