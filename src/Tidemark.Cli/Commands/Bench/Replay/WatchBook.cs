using Tidemark.Engine.Books;
using Tidemark.Engine.Strategies;

namespace Tidemark.Cli.Commands.Bench.Replay;

/// <summary>Reads the book at each update and sends nothing: what market events cost and allocate by themselves.</summary>
internal sealed class WatchBook : Strategy
{
    /// <summary>Keeps the reading from being thrown away.</summary>
    public double Sum { get; private set; }

    protected override void OnBook(InstrumentIndex instrument, OrderBook book) => Sum += book.Imbalance(5);

    protected override void OnQuote(InstrumentIndex instrument, in Quote quote) => Sum += quote.Mid;
}
