using Tidemark.Venues.Ports;

namespace Tidemark.Venues.Orders;

/// <summary>Hears what becomes of tracked orders, one call at a time; it must be quick, and must not call the tracker.</summary>
public interface IOrderObserver
{
    /// <summary>
    /// State or terms of an order are others than before. A fill alone is told by <see cref="OnFill"/>. An end is the last state, but for one:
    /// an order that was held for lost and that the venue tells after all (<see cref="TrackedOrder.IsPresumedLost"/> before, and not after).
    /// </summary>
    void OnOrder(TrackedOrder before, TrackedOrder after);

    /// <summary>A fill, for the first and only time; it is in the order already.</summary>
    void OnFill(TrackedOrder order, VenueFill fill);

    /// <summary>The venue has changed a fill that was told before: its trade was corrected. The order has the new terms already.</summary>
    void OnFillCorrected(TrackedOrder order, VenueFill before, VenueFill after)
    {
        // Rare, and not for everybody.
    }

    /// <summary>An order settled so long ago that the tracker no longer knows it.</summary>
    void OnForgotten(TrackedOrder order)
    {
        // Of no interest to who keeps nothing.
    }

    /// <summary>A fill of an order that was not placed here.</summary>
    void OnForeignFill(VenueFill fill);
}
