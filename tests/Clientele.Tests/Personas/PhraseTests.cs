using Clientele.Personas;

namespace Clientele.Tests.Personas;

public sealed class PhraseTests
{
    [Theory]
    [InlineData("BRL", 386.75, "R$ 387")]
    [InlineData("BRL", 13440, "R$ 13,440")]
    [InlineData("USD", 4.2, "$4.20")]
    [InlineData("USD", 19.994, "$19.99")]
    [InlineData("CHF", 74.04, "CHF 74")]
    [InlineData("JPY", 7.6, "¥8")]
    [InlineData("EUR", -12.5, "−€12.50")]
    [InlineData("EUR", -0.001, "€0.00")]
    public void Amounts_have_their_currency_and_no_needless_digits(string currency, double amount, string expected) =>
        Assert.Equal(expected, new Phrase(currency).Money(amount));

    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(0.001, "under 1 %")]
    [InlineData(0.2352, "24 %")]
    [InlineData(0.9999, "over 99 %")]
    [InlineData(1, "100 %")]
    public void A_few_is_never_none_and_most_is_never_all(double share, string expected) => Assert.Equal(expected, Phrase.Percent(share));

    [Theory]
    [InlineData(1.0001915, "1")]
    [InlineData(6.69, "6.7")]
    [InlineData(2120.3, "2,120")]
    [InlineData(0.01234, "0.012")]
    [InlineData(0.00001234, "under 0.001")]
    [InlineData(-3.25, "−3.2")]
    public void Numbers_are_rounded_for_readers(double value, string expected) => Assert.Equal(expected, Phrase.Number(value));
}
