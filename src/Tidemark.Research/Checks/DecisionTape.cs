using System.Globalization;
using Tidemark.Engine;
using Tidemark.Engine.Markets;
using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Recording;
using Tidemark.Engine.Strategies.Trades;
using Tidemark.Indicators;

namespace Tidemark.Research.Checks;

/// <summary>What one run decided and computed, instant by instant.</summary>
internal sealed class DecisionTape : IEngineRecorder
{
    private readonly List<Instant> closes = [];
    private readonly List<double[]> values = [];
    private readonly List<(int Instant, string Text)> decisions = [];
    private TrackedIndicator[] tracked = [];

    public TradingEngine? Engine { get; set; }

    /// <summary>The close times of the bars, one an instant.</summary>
    public IReadOnlyList<Instant> Closes => closes;

    /// <summary>Every output of every tracked indicator after each instant.</summary>
    public IReadOnlyList<double[]> Values => values;

    /// <summary>Orders, changes and cancellations, with the position of the instant at which they were decided.</summary>
    public IReadOnlyList<(int Instant, string Text)> Decisions => decisions;

    /// <summary>The name of each value: indicator, output, instrument and interval.</summary>
    public string NameOf(int value)
    {
        foreach (var one in tracked)
        {
            var outputs = one.Indicator.OutputCount;
            if (value < outputs)
                return $"{one.Indicator.GetType().Name}{(outputs > 1 ? $" output {value + 1}" : "")} of instrument {one.Instrument.Value + 1}, {one.Interval} bars";
            value -= outputs;
        }
        return "indicator";
    }

    /// <summary>The indicators that had no value after any bar, with the warm-up that they declare. Those of trades and quotes are not fed here.</summary>
    public IEnumerable<(string Name, int WarmUp)> NeverDefined()
    {
        var first = 0;
        foreach (var one in tracked)
        {
            var (start, end) = (first, first += one.Indicator.OutputCount);
            if (one.Indicator is TradeIndicator or QuoteIndicator || values.Exists(row => row.Length >= end && row.AsSpan(start, end - start).ContainsAnyExcept(double.NaN))) continue;
            yield return ($"{one.Indicator.GetType().Name} of instrument {one.Instrument.Value + 1}, {one.Interval} bars", one.Indicator.WarmUp);
        }
    }

    public JournalSequence OrderDecided(OrderRequest request, OrderReason denial)
    {
        var price = request.LimitPrice?.Value ?? request.StopPrice?.Value;
        Decide($"{request.Side} {Text(request.Quantity.Value)} {request.Type} of instrument {request.Instrument.Value + 1}{(price is { } level ? $" at {Text(level)}" : "")}"
            + $"{(request.Tag.Length > 0 ? $" ({request.Tag})" : "")}{(denial == OrderReason.None ? "" : $", denied: {denial}")}");
        return JournalSequence.None;
    }

    public JournalSequence AmendDecided(Order order, Amendment change)
    {
        Decide($"change of {order.Request.Side} {order.Request.Type} of instrument {order.Instrument.Value + 1}: {change}");
        return JournalSequence.None;
    }

    public JournalSequence CancelDecided(Order order)
    {
        Decide($"cancellation of {order.Request.Side} {order.Request.Type} of instrument {order.Instrument.Value + 1}");
        return JournalSequence.None;
    }

    public JournalSequence TransferDecided(TransferRequest request)
    {
        Decide($"transfer of {Text(request.Quantity)} {request.Asset} from the venue of instrument {request.From.Value + 1} to that of {request.To.Value + 1}");
        return JournalSequence.None;
    }

    public void OrderChanged(Order order, OrderEvent orderEvent) { }

    public void FillBooked(Fill fill, Account account, Position position) { }

    public void RoundTripClosed(RoundTrip roundTrip) { }

    public void StateSaved(StrategyState state) { }

    public void LedgerBooked(LedgerEntry entry, Account account, double rate) { }

    public void InstantClosed(Instant closeTime, double equity, bool isInMarket)
    {
        closes.Add(closeTime);
        tracked = [.. Engine!.TrackedIndicators];
        var row = new double[tracked.Sum(one => one.Indicator.OutputCount)];
        var next = 0;
        foreach (var one in tracked)
            for (var output = 0; output < one.Indicator.OutputCount; output++) row[next++] = one.Indicator.Output(output);
        values.Add(row);
    }

    private static string Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);

    private void Decide(string text) => decisions.Add((closes.Count, text));
}
