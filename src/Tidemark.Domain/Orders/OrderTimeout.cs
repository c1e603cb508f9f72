namespace Tidemark.Domain;

/// <summary>How long an order may work, and what then. The engine watches the time, whatever the venue can.</summary>
/// <param name="After">From the moment it was sent, and again after each new price.</param>
/// <param name="Action">Cancel, or move its limit to the last price.</param>
/// <param name="MaximumReprices">After so many new prices it is canceled.</param>
public sealed record OrderTimeout(Duration After, TimeoutAction Action, int MaximumReprices = 0)
{
    public static OrderTimeout Cancel(Duration after) => new(after, TimeoutAction.Cancel);

    public static OrderTimeout Reprice(Duration after, int times) => new(after, TimeoutAction.Reprice, times);
}
