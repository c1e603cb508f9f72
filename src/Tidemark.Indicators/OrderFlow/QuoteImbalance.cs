using System.Collections.Immutable;
using Tidemark.Indicators.Catalog;
using Tidemark.Indicators.State;
using Tidemark.Indicators.Windows;

namespace Tidemark.Indicators.OrderFlow;

/// <summary>
/// What came to the best bid and left the best ask less what left the bid and came to the ask, in base currency, summed over the last n changes
/// of the quote or over those of the last seconds. The first quote only sets the start. By number it is defined from the n-th change on,
/// by time from the first.
/// </summary>
/// <remarks>
/// A change counts +new bid quantity where the bid did not fall, -old where it did not rise, -new ask quantity where the ask did not rise, +old
/// where it did not fall. Source: R. Cont, A. Kukanov and S. Stoikov, "The price impact of order book events", Journal of Financial
/// Econometrics 2014, equation 3.
/// </remarks>
public sealed class QuoteImbalance : QuoteIndicator, IIndicatorDefinition
{
    private readonly PrintWindow window;
    private DoubleDouble sum;
    private double bid = double.NaN;
    private double bidQuantity;
    private double ask;
    private double askQuantity;

    /// <param name="quotes">Changes in the window; ignored where <paramref name="span"/> is positive.</param>
    /// <param name="span">The time that the window covers; zero to count changes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public QuoteImbalance(int quotes, Duration span = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quotes, 1);
        window = span > Duration.Zero ? new PrintWindow(int.MaxValue, span) : new PrintWindow(quotes, new Duration(long.MaxValue));
    }

    public static ImmutableArray<IndicatorDescriptor> Descriptors { get; } =
    [
        new()
        {
            Name = "quote_imbalance",
            Title = "Order-flow imbalance of quotes",
            Group = IndicatorGroup.OrderFlow,
            Aliases = ["quote-ofi"],
            Summary = "What came to the best bid and left the best ask, less what left the bid and came to the ask, over the last quotes or seconds.",
            Source = "R. Cont, A. Kukanov, S. Stoikov, The price impact of order book events, Journal of Financial Econometrics 2014",
            Input = IndicatorInput.Quotes,
            Parameters =
            [
                ParameterSpec.Period(100, minimum: 1, name: "quotes", description: "changes of the quote in the window"),
                ParameterSpec.Number("seconds", 0, 0, 1e8, "seconds that the window covers; 0 to count changes instead"),
            ],
            Outputs = [new OutputSpec("imbalance", OutputScale.Volume, "in base currency")],
            Make = (values, _) => new QuoteImbalance(values.Whole("quotes"), new Duration((long)(values["seconds"] * Instant.NanosecondsPerSecond))),
        },
    ];

    public override void Update(in Quote quote)
    {
        if (!double.IsNaN(bid)) Take(quote.Time, Change(quote));
        (bid, bidQuantity, ask, askQuantity) = (quote.Bid, quote.BidQuantity, quote.Ask, quote.AskQuantity);
    }

    protected override void KeepState(IndicatorState state)
    {
        window.Keep(state);
        sum.Keep(state);
        state.Keep(ref bid);
        state.Keep(ref bidQuantity);
        state.Keep(ref ask);
        state.Keep(ref askQuantity);
    }

    private double Change(in Quote quote)
    {
        var change = 0.0;
        if (quote.Bid >= bid) change += quote.BidQuantity;
        if (quote.Bid <= bid) change -= bidQuantity;
        if (quote.Ask <= ask) change -= quote.AskQuantity;
        if (quote.Ask >= ask) change += askQuantity;
        return change;
    }

    private void Take(Instant time, double change)
    {
        while (window.MustLeave(time)) sum.Add(-window.Leave());
        window.Enter(time, change);
        sum.Add(change);
        if (window.IsDefined) Value = sum.Value;
    }
}
