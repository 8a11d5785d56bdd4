using System.Globalization;
using Clientele.Data.Guessing;

namespace Clientele.Tests.Data.Guessing;

/// <summary>Every form in which shops write times is known, and read as it was written.</summary>
public sealed class TimeFormatTests
{
    [Theory]
    [InlineData("iso", "yyyy-MM-dd")]
    [InlineData("iso", "yyyy-MM-dd HH:mm")]
    [InlineData("iso", "yyyy-MM-dd HH:mm:ss")]
    [InlineData("iso", "yyyy-MM-dd'T'HH:mm:ss.fff")]
    [InlineData("iso", "yyyy-MM-dd'T'HH:mm'Z'")]
    [InlineData("iso", "yyyy-MM-dd HH:mm:ss '+0200'")]
    [InlineData("iso", "yyyy-MM-dd HH:mm:ss' UTC'")]
    [InlineData("%d/%m/%Y", "dd/MM/yyyy")]
    [InlineData("%m/%d/%Y", "MM/dd/yyyy")]
    [InlineData("%m/%d/%Y %H:%M", "M/d/yyyy H:mm")]
    [InlineData("%d/%m/%y", "dd/MM/yy")]
    [InlineData("%m/%d/%y", "MM/dd/yy")]
    [InlineData("%m/%d/%y %I:%M:%S %p", "M/d/yy h:mm:ss tt")]
    [InlineData("%m/%d/%Y %I:%M%p", "M/d/yyyy h:mmtt")]
    [InlineData("%d.%m.%y", "dd.MM.yy")]
    [InlineData("%d.%m.%y %H:%M", "dd.MM.yy HH:mm")]
    [InlineData("%d.%m.%Y %H.%M", "dd.MM.yyyy HH.mm")]
    [InlineData("%d.%m.%Y, %H:%M:%S", "dd.MM.yyyy, HH:mm:ss")]
    [InlineData("%d.%m.%Y %H:%M Uhr", "dd.MM.yyyy HH:mm 'Uhr'")]
    [InlineData("%d-%m-%Y", "dd-MM-yyyy")]
    [InlineData("%d-%m-%y", "dd-MM-yy")]
    [InlineData("%y-%m-%d", "yy-MM-dd")]
    [InlineData("%y-%m-%d %H:%M:%S", "yy-MM-dd HH:mm:ss")]
    [InlineData("%Y/%m/%d", "yyyy/MM/dd")]
    [InlineData("%Y/%m/%d %H:%M:%S", "yyyy/MM/dd HH:mm:ss")]
    [InlineData("%Y.%m.%d", "yyyy.MM.dd")]
    [InlineData("%Y%m%d", "yyyyMMdd")]
    [InlineData("%Y%m%d%H%M%S", "yyyyMMddHHmmss")]
    [InlineData("%d-%b-%Y", "dd-MMM-yyyy")]
    [InlineData("%d-%b-%y", "dd-MMM-yy")]
    [InlineData("%b-%d-%y", "MMM-dd-yy")]
    [InlineData("%d %B %Y", "d MMMM yyyy")]
    [InlineData("%d %B %Y", "dd MMMM yyyy")]
    [InlineData("%B %d, %Y", "MMMM d, yyyy")]
    [InlineData("%b %d, %Y %I:%M:%S %p", "MMM d, yyyy h:mm:ss tt")]
    [InlineData("%b %d, %Y %I:%M:%S %p %Z", "MMM d, yyyy h:mm:ss tt 'PDT'")]
    [InlineData("%a, %d %b %Y %H:%M:%S %z", "ddd, dd MMM yyyy HH:mm:ss '+0000'")]
    [InlineData("%m/%d/%Y %H:%M:%S %z", "MM/dd/yyyy HH:mm:ss '+0000'")]
    [InlineData("%d/%m/%Y %H:%M %Z", "dd/MM/yyyy HH:mm 'CET'")]
    [InlineData("%H:%M:%S %d/%m/%Y", "HH:mm:ss dd/MM/yyyy")]
    public void A_form_is_found_and_every_day_of_a_year_is_read_as_it_was(string pattern, string written)
    {
        var days = Enumerable.Range(0, 365).Select(day => new DateTime(2024, 2, 10, day % 24, day % 60, 0).AddDays(day)).ToList();
        var values = days.Select(day => day.ToString(written, CultureInfo.InvariantCulture)).ToList();
        var reading = TimeGuess.Of(values, values, Sampled.Today.ToDateTime(TimeOnly.MaxValue), named: true);
        Assert.NotNull(reading);
        Assert.Equal((pattern, false, 0), (reading.Format, reading.IsAmbiguous, reading.Misfits));
        Assert.Equal(days.Select(day => day.Date), values.Select(value => TimePattern.Read(value, reading.Format)!.Value.Written.Date));
    }

