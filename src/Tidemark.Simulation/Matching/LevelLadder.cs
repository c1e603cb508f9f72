using System.Runtime.CompilerServices;

namespace Tidemark.Simulation.Matching;

/// <summary>
/// Price levels by price: an array over a window of prices around the market, and a sorted list for those outside. The window follows the
/// market when enough was looked up outside to pay for the move. Where it stands changes the speed and nothing else.
/// </summary>
internal sealed class LevelLadder(int windowTicks)
{
    /// <summary>Lookups outside of the window that are always free.</summary>
    private const int FreeFarLookups = 64;

    private readonly PriceLevel[] window = new PriceLevel[windowTicks];
    private readonly SlotBitmap occupied = new(windowTicks);
    private readonly FarLevels far = new();
    private long basePriceTicks;
    private int levelsInWindow;
    private int farLookups;

    /// <summary>Whether moving the window has been paid for by lookups outside of it.</summary>
    public bool MayMove => farLookups > FreeFarLookups && farLookups > 2 * (far.Count + levelsInWindow);

    /// <summary>Whether a price has orders.</summary>
    public bool Has(long priceTicks)
    {
        var slot = priceTicks - basePriceTicks;
        if ((ulong)slot < (ulong)window.Length) return window[slot].Count != 0;
        var position = far.LowerBound(priceTicks);
        return position < far.Count && far[position].PriceTicks == priceTicks;
    }

    /// <summary>The level at a price; an empty one if there was none, which must then get an order. Valid until the next level comes or goes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref PriceLevel Get(long priceTicks)
    {
        var slot = priceTicks - basePriceTicks;
        if ((ulong)slot < (ulong)window.Length) return ref window[slot];
        return ref GetFar(priceTicks);
    }

    /// <summary>Notes that a level has its first order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Occupy(long priceTicks)
    {
        var slot = priceTicks - basePriceTicks;
        if ((ulong)slot >= (ulong)window.Length) return;
        occupied.Set((int)slot);
        levelsInWindow++;
    }

    /// <summary>Notes that a level has lost its last order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Vacate(long priceTicks)
    {
        var slot = priceTicks - basePriceTicks;
        if ((ulong)slot >= (ulong)window.Length)
        {
            far.RemoveRange(far.LowerBound(priceTicks), 1);
            return;
        }
        occupied.Clear((int)slot);
        levelsInWindow--;
    }

    /// <summary>The next occupied price below one, or <see cref="long.MinValue"/>.</summary>
    public long Below(long priceTicks)
    {
        var slot = priceTicks - basePriceTicks;
        if ((ulong)slot < (ulong)window.Length)
        {
            var inWindow = occupied.Below((int)slot);
            if (inWindow >= 0) return basePriceTicks + inWindow;
        }
        var position = far.Count == 0 ? 0 : far.LowerBound(priceTicks);
        var outside = position == 0 ? long.MinValue : far[position - 1].PriceTicks;
        if (slot < window.Length) return outside;
        var highest = occupied.Below(window.Length);
        return highest < 0 ? outside : Math.Max(outside, basePriceTicks + highest);
    }

    /// <summary>The next occupied price above one, or <see cref="long.MaxValue"/>.</summary>
    public long Above(long priceTicks)
    {
        var slot = priceTicks - basePriceTicks;
        if ((ulong)slot < (ulong)window.Length)
        {
            var inWindow = occupied.Above((int)slot);
            if (inWindow >= 0) return basePriceTicks + inWindow;
        }
        var position = far.Count == 0 ? 0 : far.LowerBound(priceTicks + 1);
        var outside = position == far.Count ? long.MaxValue : far[position].PriceTicks;
        if (slot >= 0) return outside;
        var lowest = occupied.Above(-1);
        return lowest < 0 ? outside : Math.Min(outside, basePriceTicks + lowest);
    }

    /// <summary>Brings a price into the middle of the window, unless it is near it already; tells whether anything moved.</summary>
    public bool MoveTo(long priceTicks)
    {
        farLookups = 0;
        var newBase = priceTicks - window.Length / 2;
        if (Math.Abs(newBase - basePriceTicks) < window.Length / 4) return false;
        EmptyWindow();
        basePriceTicks = newBase;
        FillWindow();
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ref PriceLevel GetFar(long priceTicks)
    {
        farLookups++;
        return ref far.GetOrAdd(priceTicks);
    }

    private void EmptyWindow()
    {
        var position = far.LowerBound(basePriceTicks);
        far.InsertRange(position, levelsInWindow);
        for (var slot = occupied.Above(-1); slot >= 0; slot = occupied.Above(slot))
        {
            far[position++] = new FarLevel { PriceTicks = basePriceTicks + slot, Level = window[slot] };
            window[slot] = default;
            occupied.Clear(slot);
        }
        levelsInWindow = 0;
    }

    private void FillWindow()
    {
        var first = far.LowerBound(basePriceTicks);
        var end = far.LowerBound(basePriceTicks + window.Length);
        for (var position = first; position < end; position++)
        {
            var slot = (int)(far[position].PriceTicks - basePriceTicks);
            window[slot] = far[position].Level;
            occupied.Set(slot);
        }
        levelsInWindow = end - first;
        far.RemoveRange(first, end - first);
    }
}
