using Tidemark.Strategies.Trend;

namespace Tidemark.Strategies.Combined;

/// <summary>
/// Combines the opinions of several members into one position per instrument. Strategies among them run as shadows: they see every bar
/// and trade on paper, and the side that they are on is their <see cref="Signal"/>; signals from outside count until their horizon has
/// passed. Opinions are looked at when all bars of a moment have closed, and the position is changed when what they come to changes.
/// </summary>
public abstract class CombinedStrategy : Strategy
{
    private const char StateMark = '/';

    private readonly CombinationDocument document;
    private readonly Voice[] voices;
    private Signal[] signals = [];
    private PositionSide[] decided = [];
    private Dictionary<string, string> saved = [];

    /// <param name="document">Its members.</param>
    /// <exception cref="BadInputException">A member cannot be made, or decides on order books.</exception>
    protected CombinedStrategy(CombinationDocument document)
    {
        this.document = document;
        Direction = document.Direction;
        voices = [.. document.Members.Select(member => new Voice(member))];
        if (voices.FirstOrDefault(voice => voice.Strategy is { NeedsBook: true }) is { } voice)
            throw new BadInputException($"member {voice.Member.Name} decides on order books, which members of a combined strategy do not hear");
    }

    public override string Name => document.Name;

    public override AboutAttribute About => document.About;

    [Parameter(Description = "whether it also sells short")]
    public TradeDirection Direction { get; init; }

    public override bool NeedsShorting => Direction == TradeDirection.LongShort;

    public override int MinimumInstruments => voices.Max(voice => voice.Strategy?.MinimumInstruments ?? 1);

    public override IReadOnlyList<string> ExampleInstruments => voices.Select(voice => voice.Strategy?.ExampleInstruments ?? []).FirstOrDefault(examples => examples.Count > 0) ?? [];

    /// <summary>Its own parameters, then those of its members as <c>member.name</c>.</summary>
    public override IReadOnlyList<StrategyParameter> Parameters =>
    [
        .. OwnParameters(),
        .. voices.SelectMany((voice, number) => voice.Strategy?.Parameters.Select(parameter => parameter.Within(voice.Member.Name, whole => ((CombinedStrategy)whole).voices[number].Strategy!)) ?? []),
    ];

    /// <summary>The members in the order of the document.</summary>
    public IReadOnlyList<CombinationMember> Parts => document.Members;

    /// <summary>The sources of the signals from outside that it listens to, those of its members included.</summary>
    public IEnumerable<string> Sources => voices.SelectMany(voice => voice.Strategy is null ? [voice.Member.Name] : voice.Strategy is CombinedStrategy inner ? inner.Sources : []).Distinct();

    /// <summary>What the opinions on an instrument come to.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="opinions">One of each member, in their order; without direction where it has none.</param>
    /// <param name="before">What they came to last.</param>
    protected abstract Verdict Combine(InstrumentIndex instrument, ReadOnlySpan<Signal> opinions, PositionSide before);

    /// <summary>The parameters of the combination itself.</summary>
    protected virtual IEnumerable<StrategyParameter> OwnParameters() => StrategyParameter.Of(GetType());

    /// <summary>Called once before the first event, when members have started.</summary>
    protected virtual void OnMembersStarted() { }

    /// <summary>Called at each close before opinions are combined.</summary>
    /// <param name="closeTime">When the bars closed.</param>
    protected virtual void OnOpinions(Instant closeTime) { }

    /// <summary>The last opinion of a member on an instrument.</summary>
    protected ref readonly Signal OpinionOf(int member, InstrumentIndex instrument) => ref signals[instrument.Value * voices.Length + member];

    protected override void ValidateParameters()
    {
        foreach (var voice in voices)
            if (voice.Strategy is { } strategy) StrategyParameter.Apply(strategy, []);
    }