    [Theory]
    [InlineData("excel", "45384.34", "45385", "45390.999", "2024-04-02")]
    [InlineData("excel", "45384,34", "45385,5", "45390,999", "2024-04-02")]
    [InlineData("unix", "1717000000", "1717100000", "1727000000", "2024-05-29")]
    [InlineData("unix", "1717000000000", "1717100000000", "1727000000000", "2024-05-29")]
    public void Days_and_seconds_that_are_counted_are_known(string format, string first, string second, string third, string day)
    {
        var reading = TimeGuess.Of([first, second, third], [first, second, third], null, named: true)!;
        Assert.Equal(format, reading.Format);
        Assert.Equal(DateTime.Parse(day, CultureInfo.InvariantCulture), TimePattern.Read(first, format)!.Value.Written.Date);
    }

    [Theory]
    [InlineData("1001", "1002", "1003")]
    [InlineData("12.50", "7.00", "3.20")]
    [InlineData("4006381333931", "4005900071117", "4008400401621")]
    [InlineData("Regular", "Large", "Small")]
    [InlineData("555-12-34", "555-11-31", "555-10-10")]
    public void Numbers_and_codes_are_no_times(string first, string second, string third) =>
        Assert.Null(TimeGuess.Of([first, second, third], [], null, named: false));

    [Theory]
    [InlineData("2567-05-03", 2567)]
    [InlineData("03/05/2567", 2567)]
    [InlineData("1403/02/14", 1403)]
    public void Years_of_another_calendar_are_no_dates_and_are_named(string date, int year)
    {
        Assert.Null(TimeGuess.Of([date], [date], null, named: true));
        Assert.Equal(year, TimeGuess.YearOfAnotherCalendar([date]));
        var guess = Sampled.Lines("order_id,customer_id,order_date,amount", 12, row => $"{row},c{row % 3},{date},{10 + row}.50");
        Assert.Contains(guess.Template.Missing, line => line.Contains($"the years of order_date ({year}) are of another calendar",
            StringComparison.Ordinal));
    }

    [Fact]
    public void A_word_among_dates_is_counted_as_a_misfit()
    {
        var values = Enumerable.Range(1, 30).Select(day => $"{day}/05/2024").Append("unknown").ToList();
        Assert.Equal(("%d/%m/%Y", 1), (TimeGuess.Of(values, values, null, named: true)!.Format,
            TimeGuess.Of(values, values, null, named: true)!.Misfits));
    }

    [Theory]
    [InlineData("3. Mai 2024")]
    [InlineData("3 de mayo de 2024")]
    [InlineData("Sept 3rd, 2024")]
    [InlineData("03/05/2024 1:05 p.m.")]
    [InlineData("Mon Sep 01 2025 01:05:07 GMT+0000 (Coordinated Universal Time)")]
    public void Times_in_a_form_that_cannot_be_read_are_named(string time)
    {
        var guess = Sampled.Lines("order_id|customer_id|order_date|amount", 12, row => $"{row}|c{row % 3}|{time}|{10 + row}.50");
        Assert.Contains(guess.Template.Missing, line =>
            line.StartsWith("shop.csv: order_date may hold times, but not in a form that can be read", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("%b %d %Y %I:%M%p", "May  3 2024 10:15AM", "May 13 2024  1:05PM")]
    [InlineData("%Y%m%dT%H%M%S%Z", "20240503T101500Z", "20240513T101500Z")]
    [InlineData("%Y年%m月%d日", "2024年5月3日", "2024年5月13日")]
    public void Blanks_and_marks_of_other_systems_are_known(string pattern, params string[] values) =>
        Assert.Equal(pattern, TimeGuess.Of(values, values, null, named: true)!.Format);
}
