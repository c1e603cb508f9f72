using Tidemark.Exchange.Orders;

namespace Tidemark.Exchange.Accounts;

/// <summary>What trading costs where nothing else is agreed.</summary>
/// <param name="MakerRate">A fraction of what the fee is taken in.</param>
/// <param name="TakerRate">A fraction of what the fee is taken in.</param>
/// <param name="Currency">Which currency that is, where an order does not say.</param>
public sealed record FeeSchedule(decimal MakerRate, decimal TakerRate, FeeCurrency Currency)
{
    /// <summary>A thousandth of what is received.</summary>
    public static readonly FeeSchedule Usual = new(0.001m, 0.001m, FeeCurrency.Received);
}