    protected sealed override void OnStart()
    {
        signals = new Signal[Instruments.Count * voices.Length];
        decided = new PositionSide[Instruments.Count];
        foreach (var voice in voices)
        {
            if (voice.Strategy is not { } strategy)
            {
                voice.Heard = new Signal[Instruments.Count];
                continue;
            }
            var prefix = voice.Member.Name + StateMark;
            voice.Shadow = RunAsShadow(strategy, saved.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(pair => KeyValuePair.Create(pair.Key[prefix.Length..], pair.Value)));
        }
        OnMembersStarted();
    }

    protected sealed override void OnSignal(in Signal signal)
    {
        foreach (var voice in voices)
            if (voice.Heard is { } heard && voice.Member.Name == signal.Source.Name && signal.Instrument.Value < heard.Length) heard[signal.Instrument.Value] = signal;
    }

    protected sealed override void OnBarsClosed(Instant closeTime)
    {
        foreach (var voice in voices) voice.Shadow?.Settle();
        for (var index = 0; index < Instruments.Count; index++)
            for (var member = 0; member < voices.Length; member++)
                signals[index * voices.Length + member] = voices[member].SignalOf(new InstrumentIndex(index), closeTime);
        OnOpinions(closeTime);
        for (var index = 0; index < Instruments.Count; index++)
            if (LastCloseTime(new InstrumentIndex(index)) == closeTime) Decide(new InstrumentIndex(index));
    }

    protected override void SaveState(IDictionary<string, string> state)
    {
        foreach (var voice in voices)
            foreach (var (name, text) in voice.Shadow?.StateNow ?? []) state[$"{voice.Member.Name}{StateMark}{name}"] = text;
    }

    protected override void LoadState(IReadOnlyDictionary<string, string> state) => saved = state.ToDictionary(StringComparer.Ordinal);

    private void Decide(InstrumentIndex instrument)
    {
        ref var before = ref decided[instrument.Value];
        var verdict = Combine(instrument, signals.AsSpan(instrument.Value * voices.Length, voices.Length), before);
        var side = verdict.Side == PositionSide.Short && Direction == TradeDirection.LongOnly ? PositionSide.Flat : verdict.Side;
        if (side == PositionSide.Flat && before == PositionSide.Flat) LeaveRest(instrument, verdict.Reason);
        // What may not be entered now is decided again at the next close.
        if (side == before || (side != PositionSide.Flat && !IsMember(instrument))) return;
        before = side;
        var unit = side == PositionSide.Flat ? Quantity.Zero : UnitQuantityOf(instrument);
        SetTarget(instrument, side == PositionSide.Short ? -unit : unit, verdict.Reason);
    }

    /// <summary>Sends the exit again where an earlier one was refused or has filled in part; what is too little for the venue is not asked for at each close.</summary>
    private void LeaveRest(InstrumentIndex instrument, string? reason)
    {
        var position = Position(instrument);
        if (position.IsFlat || WorkingOrders(instrument).Any()) return;
        var left = RoundedDown(instrument, position.Quantity.Abs().Value);
        if (VenueMinimum.IsReached(Instruments[instrument.Value], left.Value, (decimal)LastBar(instrument).Close, Now)) SetTarget(instrument, Quantity.Zero, reason);
    }

    /// <summary>A member with what carries its opinion.</summary>
    private sealed class Voice(CombinationMember member)
    {
        private readonly SignalSource source = new(member.Name);

        public CombinationMember Member => member;

        public Strategy? Strategy { get; } = member.Create?.Invoke();

        public Engine.Shadows.Shadow? Shadow { get; set; }

        /// <summary>The last signal on each instrument, of a source outside.</summary>
        public Signal[]? Heard { get; set; }

        public Signal SignalOf(InstrumentIndex instrument, Instant now)
        {
            if (Shadow is { } shadow) return shadow.SignalOf(instrument, source);
            var last = Heard![instrument.Value];
            return last.KnownAt + last.Horizon > now ? last : new Signal(source, instrument, PositionSide.Flat, 0, 0, Duration.Zero, now, new ReasonId("none"));
        }
    }
}
