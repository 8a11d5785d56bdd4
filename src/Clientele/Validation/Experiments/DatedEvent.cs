using System.Globalization;
using Clientele.Data;

namespace Clientele.Validation.Experiments;

/// <summary>Events at known dates: an interrupted time series of daily orders with weekday effects and a local trend, judged against the same reading at dates without an event
/// (Bernal, Cummins and Gasparrini 2017; placebo dates after Abadie, Diamond and Hainmueller 2010).</summary>
internal static class DatedEvent
{
    private const int MinPlacebos = 20;
    private const double MinDaily = 5;

    /// <summary>Measures the protocol's events of this shop.</summary>
    /// <param name="orders">All orders.</param>
    /// <param name="mapping">Name of the shop's mapping; events of other shops are not looked for.</param>
    /// <param name="events">The protocol's events.</param>
    public static IReadOnlyList<EventTruth> Measure(OrderTable orders, string mapping, IReadOnlyList<EventDesign> events)
    {
        var own = events.Where(one => one.Mapping == mapping).ToList();
        int[] dated = [.. Enumerable.Range(0, orders.Count).Where(i => orders.OrderedAt[i] != DateTime.MinValue)];
        if (own.Count == 0 || dated.Length == 0)
            return [.. own.Select(one => Missing(one, "no order has a date"))];
        var first = DateOnly.FromDateTime(dated.Min(i => orders.OrderedAt[i])).DayNumber;
        var days = DateOnly.FromDateTime(dated.Max(i => orders.OrderedAt[i])).DayNumber - first + 1;
        var (count, late, arrived) = (new double[days], new double[days], new double[days]);
        foreach (var i in dated)
        {
            var day = DateOnly.FromDateTime(orders.OrderedAt[i]).DayNumber - first;
            count[day]++;
            var lateness = BrokenPromise.DaysLate(orders, i);
            if (double.IsNaN(lateness))
                continue;
            arrived[day]++;
            late[day] += lateness > 0 ? 1 : 0;
        }
        // Days of any event are no ordinary days of another, and the first weeks of a shop with next to no orders are no placebos.
        bool[] Special(Func<EventDesign, (DateOnly From, DateOnly To)> of)
        {
            var special = new bool[days];
            foreach (var one in own)
                for (var day = Math.Max(0, of(one).From.DayNumber - first); day <= Math.Min(days - 1, of(one).To.DayNumber - first); day++)
                    special[day] = true;
            return special;
        }
        var bought = new Series(first, Special(one => (one.From, one.To)), count);
        var delayed = new Series(first, Special(one => (one.LateFrom, one.LateTo)), count);
        var logs = Array.ConvertAll(count, c => Math.Log(Math.Max(c, .5)));
        var shares = Enumerable.Range(0, days).Select(day => arrived[day] > 0 ? late[day] / arrived[day] : 0).ToArray();
        return [.. own.Select(one =>
        {
            var (from, to, lateFrom, lateTo) = (one.From.DayNumber - first, one.To.DayNumber - first, one.LateFrom.DayNumber - first, one.LateTo.DayNumber - first);
            if (Math.Min(from, lateFrom) - one.Around < 0 || Math.Max(to, lateTo) + one.Around >= days)
                return Missing(one, "the data do not cover the days around it");
            if (bought.Daily(from - one.Around, to + one.Around) < MinDaily)
                return Missing(one, string.Create(CultureInfo.InvariantCulture, $"fewer than {MinDaily} orders a day around it"));
            return new EventTruth
            {
                Event = one,
                Orders = bought.Change(logs, Array.ConvertAll(count, _ => 1.0), from, to, one.Around),
                Late = delayed.Change(shares, arrived, lateFrom, lateTo, one.Around),
                Missing = null,
            };
        })];
    }

    private static EventTruth Missing(EventDesign one, string why) => new() { Event = one, Orders = EventChange.None, Late = EventChange.None, Missing = why };

    /// <summary>The calendar that changes are read on.</summary>
    private sealed record Series(int First, bool[] Special, double[] Count)
    {
        public double Daily(int from, int to) => Count[from..(to + 1)].Average();

        public EventChange Change(double[] y, double[] weight, int from, int to, int around)
        {
            var (value, se) = Fit(y, weight, from, to, around);
            double squares = 0;
            var placebos = 0;
            var length = to - from;
            for (var start = around; start + length + around < y.Length; start++)
            {
                if (Enumerable.Range(start, length + 1).Any(day => Special[day]) || Daily(start - around, start + length + around) < MinDaily)
                    continue;
                var placebo = Fit(y, weight, start, start + length, around).Value;
                if (double.IsNaN(placebo))
                    continue;
                squares += placebo * placebo;
                placebos++;
            }
            return new EventChange(value, se, placebos < MinPlacebos ? double.NaN : Math.Sqrt(squares / placebos), placebos);
        }

        // Weighted least squares on weekday, trend and event. By the theorem of Frisch, Waugh and Lovell: the event's dummy and the outcome are cleaned of the others first.
        private (double Value, double Se) Fit(double[] y, double[] weight, int from, int to, int around)
        {
            int[] days = [.. Enumerable.Range(from - around, to - from + 1 + 2 * around).Where(day => weight[day] > 0 && (!Special[day] || (day >= from && day <= to)))];
            var (w, t) = (Array.ConvertAll(days, day => weight[day]), Array.ConvertAll(days, day => (double)(day - from)));
            var trend = Clean(t);
            var outcome = Partial(Clean(Array.ConvertAll(days, day => y[day])));
            var dummy = Partial(Clean(Array.ConvertAll(days, day => day >= from && day <= to ? 1.0 : 0)));
            double sxx = 0, sxy = 0, meat = 0;
            for (var i = 0; i < days.Length; i++)
            {
                sxx += w[i] * dummy[i] * dummy[i];
                sxy += w[i] * dummy[i] * outcome[i];
            }
            if (!(sxx > 1e-9))
                return (double.NaN, double.NaN);
            for (var i = 0; i < days.Length; i++)
                meat += Math.Pow(w[i] * dummy[i] * (outcome[i] - sxy / sxx * dummy[i]), 2);
            return (sxy / sxx, Math.Sqrt(meat * days.Length / Math.Max(1, days.Length - 9)) / sxx);

            double[] Clean(double[] values)
            {
                var (sum, total) = (new double[7], new double[7]);
                for (var i = 0; i < days.Length; i++)
                {
                    sum[(First + days[i]) % 7] += w[i] * values[i];
                    total[(First + days[i]) % 7] += w[i];
                }
                return [.. values.Select((value, i) => value - sum[(First + days[i]) % 7] / total[(First + days[i]) % 7])];
            }

            double[] Partial(double[] values)
            {
                double xx = 0, xy = 0;
                for (var i = 0; i < days.Length; i++)
                {
                    xx += w[i] * trend[i] * trend[i];
                    xy += w[i] * trend[i] * values[i];
                }
                return [.. values.Select((value, i) => value - xy / xx * trend[i])];
            }
        }
    }
}
