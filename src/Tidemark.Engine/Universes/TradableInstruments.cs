using Tidemark.Engine.Sessions;

namespace Tidemark.Engine.Universes;

/// <summary>Which instruments may be entered now: members of the universe (all where there is none) that are listed and not delisted.</summary>
internal sealed class TradableInstruments
{
    private readonly SessionSetup setup;
    private readonly InstrumentIndex[] members;
    private readonly bool[] isMember;
    private int memberCount;
    private int nextChange;

    public TradableInstruments(SessionSetup setup)
    {
        this.setup = setup;
        members = new InstrumentIndex[setup.Instruments.Length];
        isMember = new bool[members.Length];
        Array.Fill(isMember, setup.Universe is null);
        Array.Fill(isMember, false, setup.TradedCount, setup.ConversionCount);
        ListMembers();
    }

    /// <summary>The members in the order of the session's instruments.</summary>
    public ReadOnlySpan<InstrumentIndex> Members => members.AsSpan(0, memberCount);

    public bool IsMember(InstrumentIndex instrument) => isMember[instrument.Value];

    /// <summary>Why an instrument gets no new exposure at a moment, or <see cref="OrderReason.None"/>.</summary>
    public OrderReason RefusalOf(InstrumentIndex instrument, Instant now)
    {
        var declared = setup.Instruments[instrument.Value];
        if (declared.ListedAt > now || declared.DelistedAt <= now) return OrderReason.NotTrading;
        if (!setup.IsTraded(instrument)) return OrderReason.NotTrading;
        return isMember[instrument.Value] ? OrderReason.None : OrderReason.OutsideUniverse;
    }

    /// <summary>Takes the changes of the universe up to a moment.</summary>
    /// <param name="time">The moment.</param>
    /// <param name="left">Takes the instruments that left.</param>
    public void AdvanceTo(Instant time, List<InstrumentIndex> left)
    {
        if (setup.Universe is not { } universe || nextChange == universe.Changes.Length || universe.Changes[nextChange].Time > time) return;
        for (; nextChange < universe.Changes.Length && universe.Changes[nextChange].Time <= time; nextChange++)
        {
            foreach (var index in universe.Changes[nextChange].Entered) isMember[index] = true;
            foreach (var index in universe.Changes[nextChange].Left)
            {
                isMember[index] = false;
                left.Add(new InstrumentIndex(index));
            }
        }
        ListMembers();
    }

    /// <summary>Takes a delisted instrument out.</summary>
    public void Remove(InstrumentIndex instrument)
    {
        isMember[instrument.Value] = false;
        ListMembers();
    }

    private void ListMembers()
    {
        memberCount = 0;
        for (var index = 0; index < isMember.Length; index++)
            if (isMember[index]) members[memberCount++] = new InstrumentIndex(index);
    }
}
