namespace Tidemark.Strategies.Combined;

/// <summary>Every member has one vote: long, short or none.</summary>
/// <param name="document">Its members.</param>
public sealed class VoteStrategy(CombinationDocument document) : CombinedStrategy(document)
{
    [Parameter(Min = 0, Max = 1_000, Description = "votes for a side that it takes; 0 for more than half of the members")]
    public int AtLeast { get; init; }

    [Parameter(Description = "what becomes of the position when both sides have as many votes, and enough")]
    public TieRule Ties { get; init; }

    protected override void ValidateParameters()
    {
        base.ValidateParameters();
        if (AtLeast > Parts.Count) throw new BadInputException($"parameter at-least ({AtLeast}) is more than there are members ({Parts.Count})");
    }

    protected override Verdict Combine(InstrumentIndex instrument, ReadOnlySpan<Signal> opinions, PositionSide before)
    {
        var (longs, shorts) = (0, 0);
        foreach (ref readonly var opinion in opinions)
        {
            if (opinion.Direction == PositionSide.Long) longs++;
            else if (opinion.Direction == PositionSide.Short) shorts++;
        }
        var needed = AtLeast == 0 ? opinions.Length / 2 + 1 : AtLeast;
        if (longs >= needed && longs > shorts) return new Verdict(PositionSide.Long, "vote long");
        if (shorts >= needed && shorts > longs) return new Verdict(PositionSide.Short, "vote short");
        var isTie = longs == shorts && longs >= needed;
        return new Verdict(isTie && Ties == TieRule.Keep ? before : PositionSide.Flat, isTie ? "tie" : "too few votes");
    }
}
