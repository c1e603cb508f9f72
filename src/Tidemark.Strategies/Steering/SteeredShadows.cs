using Tidemark.Engine.Shadows;

namespace Tidemark.Strategies.Steering;

/// <summary>
/// One steered strategy as it runs in a session: a shadow for each set of parameters that an agent can choose, so that another choice is in
/// force at once, warm, and as if it had been from the start. Chosen for each instrument by itself.
/// </summary>
internal sealed class SteeredShadows
{
    private readonly SteeredMember member;
    private readonly SignalSource source;
    private readonly Shadow[] shadows;
    private readonly int[] chosen;
    private readonly double[] weights;

    /// <param name="member">The strategy.</param>
    /// <param name="instruments">Instruments of the session.</param>
    /// <param name="run">Has a strategy run beside the session; its number is told too.</param>
    public SteeredShadows(SteeredMember member, int instruments, Func<Strategy, int, Shadow> run)
    {
        this.member = member;
        source = new SignalSource(member.Name);
        shadows = [.. Enumerable.Range(0, member.Variants).Select(variant => run(member.Create(variant), variant))];
        chosen = new int[instruments];
        weights = [.. Enumerable.Repeat(member.IsWeighed ? member.Settings[0].NumberOf(0) : member.Weight, instruments)];
    }

    /// <summary>Lets all of them decide on the bars that have closed.</summary>
    public void Settle()
    {
        foreach (var shadow in shadows) shadow.Settle();
    }

    /// <summary>Takes what an agent answered for an instrument; returns what is left for the others.</summary>
    public ReadOnlySpan<double> Set(InstrumentIndex instrument, ReadOnlySpan<double> answers)
    {
        var variant = 0;
        for (var index = 0; index < member.Settings.Length; index++)
        {
            var setting = member.Settings[index];
            if (setting.IsWeight) weights[instrument.Value] = setting.NumberOf(answers[index]);
            else variant = variant * setting.Values.Length + setting.NearestLevel(answers[index]);
        }
        chosen[instrument.Value] = variant;
        return answers[member.Settings.Length..];
    }

    /// <summary>What the chosen one thinks of an instrument, from -1 to 1.</summary>
    public double OpinionOn(InstrumentIndex instrument)
    {
        var signal = shadows[chosen[instrument.Value]].SignalOf(instrument, source);
        return signal.Direction switch
        {
            PositionSide.Long => signal.Strength * signal.Confidence,
            PositionSide.Short => -signal.Strength * signal.Confidence,
            _ => 0,
        };
    }

    /// <summary>The same, by how much it counts.</summary>
    public double WeighedOpinionOn(InstrumentIndex instrument) => weights[instrument.Value] * OpinionOn(instrument);

    /// <summary>Writes down what each would hand to a later session.</summary>
    public void SaveState(IDictionary<string, string> state)
    {
        for (var variant = 0; variant < shadows.Length; variant++)
            foreach (var (name, text) in shadows[variant].StateNow) state[Prefix(member, variant) + name] = text;
    }

    /// <summary>What stands before the names of one's state.</summary>
    public static string Prefix(SteeredMember member, int variant) => FormattableString.Invariant($"{member.Name}#{variant}/");
}
