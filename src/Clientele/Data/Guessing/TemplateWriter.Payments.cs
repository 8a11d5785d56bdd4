namespace Clientele.Data.Guessing;

// The sections of payments and reviews.
internal sealed partial class TemplateWriter
{
    private void Payments()
    {
        if ((shop.Payments ?? new[] { shop.Orders, shop.Items }.FirstOrDefault(file => file[Meaning.Method] is not null)) is not { } file)
        {
            Line("# payments: { file: …, order_id: …, method: …, methods: { credit_card: […], wallet: […], transfer: […], cash: […] }, "
                + "instalments: …, value: … }");
            Line("# not found: features about payments are switched off without it");
            Line("");
            return;
        }
        var isOwn = file == shop.Payments;
        var method = file[Meaning.Method]!;
        Section("payments");
        File(file, isOwn ? "" : "   # the same file: a payment stands in the row of its order");
        if (isOwn)
        {
            Decimals(file, "payments");
            Field(file, Meaning.OrderId, "order_id", required: true);
        }
        Field(file, Meaning.Method, "method", required: true);
        var words = method.All.Order(StringComparer.Ordinal);
        var known = words.GroupBy(word => PaymentWords.Word(PaymentWords.Kind(word)), StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal);
        Guess("  methods", "{ " + string.Join(", ",
            known.Select(group => $"{group.Key}: [{string.Join(", ", group.Select(YamlText.Quote))}]")) + " }",
            "guessed from the words in the first rows");
        Field(file, Meaning.Instalments, "instalments");
        if (isOwn)
            Field(file, Meaning.Paid, "value", required: true);
        else if (shop.PaidTotal is { } total && total.File == file.File)
            Guess("  value", YamlText.Quote(total.Name), "guessed: the same in all rows of an order");
        else
            Line("  # value: …                 # not found: what the order's items cost counts as paid");
        Line("");
    }

    private void Reviews()
    {
        if ((shop.Reviews ?? new[] { shop.Orders, shop.Items }.FirstOrDefault(file => file[Meaning.Stars] is not null)) is not { } file)
        {
            Line("# reviews: { file: …, order_id: …, stars: …, created_at: … }");
            Line("# not found: features about reviews are switched off without it");
            return;
        }
        var isOwn = file == shop.Reviews;
        Section("reviews");
        File(file, isOwn ? "" : "   # the same file: a review stands in the row of its order");
        ColumnFormats(file, "reviews", Meaning.CreatedAt);
        if (isOwn)
            Field(file, Meaning.OrderId, "order_id", required: true);
        Field(file, Meaning.Stars, "stars", required: true);
        // In the file of the orders a time of creation is the order's.
        if (isOwn || (file[Meaning.CreatedAt] is { } created && created != shop.Orders[Meaning.OrderedAt]))
            Field(file, Meaning.CreatedAt, "created_at");
    }
}
