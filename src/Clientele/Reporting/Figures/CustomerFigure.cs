using Clientele.Reporting.Statistics;

namespace Clientele.Reporting.Figures;

/// <summary>How often customers buy, and where they live.</summary>
internal static class CustomerFigure
{
    private const double Height = 400, Gap = 44;

    /// <summary>Draws it.</summary>
    public static FigureCanvas? Of(ShopStatistics shop)
    {
        if (shop.OrdersACustomer.Count == 0)
            return null;
        var once = shop.OrdersACustomer[0] is { Name: "1" } first ? first.Count / (double)shop.Customers : 0;
        var states = shop.States is { Cells.Count: > 0 } recorded ? recorded : null;
        var text = new FigureText(
            "How often customers buy" + (states is null ? "" : ", and where they live"),
            $"{FigureFrame.Count(shop.Customers)} customers; {Charts.Share(once)} have ordered once{(states is null ? "" : $", and {Charts.Share(states.Cells[0].Count / (double)states.Total)} live in {states.Cells[0].Name}")}.",
            "numbers are customers and their share of all.")
        {
            Notes = states is null ? ["The data record no state or region of customers."]
                : states.Others > 0 ? [$"Places with fewer than {SmallCells.Least} customers, and those beyond the {ShopStatistics.MostCategories} largest, are taken together."] : [],
        };
        var rows = shop.OrdersACustomer.Select(cell => (cell.Name + (cell.Name == "1" ? " order" : cell.Name.EndsWith("more", StringComparison.Ordinal) ? "" : " orders"), (double)cell.Count, Charts.Value(cell.Count, shop.Customers))).ToList();
        var places = states is null ? [] : Charts.Rows(states, name => name, "others");
        var height = states is null ? Math.Min(Height, rows.Count * 46 + 30) : Math.Max(300, places.Count * 19 + 30);
        return FigureFrame.Draw(FigureFrame.Slide, text, FigureSource.Shop(shop.Mapping, $"n = {FigureFrame.Count(shop.Customers)} customers", shop.DataSha256), height, (canvas, top) =>
        {
            var room = FigureFrame.Slide - 2 * FigureFrame.Pad;
            var left = states is null ? room : (room - Gap) / 2;
            canvas.Text("Customers by number of orders", FigureFrame.Pad, top + 6, 13, Palette.Ink, bold: true);
            Charts.Level(canvas, FigureFrame.Pad, top + 26, left, rows, Math.Min(42, (height - 30) / rows.Count), _ => Palette.Accent);
            if (states is null)
                return;
            canvas.Text("Customers by state or region", FigureFrame.Pad + left + Gap, top + 6, 13, Palette.Ink, bold: true);
            Charts.Level(canvas, FigureFrame.Pad + left + Gap, top + 26, left, places, Math.Min(30, (height - 30) / places.Count), i => i < states.Cells.Count ? Palette.Lines[0] : Palette.Tint(Palette.Muted, .5));
        });
    }
}
