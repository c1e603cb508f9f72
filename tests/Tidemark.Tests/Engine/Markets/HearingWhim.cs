namespace Tidemark.Tests.Engine.Markets;

/// <summary>The same, but it also hears the end of every moment, for which the engine never skips a look.</summary>
internal sealed class HearingWhim(ulong seed, List<string> log, double activity) : Whim(seed, log, activity)
{
    protected internal override void OnBarsClosed(Instant closeTime)
    {
        // To hear it is all.
    }
}
