using System.Globalization;
using Tidemark.Indicators;

namespace Tidemark.Tests.Indicators.Levels;

/// <summary>Bars drawn by hand, an hour each from a Monday's midnight on.</summary>
internal static class DrawnBars
{
    public static readonly Instant Monday = Instant.FromDate(2024, 1, 1);

    /// <summary>Bars that trade at one price each.</summary>
    public static Bar[] Prices(string prices) =>
        [.. prices.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select((text, index) => Hour(index, Number(text), Number(text), Number(text), Number(text)))];

    /// <summary>Bars given as open, high, low and close.</summary>
    public static Bar[] Candles(string candles) => [.. candles.Split('|').Select((text, index) =>
    {
        var prices = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Number).ToArray();
        return Hour(index, prices[0], prices[1], prices[2], prices[3]);
    })];

    /// <summary>Straight moves between turning points, one price a bar: <c>100 5:110</c> goes from 100 to 110 within five bars.</summary>
    public static Bar[] Path(string turns)
    {
        var parts = turns.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var prices = new List<double> { Number(parts[0]) };
        foreach (var part in parts.Skip(1))
        {
            var (bars, to) = (int.Parse(part.Split(':')[0], CultureInfo.InvariantCulture), Number(part.Split(':')[1]));
            var from = prices[^1];
            for (var bar = 1; bar <= bars; bar++) prices.Add(from + (to - from) * bar / bars);
        }
        return [.. prices.Select((price, index) => Hour(index, price, price, price, price))];
    }

    /// <summary>One output after each bar.</summary>
    public static double[] Outputs(Indicator indicator, IEnumerable<Bar> bars, int output = 0) => [.. bars.Select(bar =>
    {
        indicator.Update(bar);
        return indicator.Output(output);
    })];

    public static Bar Hour(int index, double open, double high, double low, double close, double volume = 1) =>
        new(Monday + Duration.FromHours(index), open, high, low, close, volume);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
