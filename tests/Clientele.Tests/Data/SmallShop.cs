using Clientele.Data;

namespace Clientele.Tests.Data;

/// <summary>A shop of four files and a few orders, written anew for every test, to be broken in one place.</summary>
internal sealed class SmallShop : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public SmallShop()
    {
        _folder.Write("orders.csv", "order,customer,placed,status\no1,anna,2024-01-06 10:00:00,done\no2,ben,2024-01-08 11:00:00,done\no3,anna,2024-02-01 09:30:00,done\no4,cleo,2024-02-02 12:00:00,open\n");
        _folder.Write("items.csv", "order,product,kind,price,freight\no1,p1,toys,10.50,2\no1,p2,books,20,0\no2,p1,toys,10.50,2\no3,p3,garden,99.90,9.95\no4,p3,garden,99.90,9.95\n");
        _folder.Write("payments.csv", "order,how,plan,paid\no1,card,3,32.50\no2,slip,1,12.50\no3,card,10,109.85\no4,card,1,109.85\n");
        _folder.Write("reviews.csv", "order,stars,asked,comment\no1,5,2024-01-20,\"good, \"\"really\"\"\nvery\"\no2,2,2024-01-21,late\n");
    }

    public const string MappingText = """
        schema: clientele/mapping/v1
        name: small
        currency: EUR
        instalments: { max: 10, min_amount: 10 }
        orders:
          file: orders.csv
          order_id: order
          customer: customer
          ordered_at: placed
          exclude:
            - { rule: status, column: status, not_in: [done] }
        items:
          file: items.csv
          order_id: order
          product: product
          category: kind
          amount: price
          freight: freight
        payments:
          file: payments.csv
          order_id: order
          method: how
          methods: { credit_card: card, boleto: slip }
          instalments: plan
          value: paid
        reviews:
          file: reviews.csv
          order_id: order
          stars: stars
          created_at: asked
        """;

    public string Path => _folder.Path;

    public double MaxRejectedShare { get; init; } = 0.5;

    public string MappingYaml { get; init; } = MappingText;

    public void Write(string file, string text) => _folder.Write(file, text);

    public void WriteBytes(string file, byte[] bytes) => File.WriteAllBytes(_folder.File(file), bytes);

    public void Delete(string file) => File.Delete(_folder.File(file));

    public string Read(string file) => File.ReadAllText(_folder.File(file));

    public void Append(string file, string text) => File.AppendAllText(_folder.File(file), text);

    public Task<Transactions> LoadAsync(int threads = 0) => TransactionLoader.LoadAsync(
        new TransactionSource { Path = Path, Mapping = MappingFile.Parse(MappingYaml, "small.yaml"), MaxRejectedShare = MaxRejectedShare, Threads = threads },
        null, TestContext.Current.CancellationToken);

    public async Task<ClienteleException> FailureAsync() => await Assert.ThrowsAnyAsync<ClienteleException>(async () => (await LoadAsync()).Dispose());

    public void Dispose() => _folder.Dispose();
}
