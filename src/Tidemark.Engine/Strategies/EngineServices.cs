using Tidemark.Engine.Books;
using Tidemark.Engine.Markets;
using Tidemark.Engine.Orders;
using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Predictions;
using Tidemark.Engine.Shadows;
using Tidemark.Engine.Sizing;
using Tidemark.Engine.Time;
using Tidemark.Engine.Universes;

namespace Tidemark.Engine.Strategies;

/// <summary>The parts of the engine that a running strategy reaches.</summary>
internal sealed record EngineServices(MarketState Market, Portfolio Portfolio, OrderLedger Ledger, OrderDesk Desk, UnitSizer Sizer, TimerQueue Timers,
    TradableInstruments Tradable, ShadowSet Shadows, BookFeed Books, Lull Lull, PredictionDesk Predictions);
