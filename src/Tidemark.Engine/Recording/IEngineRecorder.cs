using Tidemark.Engine.Journaling;
using Tidemark.Engine.Portfolios;
using Tidemark.Engine.Ports;
using Tidemark.Engine.Strategies.Trades;

namespace Tidemark.Engine.Recording;

/// <summary>
/// Receives what the core decides and books, in order: the journal of a session, the result of a backtest. It must not change
/// anything, and the core never reads it back.
/// </summary>
public interface IEngineRecorder
{
    /// <summary>An order was decided; <paramref name="denial"/> is <see cref="OrderReason.None"/> when it passed the risk gate.</summary>
    JournalSequence OrderDecided(OrderRequest request, OrderReason denial);

    JournalSequence AmendDecided(Order order, Amendment change);

    JournalSequence CancelDecided(Order order);

    JournalSequence TransferDecided(TransferRequest request);

    /// <summary>Whether <see cref="OrderChanged"/> means something to it for orders that were just accepted.</summary>
    bool HearsAcceptances => true;

    /// <summary>An order event was applied; the order holds its new state.</summary>
    void OrderChanged(Order order, OrderEvent orderEvent);

    /// <summary>A fill was booked; the account and the position hold their new values.</summary>
    void FillBooked(Fill fill, Account account, Position position);

    void RoundTripClosed(RoundTrip roundTrip);

    /// <summary>A strategy remembers something.</summary>
    void StateSaved(StrategyState state);

    /// <summary>The venue changed a balance by itself; the account holds its new value. A fill that goes with it is told before.</summary>
    /// <param name="entry">What changed.</param>
    /// <param name="account">Whose balance.</param>
    /// <param name="rate">The value of one unit of the entry's asset in the session's currency; NaN when it is not known.</param>
    void LedgerBooked(LedgerEntry entry, Account account, double rate);

    /// <summary>All bars of an instant were taken and the strategies called.</summary>
    /// <param name="closeTime">The close time of the bars.</param>
    /// <param name="equity">Equity at their close, in the session's currency.</param>
    /// <param name="isInMarket">Whether some position is not flat.</param>
    void InstantClosed(Instant closeTime, double equity, bool isInMarket);

    /// <summary>Whether <see cref="PredictionMade"/> means something to it.</summary>
    bool HearsPredictions => false;

    /// <summary>A strategy asked for a model and was given one.</summary>
    void PredictorOpened(PredictorOpenedRecord opened) { }

    /// <summary>A model was asked and answered.</summary>
    void PredictionMade(PredictionRecord prediction) { }
}
