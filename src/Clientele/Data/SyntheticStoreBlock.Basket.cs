namespace Clientele.Data;

internal sealed partial class SyntheticStoreBlock
{
    private const int MostItems = 21;
    private readonly Item[] _basket = new Item[MostItems];
    private int _items;

    private readonly record struct Item(int Product, int Price, int Freight);

    // Fills _basket and returns its category (that of the first item).
    private int FillBasket(int persona, int place, int categoryBefore, int day)
    {
        var habits = model.Personas[persona];
        var catalog = model.Catalog;
        var category = categoryBefore >= 0 && !_random.NextBoolean(habits.Explore) ? categoryBefore : model.Categories[persona].Draw(_random);
        var product = Choose(category, habits.Price);
        var month = SyntheticStoreCalendar.Month(day);
        var blackFriday = day is >= 693 and <= 695;

        _items = 0;
        Add(product, place, month, blackFriday);
        var p = model.Preferences;
        var again = Logistic(p.SecondItem + habits.SecondItem + SyntheticStoreCategory.All[category].Bulk);
        while (_items < MostItems && _random.NextBoolean(again))
        {
            if (!_random.NextBoolean(0.74))
            {
                product = _random.NextDouble() switch
                {
                    < 0.65 => catalog.Neighbour(_random, product),
                    < 0.90 => Choose(category, habits.Price),
                    _ => Choose(model.Categories[persona].Draw(_random), habits.Price),
                };
            }
            Add(product, place, month, blackFriday);
            again = _items == 2 ? p.ThirdItem : p.FurtherItem;
        }
        return category;
    }

    private void Add(int product, int place, int month, bool blackFriday)
    {
        var catalog = model.Catalog;
        // The same product twice costs twice the same, freight too.
        if (_items > 0 && _basket[_items - 1].Product == product)
        {
            _basket[_items] = _basket[_items - 1];
            _items++;
            return;
        }
        var price = catalog.PriceIn(product, month, blackFriday);
        var freight = model.Routes.Freight(_random, catalog.SellerPlace[catalog.Seller[product]], place, catalog.Weight[product], price);
        _basket[_items++] = new(product, price, freight);
    }

    // A multinomial logit over a few candidates, with utility taste · ln price.
    private int Choose(int category, double taste)
    {
        var catalog = model.Catalog;
        if (taste == 0)
            return catalog.Draw(_random, category);
        var (chosen, sum) = (0, 0.0);
        for (var i = 0; i < Candidates; i++)
        {
            var product = catalog.Draw(_random, category);
            var weight = Math.Pow(catalog.Price[product], taste);
            sum += weight;
            if (_random.NextDouble() * sum < weight)
                chosen = product;
        }
        return chosen;
    }

    private void WriteBasket(SyntheticStoreId orderId, int approved)
    {
        var limit = approved + (86_400 * (_random.NextBoolean(0.6) ? 6 : 3 + _random.NextInt32(5)));
        for (var i = 0; i < _items; i++)
        {
            var item = _basket[i];
            ItemRows.Id(orderId).Number(i + 1).Id(model.Catalog.ProductIds[item.Product]).Id(model.Catalog.SellerIds[model.Catalog.Seller[item.Product]])
                .Time(limit).Money(item.Price).Money(item.Freight).EndRow();
        }
    }

    private int BasketTotal()
    {
        var total = 0;
        for (var i = 0; i < _items; i++)
            total += _basket[i].Price + _basket[i].Freight;
        return total;
    }

    private int Sellers()
    {
        var (first, others) = (model.Catalog.Seller[_basket[0].Product], 1);
        for (var i = 1; i < _items; i++)
            if (model.Catalog.Seller[_basket[i].Product] != first)
                others = 2;
        return others;
    }
}
