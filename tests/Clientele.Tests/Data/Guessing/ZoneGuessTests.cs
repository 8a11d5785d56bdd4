namespace Clientele.Tests.Data.Guessing;

/// <summary>The time zone is guessed from offsets, and from nothing else.</summary>
public sealed class ZoneGuessTests
{
    [Theory]
    [InlineData("America/Sao_Paulo", "BRL", "2024-01-05 10:00:00 -0300", "2024-07-05 10:00:00 -0300")]
    [InlineData("Europe/London", "GBP", "2024-01-05 10:00:00 +0000", "2024-07-05 10:00:00 +0100")]
    [InlineData("America/New_York", "USD", "2024-01-05 10:00:00 -0500", "2024-07-05 10:00:00 -0400")]
    [InlineData("America/Chicago", "USD", "2024-01-05 10:00:00 -0600", "2024-07-05 10:00:00 -0500")]
    [InlineData("America/Los_Angeles", "USD", "2024-01-05 10:00:00 -0800", "2024-07-05 10:00:00 -0700")]
    [InlineData("America/Phoenix", "USD", "2024-01-05 10:00:00 -0700", "2024-07-05 10:00:00 -0700")]
    [InlineData("Europe/Berlin", "EUR", "2024-01-05 10:00:00 +0100", "2024-07-05 10:00:00 +0200")]
    [InlineData("Asia/Kolkata", "INR", "2024-01-05 10:00:00 +0530", "2024-07-05 10:00:00 +0530")]
    [InlineData("Australia/Sydney", "AUD", "2024-01-05 10:00:00 +1100", "2024-07-05 10:00:00 +1000")]
    public void A_zone_that_has_all_offsets_is_taken(string zone, string currency, string winter, string summer)
    {
        var guess = Sampled.Of("order_id,customer_id,created_at,amount,currency", $"1,A,{winter},10,{currency}",
            $"2,B,{summer},10,{currency}");
        Assert.Equal(zone, guess.Mapping.TimeZone);
        Assert.Contains($"time_zone: {zone} (guessed: fits all offsets)", guess.Template.Guesses);
    }

    [Theory]
    [InlineData("2024-01-06T03:00:00Z", "2024-07-05T10:00:00Z")]
    [InlineData("2024-01-06 03:00:00 UTC", "2024-07-05 10:00:00 UTC")]
    [InlineData("2024-01-06T03:00:00+00:00", "2024-07-05T10:00:00+00:00")]
    [InlineData("1704510000", "1720170000")]
    public void Times_that_are_all_in_utc_are_asked_for_the_shops_zone(string first, string second)
    {
        var guess = Sampled.Of("order_id,customer_id,created_at,amount", $"1,A,{first},10", $"2,B,{second},10");
        var question = Assert.Single(guess.Template.Questions, question => question.Key == "time_zone");
        Assert.Contains(("UTC", "1 of the first 2 rows at a weekend"), question.Readings);
        Assert.Contains(("America/New_York", "0 of the first 2 rows at a weekend"), question.Readings);
    }

    [Fact]
    public void Without_an_offset_it_is_not_guessed()
    {
        var guess = Sampled.Of("order_id,customer_id,created_at,amount", "1,A,2024-01-05 10:00:00,10", "2,B,2024-07-05 10:00:00,10");
        Assert.Equal("UTC", guess.Mapping.TimeZone);
        Assert.Contains("time_zone: UTC (not guessed, please set)", guess.Template.Guesses);
    }

    [Fact]
    public void Offsets_that_no_zone_has_together_are_said()
    {
        var guess = Sampled.Of("order_id,customer_id,created_at,amount", "1,A,2024-01-05 10:00:00 -0800,10",
            "2,B,2024-01-05 10:00:00 +0900,10");
        Assert.Equal("UTC", guess.Mapping.TimeZone);
        Assert.Contains(guess.Template.Guesses, line => line.StartsWith("time_zone: UTC (not guessed, please set: no zone has all",
            StringComparison.Ordinal));
    }

    [Fact]
    public void Words_for_zones_have_offsets_too()
    {
        var guess = Sampled.Of("order_id|customer_id|created_at|amount|currency", "1|A|Sep 21, 2025 1:05:07 AM PDT|10|USD",
            "2|B|Dec 1, 2025 1:05:07 AM PST|10|USD");
        Assert.Equal(("America/Los_Angeles", "%b %d, %Y %I:%M:%S %p %Z"), (guess.Mapping.TimeZone, guess.Mapping.DateFormat));
    }

    [Fact]
    public void A_column_of_zone_names_tells()
    {
        var guess = Sampled.Of("Transaction ID|Customer ID|Date|Time|Time Zone|Gross Sales",
            "1|A|2025-09-01|13:05:07|Pacific Time (US & Canada)|$10.00", "2|B|2025-09-02|13:05:07|Pacific Time (US & Canada)|$12.00");
        Assert.Equal("America/Los_Angeles", guess.Mapping.TimeZone);
    }

    [Theory]
    [InlineData("Created (UTC)", "UTC")]
    [InlineData("created_at_utc", "UTC")]
    [InlineData("Created date (GMT)", "UTC")]
    [InlineData("Created", null)]
    public void A_name_that_says_utc_says_in_which_zone_times_are_written(string name, string? zone)
    {
        var guess = Sampled.Of($"order_id,customer_id,{name},amount", "1,A,2024-01-05 10:00:00,10", "2,B,2024-07-05 10:00:00,10");
        Assert.Equal(zone, guess.Mapping.SourceZones.GetValueOrDefault("shop.csv"));
        Assert.Empty(Sampled.Of($"order_id,customer_id,{name},amount", "1,A,2024-01-05T10:00:00Z,10",
            "2,B,2024-07-05T10:00:00Z,10").Mapping.SourceZones);
    }
}
